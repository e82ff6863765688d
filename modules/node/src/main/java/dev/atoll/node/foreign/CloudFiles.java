package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import dev.atoll.node.foreign.Filing.NewFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code write_files} of cloud-init. A later entry overwrites what an earlier one wrote. */
final class CloudFiles {
    private static final Set<String> GZIP = Set.of("gz", "gzip");
    private static final Set<String> BASE64 = Set.of("b64", "base64");
    private static final Set<String> BOTH = Set.of("gz+base64", "gzip+base64", "gz+b64", "gzip+b64");
    private static final String CORRECT = "correct it in the source";

    private final Filing filing;
    private final Contents contents = new Contents();

    CloudFiles(Draft draft, Findings findings) {
        this.filing = new Filing(draft, findings);
    }

    void read(Cursor top) {
        List<Item> items = top.items("write_files");
        Map<String, Item> last = new HashMap<>();
        items.forEach(item -> path(item).ifPresent(path -> last.put(path, item)));
        for (Item item : items) {
            top.read(item, it -> {
                try {
                    if (path(item).filter(path -> !item.equals(last.get(path))).isPresent()) {
                        throw new RefusedException("a later entry writes the same file", "remove one of them");
                    }
                    file(it);
                } catch (RefusedException e) {
                    it.abandon(e.why(), e.instead());
                }
            });
        }
    }

    private static Optional<String> path(Item item) {
        return item.value() instanceof Value.Mapping mapping
                ? mapping.find("path").filter(Value.Scalar.class::isInstance).map(it -> ((Value.Scalar) it).text())
                : Optional.empty();
    }

    private void file(Cursor it) {
        Text path = it.nonEmpty("path").orElseThrow(() -> new RefusedException("it has no path", CORRECT));
        if (it.isTrue("append")) {
            throw new RefusedException(
                    "nothing is appended to files that are there: the result would depend on the image",
                    "write the whole file, or a drop-in of its own where the program reads one");
        }
        if (it.has("source")) {
            throw new RefusedException(
                    "what is fetched needs its sha256, and there is none",
                    "write it below files: with url: and sha256:");
        }
        Optional<Text> mode = mode(it);
        Optional<Text> owner = it.nonEmpty("owner");
        it.take("defer"); // accounts are made before files
        Optional<Value> content = it.take("content");
        String encoding =
                it.text("encoding").map(Text::text).orElse("text/plain").strip().toLowerCase(Locale.ROOT);
        String decoded =
                Contents.text(content.map(value -> decoded(value, encoding)).orElse(new byte[0]));
        Text text = new Text(decoded, content.map(Value::place).orElse(path.place()), it.pathTo("content"));
        filing.file(new NewFile(
                it.place(),
                path,
                Optional.of(text),
                Optional.empty(),
                Optional.empty(),
                mode,
                owner.map(whole -> whole.map(name -> name.split(":", 2)[0]))
                        .filter(name -> !name.text().isEmpty()),
                owner.filter(whole -> whole.text().contains(":"))
                        .map(whole -> whole.map(name -> name.split(":", 2)[1]))
                        .filter(name -> !name.text().isEmpty())));
    }

    private byte[] decoded(Value value, String encoding) {
        if (!(value instanceof Value.Scalar(Value.Kind kind, String text, Place _))) {
            throw new RefusedException("its content is no text", CORRECT);
        }
        byte[] bytes = kind == Value.Kind.BINARY ? Contents.base64(text) : text.getBytes(StandardCharsets.UTF_8);
        if (GZIP.contains(encoding)) {
            return contents.gunzip(bytes);
        } else if (BASE64.contains(encoding)) {
            return Contents.base64(new String(bytes, StandardCharsets.ISO_8859_1));
        } else if (BOTH.contains(encoding)) {
            return contents.gunzip(Contents.base64(new String(bytes, StandardCharsets.ISO_8859_1)));
        } else if (encoding.equals("text/plain")) {
            return bytes;
        }
        throw new RefusedException("this encoding is unknown", CORRECT);
    }

    private static Optional<Text> mode(Cursor it) {
        return it.take("permissions")
                .map(value -> new Text(
                        Optional.of(value)
                                .filter(Value.Scalar.class::isInstance)
                                .flatMap(scalar -> Scalars.mode((Value.Scalar) scalar))
                                .orElseThrow(
                                        () -> new RefusedException("its permissions are no octal number", CORRECT)),
                        value.place(),
                        it.pathTo("permissions")));
    }
}
