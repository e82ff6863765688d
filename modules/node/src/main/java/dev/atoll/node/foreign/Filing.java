package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.node.foreign.Draft.Section;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts files, links and directories of foreign configurations where a node's configuration has them: most among its files,
 * some below keys of their own, since their paths are reserved. Throws {@link RefusedException} for what has no place.
 */
final class Filing {
    private static final String UNITS = "/etc/systemd/system/";
    private static final String UNIT =
            "[A-Za-z0-9:_.\\\\@-]+\\.(?:service|socket|timer|path|target|mount|automount|swap|slice)";
    private static final Pattern UNIT_FILE = Pattern.compile(UNITS + "(" + UNIT + ")");
    private static final Pattern DROP_IN = Pattern.compile(UNITS + "(" + UNIT + ")\\.d/([^/]+)");
    private static final Pattern WANTED = Pattern.compile(UNITS + "[^/]+\\.(?:wants|requires)/(" + UNIT + ")");
    private static final Pattern ZONE = Pattern.compile("(?:/|(?:\\.\\./)+)usr/share/zoneinfo/(.+)");

    private final Draft draft;
    private final Findings findings;

    Filing(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    /**
     * A file.
     *
     * @param place where the foreign configuration says it
     * @param path as the foreign configuration has it
     * @param text its contents; or else
     * @param url what it is fetched from, with
     * @param sha256 its digest
     * @param mode four octal digits
     */
    record NewFile(
            Place place,
            Text path,
            Optional<Text> text,
            Optional<Text> url,
            Optional<Text> sha256,
            Optional<Text> mode,
            Optional<Text> owner,
            Optional<Text> group) {}

    void file(NewFile file) {
        String path = Paths.settled(file.path().text());
        Paths.refuseUnwritable(path);
        file.text().ifPresent(text -> Contents.harmless(text.text()));
        if (file.text().isPresent() && special(path, file, file.text().get())) {
            file.mode()
                    .filter(mode -> !mode.text().equals("0644"))
                    .ifPresent(mode -> findings.changed(mode, "the node gives this file 0644", "nothing"));
            file.owner().filter(Filing::isNotRoot).ifPresent(this::rooted);
            file.group().filter(Filing::isNotRoot).ifPresent(this::rooted);
            return;
        }
        reads(path, file.path());
        draft.add(
                Section.FILES,
                new Fields(file.place())
                        .text("path", file.path().map(Paths::settled))
                        .text("text", file.text())
                        .text("url", file.url())
                        .text("sha256", file.sha256())
                        .text("mode", file.mode())
                        .text("owner", file.owner())
                        .text("group", file.group()));
    }

    private static boolean isNotRoot(Text owner) {
        return !owner.text().equals("root") && !owner.text().equals("0");
    }

    private void rooted(Text owner) {
        findings.changed(owner, "the node gives this file to root", "nothing");
    }

    private boolean special(String path, NewFile file, Text text) {
        Matcher unit = UNIT_FILE.matcher(path);
        Matcher dropIn = DROP_IN.matcher(path);
        if (path.equals("/etc/hostname")) {
            draft.hostname(text.map(String::strip));
        } else if (unit.matches()) {
            draft.units()
                    .unit(file.path().map(it -> unit.group(1)), file.place())
                    .text(text, findings);
        } else if (dropIn.matches()) {
            draft.units()
                    .unit(file.path().map(it -> dropIn.group(1)), file.place())
                    .dropIn(file.path().map(it -> dropIn.group(2)), text, findings);
        } else {
            return false;
        }
        return true;
    }

    /** A symbolic link. */
    void link(Place place, Text path, Text target) {
        String settled = Paths.settled(path.text());
        Paths.refuseUnwritable(settled);
        Matcher wanted = WANTED.matcher(settled);
        Matcher unit = UNIT_FILE.matcher(settled);
        Matcher zone = ZONE.matcher(target.text());
        if (wanted.matches() && target.text().endsWith("/" + wanted.group(1))) {
            Text name = path.map(it -> wanted.group(1));
            draft.units().unit(name, place).state(path.map(it -> "enabled"), findings);
            findings.changed(
                    path,
                    "the link enables " + wanted.group(1) + ", so it is the unit's state",
                    "see that the unit's [Install] section names this target");
        } else if (unit.matches() && target.text().equals("/dev/null")) {
            draft.units().unit(path.map(it -> unit.group(1)), place).state(path.map(it -> "masked"), findings);
        } else if (settled.equals("/etc/localtime") && zone.matches()) {
            draft.zone(target.map(it -> zone.group(1)));
        } else {
            reads(settled, path);
            draft.add(
                    Section.LINKS,
                    new Fields(place).text("path", path.map(Paths::settled)).text("target", target));
        }
    }

    /** A directory. */
    void directory(Place place, Text path, Optional<Text> mode, Optional<Text> owner, Optional<Text> group) {
        Paths.refuseUnwritable(Paths.settled(path.text()));
        draft.add(
                Section.DIRECTORIES,
                new Fields(place)
                        .text("path", path.map(Paths::settled))
                        .text("mode", mode)
                        .text("owner", owner)
                        .text("group", group));
    }

    private void reads(String settled, Text path) {
        Paths.unread(settled)
                .ifPresent(why -> findings.changed(path, "nothing in Atoll's images reads a file there", why));
    }
}
