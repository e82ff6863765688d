package dev.atoll.node.foreign;

import dev.atoll.document.Value;
import dev.atoll.node.foreign.Draft.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code mounts} and {@code swap} of cloud-init. */
final class CloudMounts {
    private static final Pattern SIZE =
            Pattern.compile("([0-9]{1,15})(?:\\.0)?\\s*([KMGT]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);
    private static final long MIB = 1 << 20;
    private static final String NO_OPTIONS = "defaults,nofail";

    private final Draft draft;
    private final Findings findings;

    CloudMounts(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    void read(Cursor top) {
        List<Optional<Text>> defaults = top.take("mount_default_fields")
                .map(value -> fields(value, top.pathOf("mount_default_fields"), top))
                .orElse(List.of());
        defaults.stream()
                .limit(2)
                .flatMap(Optional::stream)
                .forEach(it -> findings.lost(
                        it, "each mount names its own device and place", "write it into each of mounts:"));
        for (Item item : top.items("mounts")) {
            try {
                mount(fields(item.value(), item.path(), top), defaults, item);
            } catch (RefusedException e) {
                findings.lost(item.value(), item.path(), e.why(), e.instead());
            }
        }
        top.within("swap", it -> {
            try {
                swap(it);
            } catch (RefusedException e) {
                it.abandon(e.why(), e.instead());
            }
        });
    }

    /** The fields of fstab(5); empty where there is nothing, or the word None that Python has for it. */
    private static List<Optional<Text>> fields(Value value, String path, Cursor cursor) {
        List<Optional<Text>> fields = new ArrayList<>();
        List<Value> items = value instanceof Value.Sequence list ? list.items() : List.of(value);
        for (int i = 0; i < items.size(); i++) {
            Value it = items.get(i);
            fields.add(
                    Cursor.isEmpty(it)
                            ? Optional.empty()
                            : cursor.text(it, path + "[" + i + "]")
                                    .filter(text -> !text.text().equals("None")));
        }
        return fields;
    }

    private static Optional<Text> field(List<Optional<Text>> fields, int index) {
        return index < fields.size() ? fields.get(index) : Optional.empty();
    }

    private void mount(List<Optional<Text>> fields, List<Optional<Text>> defaults, Item item) {
        Text what = field(fields, 0)
                .orElseThrow(() -> new RefusedException("it names no device", "correct it in the source"));
        Text where = field(fields, 1)
                .orElseThrow(() ->
                        new RefusedException("it takes away a mount of the image", "see units: with state: masked"));
        Optional<Text> type = field(fields, 2).or(() -> field(defaults, 2));
        if (type.filter(it -> it.text().equals("swap")).isPresent()) {
            throw new RefusedException(
                    "space for swapping is a file, or a partition of a disk of the node",
                    "name it below swap: or disks:");
        }
        Text device = what.map(CloudMounts::device);
        Optional<Text> given = field(fields, 3).or(() -> field(defaults, 3));
        List<String> options = List.of(given.map(Text::text).orElse(NO_OPTIONS).split(","));
        Fields mount = new Fields(item.value().place())
                .text("what", device)
                .text("where", where.map(Paths::settled))
                .text("type", type.filter(it -> !it.text().equals("auto")))
                .texts(
                        "options",
                        options.stream()
                                .filter(it -> !it.isEmpty() && !it.equals("defaults") && !it.equals("nofail"))
                                .map(it -> given.orElse(where).map(all -> it))
                                .toList());
        if (options.contains("nofail")) {
            mount.logical("required", false);
        }
        draft.add(Section.MOUNTS, mount);
        field(fields, 4)
                .or(() -> field(defaults, 4))
                .filter(it -> !it.text().equals("0"))
                .ifPresent(it -> findings.changed(it, "there is no dump(8) on a node", "nothing"));
        field(fields, 5)
                .or(() -> field(defaults, 5))
                .filter(it -> !it.text().equals("0") && !it.text().equals("2"))
                .ifPresent(it -> findings.changed(
                        it, "file systems are checked before they are mounted, in no order", "nothing"));
    }

    private static String device(String spec) {
        if (spec.startsWith("/") || spec.contains("=") || spec.contains(":")) {
            return spec;
        }
        if (spec.matches("(?:ephemeral|ebs)[0-9.]*|ami|root|swap")) {
            throw new RefusedException("it is a name that only cloud-init's data source knows", "name the device");
        }
        return "/dev/" + spec;
    }

    private void swap(Cursor it) {
        Optional<Text> given = it.nonEmpty("filename");
        Text size = it.nonEmpty("size")
                .filter(text -> !text.text().equals("auto"))
                .orElseThrow(() -> new RefusedException("a node does not choose the size", "give size: a number"));
        it.lost("maxsize", "the size is the one that is given", "nothing");
        Text file = given.orElse(size.map(ignored -> "/swap.img"));
        if (!file.text().startsWith("/var/")) {
            findings.changed(
                    file,
                    "only /var can be written, so the file is /var" + (given.isPresent() ? "/…" : "/swap.img"),
                    "nothing");
        }
        draft.add(
                Section.SWAP,
                new Fields(it.place())
                        .text("file", file.map(path -> path.startsWith("/var/") ? path : "/var" + path))
                        .put("sizeMiB", new Text(mib(size.text()), size.place(), size.path()).number()));
    }

    private static String mib(String size) {
        Matcher matcher = SIZE.matcher(size.strip());
        if (!matcher.matches()) {
            throw new RefusedException("its size is no number of bytes", "correct it in the source");
        }
        int shift = 10
                * " KMGT"
                        .indexOf(
                                matcher.group(2).isEmpty()
                                        ? " "
                                        : matcher.group(2).toUpperCase(Locale.ROOT));
        long number = Long.parseLong(matcher.group(1));
        if (number > Long.MAX_VALUE >> shift >> 1) {
            throw new RefusedException("its size is no size of a file", "correct it in the source");
        }
        return Long.toString(((number << shift) + MIB - 1) / MIB);
    }
}
