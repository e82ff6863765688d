package dev.atoll.node.foreign;

import dev.atoll.document.Value;
import dev.atoll.node.foreign.Filing.NewFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Files, directories and links of Ignition; disks are in {@link IgnitionDisks}. */
final class IgnitionStorage {
    static final String LOCAL = "Butane reads this from a file beside the configuration, and an import reads one file";
    static final String EMBED = "write the contents into the configuration, or import what Butane makes of it";
    private static final String FETCHED = "serve the file itself by http or https and give its sha256";

    private final Draft draft;
    private final Findings findings;
    private final Filing filing;
    private final Contents contents = new Contents();

    IgnitionStorage(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
        this.filing = new Filing(draft, findings);
    }

    void read(Cursor storage) {
        storage.each("directories", it -> guarded(it, this::directory));
        storage.each("files", it -> guarded(it, this::file));
        storage.each("links", it -> guarded(it, this::link));
        storage.lost(
                "trees",
                LOCAL,
                "import what Butane makes of it, or put the files into the image: trees: of its definition");
        new IgnitionDisks(draft, findings).read(storage);
    }

    private static void guarded(Cursor it, Consumer<Cursor> reader) {
        try {
            reader.accept(it);
        } catch (RefusedException e) {
            it.abandon(e.why(), e.instead());
        }
    }

    private static Text path(Cursor it) {
        return it.nonEmpty("path")
                .orElseThrow(() -> new RefusedException("it has no path", "correct it in the source"));
    }

    private void directory(Cursor it) {
        Text path = path(it);
        Optional<Text> mode = mode(it);
        Optional<Text> owner = owner(it, "user");
        Optional<Text> group = owner(it, "group");
        filing.directory(it.place(), path, mode, owner, group);
        it.lostIfTrue("overwrite", "a directory keeps what is in it", "remove what is in the way before");
    }

    private void link(Cursor it) {
        Text path = path(it);
        Text target = it.nonEmpty("target")
                .orElseThrow(() -> new RefusedException("it has no target", "correct it in the source"));
        if (it.isTrue("hard")) {
            throw new RefusedException("there are no hard links in a configuration", "make it a symbolic link");
        }
        filing.link(it.place(), path, target);
        it.lost("user", "links belong to root", "nothing: whom a link belongs to matters to nobody");
        it.lost("group", "links belong to root", "nothing: whom a link belongs to matters to nobody");
        overwrite(it);
    }

    private void overwrite(Cursor it) {
        it.lostIfFalse(
                "overwrite",
                "what a configuration has lies over what the image has; there is no first boot that could fail",
                "leave it out if the image has it already");
    }

    private void file(Cursor it) {
        Text path = path(it);
        Optional<Text> mode = mode(it);
        Optional<Text> owner = owner(it, "user");
        Optional<Text> group = owner(it, "group");
        Optional<Resource> first = it.peek("contents").flatMap(value -> resource(it, "contents"));
        List<Text> added = new ArrayList<>();
        for (Item item : it.items("append")) {
            it.read(item, each -> {
                if (!(resource(each).orElse(Resource.EMPTY) instanceof Resource.Inline(String text))) {
                    throw new RefusedException("what is appended is fetched", FETCHED);
                }
                added.add(new Text(text, item.value().place(), item.path()));
            });
        }
        if (first.isEmpty() && !added.isEmpty()) {
            throw new RefusedException(
                    "nothing is appended to files that are there: the result would depend on the image",
                    "write the whole file, or a drop-in of its own where the program reads one");
        }
        if (first.isEmpty()) {
            findings.changed(
                    path,
                    "an existing file would keep its contents; here it is empty",
                    "give it contents, or leave it out");
        }
        overwrite(it);
        switch (first.orElse(Resource.EMPTY)) {
            case Resource.Inline(String text) -> {
                StringBuilder all = new StringBuilder(text);
                added.forEach(part -> all.append(part.text()));
                Text whole = path.map(ignored -> all.toString());
                filing.file(new NewFile(
                        it.place(), path, Optional.of(whole), Optional.empty(), Optional.empty(), mode, owner, group));
            }
            case Resource.Remote(Text url, Text sha256) -> {
                if (!added.isEmpty()) {
                    throw new RefusedException("nothing is appended to what is fetched", FETCHED);
                }
                filing.file(new NewFile(
                        it.place(), path, Optional.empty(), Optional.of(url), Optional.of(sha256), mode, owner, group));
            }
        }
    }

    /** Where contents come from. */
    private sealed interface Resource {
        Resource EMPTY = new Inline("");

        /** The configuration. */
        record Inline(String text) implements Resource {}

        /** A server. */
        record Remote(Text url, Text sha256) implements Resource {}
    }

    private Optional<Resource> resource(Cursor it, String key) {
        List<Resource> found = new ArrayList<>();
        it.within(key, contents -> resource(contents).ifPresent(found::add));
        return found.stream().findFirst();
    }

    /** Resources of Ignition, and Butane's shorter forms; empty if no source is named. */
    private Optional<Resource> resource(Cursor it) {
        if (it.has("local")) {
            throw new RefusedException(LOCAL, EMBED);
        }
        Optional<Text> inline = it.text("inline");
        Optional<Text> source = it.nonEmpty("source");
        String compression = it.text("compression").map(Text::text).orElse("");
        List<Text> digests = new ArrayList<>();
        it.within("verification", verification -> verification.nonEmpty("hash").ifPresent(digests::add));
        Optional<Text> digest = digests.stream().findFirst();
        if (!compression.isEmpty() && !compression.equals("gzip") && !compression.equals("null")) {
            throw new RefusedException("this compression is unknown", "correct it in the source");
        }
        if (source.isPresent() && !isData(source.get().text())) {
            return Optional.of(remote(it, source.get(), compression, digest));
        }
        if (inline.isEmpty() && source.isEmpty()) {
            digest.ifPresent(hash -> findings.lost(hash, "there are no contents that it could be of", "nothing"));
            return Optional.empty();
        }
        byte[] bytes = inline.map(text -> text.text().getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> Contents.dataUrl(source.orElseThrow().text()));
        byte[] unpacked = compression.equals("gzip") && inline.isEmpty() ? contents.gunzip(bytes) : bytes;
        digest.ifPresent(hash -> Contents.verify(unpacked, hash.text()));
        return Optional.of(new Resource.Inline(Contents.text(unpacked)));
    }

    private static boolean isData(String url) {
        return url.regionMatches(true, 0, "data:", 0, 5);
    }

    private static Resource remote(Cursor it, Text source, String compression, Optional<Text> digest) {
        if (!source.text().toLowerCase(Locale.ROOT).matches("(?s)https?:.*")) {
            throw new RefusedException("a node fetches by http and https only", FETCHED);
        }
        if (it.has("httpHeaders")) {
            throw new RefusedException("a node fetches without headers of one's own", FETCHED);
        }
        if (compression.equals("gzip")) {
            throw new RefusedException("a node does not unpack what it fetches", FETCHED);
        }
        Text hash = digest.orElseThrow(
                () -> new RefusedException("what is fetched needs its sha256, and there is no digest", FETCHED));
        if (!hash.text().startsWith("sha256-")) {
            throw new RefusedException("what is fetched needs its sha256, and the digest is another", FETCHED);
        }
        return new Resource.Remote(
                source, hash.map(text -> text.substring("sha256-".length()).toLowerCase(Locale.ROOT)));
    }

    private static Optional<Text> mode(Cursor it) {
        return it.take("mode").map(value -> {
            Optional<String> mode = value instanceof Value.Scalar scalar ? Scalars.mode(scalar) : Optional.empty();
            return new Text(
                    mode.orElseThrow(() ->
                            new RefusedException("its mode is no number from 0 to 07777", "correct it in the source")),
                    value.place(),
                    it.pathTo("mode"));
        });
    }

    private static Optional<Text> owner(Cursor it, String key) {
        List<Text> owners = new ArrayList<>();
        it.within(key, account -> {
            Optional<Text> id = account.whole("id");
            Optional<Text> name = account.nonEmpty("name");
            if (id.isPresent() && name.isPresent()) {
                throw new RefusedException("its " + key + " has both id and name", "remove one of them");
            }
            id.or(() -> name).ifPresent(owners::add);
        });
        return owners.stream().findFirst();
    }
}
