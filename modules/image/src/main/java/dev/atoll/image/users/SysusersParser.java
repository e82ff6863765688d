package dev.atoll.image.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lines of sysusers.d(5): type, name, number, description, home, shell. */
final class SysusersParser {
    private static final int FIELDS = 6;

    private final String source;
    private final List<String> words;

    private SysusersParser(String source, List<String> words) {
        this.source = source;
        this.words = words;
    }

    /** The lines of a file, without comments and empty ones. */
    static List<SysusersLine> file(String path, String text) {
        List<SysusersLine> lines = new ArrayList<>();
        List<String> raw = text.lines().toList();
        for (int i = 0; i < raw.size(); i++) {
            String line = raw.get(i).strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                lines.add(line(path + ":" + (i + 1), line));
            }
        }
        return lines;
    }

    /** @throws MalformedSysusersException if the line breaks the format */
    static SysusersLine line(String source, String line) {
        List<String> words = SysusersWords.split(source, line);
        SysusersParser parser = new SysusersParser(source, words);
        if (words.size() < 2 || words.size() > FIELDS) {
            throw parser.wrong("a line has two to six fields, this one has " + words.size());
        }
        return switch (words.getFirst()) {
            case "u" -> parser.user(false);
            case "u!" -> parser.user(true);
            case "g" -> parser.group();
            case "m" -> parser.member();
            case "r" -> parser.range();
            default -> throw parser.wrong("unknown type \"" + words.getFirst() + "\", use u, u!, g, m or r");
        };
    }

    private SysusersLine user(boolean locked) {
        Optional<String> id = field(2);
        Optional<String> primary = Optional.empty();
        if (id.isPresent() && !id.get().startsWith("/") && id.get().contains(":")) {
            int colon = id.get().indexOf(':');
            primary = Optional.of(id.get().substring(colon + 1));
            id = Optional.of(id.get().substring(0, colon)).filter(uid -> !uid.equals("-"));
            if (!AccountNames.isName(primary.get())
                    && AccountNames.number(primary.get()).isEmpty()) {
                throw wrong("\"" + primary.get() + "\" is neither name nor number of a group");
            }
        }
        return new SysusersLine.User(
                source, name(1), number(id), primary, description(), path(4, "home"), path(5, "shell"), locked);
    }

    private SysusersLine group() {
        onlyUsersHave(3);
        return new SysusersLine.Group(source, name(1), number(field(2)));
    }

    private SysusersLine member() {
        onlyUsersHave(3);
        return new SysusersLine.Member(source, name(1), name(2));
    }

    private SysusersLine range() {
        onlyUsersHave(3);
        if (field(1).isPresent() || field(2).isEmpty()) {
            throw wrong("a line of type r has no name and a range of numbers");
        }
        return new SysusersLine.Range(source);
    }

    private void onlyUsersHave(int from) {
        for (int i = from; i < FIELDS; i++) {
            if (field(i).isPresent()) {
                throw wrong("only users have a description, a home or a shell");
            }
        }
    }

    private String name(int index) {
        String name = field(index).orElseThrow(() -> wrong("field " + (index + 1) + " is missing"));
        if (!AccountNames.isName(name)) {
            throw wrong("\"" + name + "\" is not a name of a user or group");
        }
        return name;
    }

    /** A number; a path, whose owner's number the tool would take, counts as none. */
    private Optional<Long> number(Optional<String> id) {
        if (id.isEmpty() || id.get().startsWith("/")) {
            return Optional.empty();
        }
        Optional<Long> number = AccountNames.number(id.get());
        if (number.isEmpty()) {
            throw wrong("\"" + id.get() + "\" is not a number of a user or group");
        }
        return number;
    }

    private String description() {
        String description = field(3).orElse("");
        if (description.contains(":") || description.chars().anyMatch(Character::isISOControl)) {
            throw wrong("a description may not hold colons or control characters");
        }
        return description;
    }

    private Optional<String> path(int index, String what) {
        Optional<String> path = field(index).map(text -> text.replaceAll("/+", "/"));
        if (path.isPresent()
                && (!path.get().startsWith("/")
                        || path.get().contains(":")
                        || (path.get() + "/").contains("/../")
                        || path.get().chars().anyMatch(Character::isISOControl))) {
            throw wrong("the " + what + " \"" + path.get() + "\" is not an absolute path without colons");
        }
        return path.map(text -> text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    private Optional<String> field(int index) {
        if (index >= words.size()
                || words.get(index).isEmpty()
                || words.get(index).equals("-")) {
            return Optional.empty();
        }
        String word = words.get(index).replace("%%", "\0");
        if (word.indexOf('%') >= 0) {
            throw wrong("specifiers like in \"" + words.get(index) + "\" have no value while an image is composed");
        }
        return Optional.of(word.replace('\0', '%'));
    }

    private MalformedSysusersException wrong(String message) {
        return new MalformedSysusersException(source, message);
    }
}
