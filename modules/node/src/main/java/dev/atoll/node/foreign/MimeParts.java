package dev.atoll.node.foreign;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a message in MIME multipart (RFC 2046 section 5.1), as cloud-init's tools make them: flat, as they are or in
 * base64.
 */
final class MimeParts {
    private static final int MOST = 64;
    private static final Pattern PARAMETER = Pattern.compile(";\\s*([A-Za-z-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s\"]+))");

    private final String document;
    private final List<String> lines;
    private int line;

    private MimeParts(String document, String text) {
        this.document = document;
        this.lines = List.of(text.split("\r?\n", -1));
    }

    /**
     * One part.
     *
     * @param name of it, or of its number
     * @param type in lower case, without parameters
     * @param line where its contents begin, from 1
     * @param encoded why its lines are not those of the document
     */
    record Part(String name, String type, Place place, int line, List<String> lines, Optional<String> encoded) {
        boolean isEncoded() {
            return encoded.isPresent();
        }

        byte[] bytes() {
            String text = String.join("\n", lines) + "\n";
            if (encoded.isEmpty()) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
            if (encoded.get().equals("base64")) {
                return Contents.base64(text);
            }
            throw new RefusedException("it has another encoding than base64", "pack it again without");
        }
    }

    static boolean isMultipart(String text) {
        return Pattern.compile("\\A\\s*(?:Content-Type:|MIME-Version:)", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    /** @throws InvalidDocumentException if it is no multipart message */
    static List<Part> of(String document, String text) {
        return new MimeParts(document, text).parts();
    }

    private List<Part> parts() {
        while (line < lines.size() && lines.get(line).isBlank()) {
            line++;
        }
        Map<String, String> headers = headers();
        String boundary = parameter(headers.getOrDefault("content-type", ""), "boundary")
                .orElseThrow(() -> refused("a message in MIME that is not multipart, or has no boundary"));
        String start = "--" + boundary;
        List<Part> parts = new ArrayList<>();
        while (line < lines.size() && !isBoundary(start)) {
            line++;
        }
        while (line < lines.size() && !lines.get(line).startsWith(start + "--")) {
            int at = ++line;
            Map<String, String> own = headers();
            int first = line;
            while (line < lines.size() && !isBoundary(start)) {
                line++;
            }
            if (parts.size() == MOST) {
                throw refused("a message of more than " + MOST + " parts");
            }
            parts.add(part(own, at, first, parts.size() + 1));
        }
        return parts;
    }

    private boolean isBoundary(String start) {
        String rest = lines.get(line).startsWith(start)
                ? lines.get(line).substring(start.length()).strip()
                : "no";
        return rest.isEmpty() || rest.equals("--");
    }

    private Part part(Map<String, String> headers, int at, int first, int number) {
        String type = headers.getOrDefault("content-type", "text/plain");
        String name = parameter(headers.getOrDefault("content-disposition", ""), "filename")
                .or(() -> parameter(type, "name"))
                .orElse("part " + number);
        String encoding = headers.getOrDefault("content-transfer-encoding", "7bit")
                .strip()
                .toLowerCase(Locale.ROOT);
        return new Part(
                name,
                type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
                new Place(document, at + 1, 1, ""),
                first + 1,
                lines.subList(first, line),
                Optional.of(encoding)
                        .filter(it -> !List.of("7bit", "8bit", "binary").contains(it)));
    }

    /** Header fields up to an empty line, folded ones in one. */
    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        String key = "";
        StringBuilder value = new StringBuilder();
        for (; line < lines.size() && !lines.get(line).isEmpty(); line++) {
            String text = lines.get(line);
            int colon = text.indexOf(':');
            if (Character.isWhitespace(text.charAt(0))) {
                value.append(' ').append(text.strip());
                continue;
            }
            headers.putIfAbsent(key, value.toString());
            key = colon < 0 ? "" : text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            value = new StringBuilder(text.substring(colon + 1).strip());
        }
        headers.putIfAbsent(key, value.toString());
        line = Math.min(line + 1, lines.size());
        return headers;
    }

    private static Optional<String> parameter(String header, String name) {
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            if (matcher.group(1).equalsIgnoreCase(name)) {
                return Optional.of(matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
            }
        }
        return Optional.empty();
    }

    private InvalidDocumentException refused(String message) {
        Place place = new Place(document, 1, 1, "");
        return new InvalidDocumentException(
                List.of(Problem.at(place, "not-cloud-config", message, "make it with cloud-init devel make-mime")));
    }
}
