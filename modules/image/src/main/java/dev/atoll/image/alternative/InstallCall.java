package dev.atoll.image.alternative;

import dev.atoll.disk.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a call of {@code update-alternatives --install} whose words are all literal: quotes are allowed, variables,
 * patterns and substitutions are not. Output may be thrown away and failure be ignored ({@code || true}).
 */
public final class InstallCall {
    private static final Pattern WORD =
            Pattern.compile("\\s*(?:'([^']*)'|\"([^\"$`\\\\]*)\"|([^\\s'\"$`\\\\*?\\[\\]{}()<>|&;~#]+))(?=\\s|$)");
    private static final Pattern TAIL =
            Pattern.compile("(?<!\\s)(\\s++([12]?>\\s*+/dev/null|2>&1))*+(\\s++\\|\\|\\s++(true|:))?+\\s*+$");
    private static final String PROGRAM = "(/usr/(s?)bin/)?update-alternatives";

    /** Real calls have a few hundred characters; patterns take time by the square of the length. */
    private static final int LONGEST = 4096;

    private InstallCall() {}

    /** Empty if the statement is not such a call. */
    public static Optional<Alternative> of(String statement) {
        if (statement.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher tail = TAIL.matcher(statement);
        String call = tail.find() ? statement.substring(0, tail.start()) : statement;
        return words(call)
                .filter(words -> !words.isEmpty() && words.getFirst().matches(PROGRAM))
                .flatMap(words -> {
                    List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
                    while (!arguments.isEmpty() && arguments.getFirst().matches("--(quiet|verbose|force)")) {
                        if (arguments.removeFirst().equals("--force")) {
                            return Optional.empty();
                        }
                    }
                    return alternative(arguments);
                });
    }

    private static Optional<List<String>> words(String call) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(call);
        int at = 0;
        while (at < call.length() && word.find(at) && word.start() == at) {
            words.add(Optional.ofNullable(word.group(1))
                    .or(() -> Optional.ofNullable(word.group(2)))
                    .or(() -> Optional.ofNullable(word.group(3)))
                    .orElse(""));
            at = word.end();
        }
        return call.substring(at).isBlank() ? Optional.of(words) : Optional.empty();
    }

    private static Optional<Alternative> alternative(List<String> words) {
        boolean valid = words.size() >= 5
                && words.size() % 4 == 1
                && words.getFirst().equals("--install")
                && name(words.get(2))
                && words.get(4).matches("-?[0-9]{1,9}");
        List<Alternative.Follower> followers = new ArrayList<>();
        for (int i = 5; valid && i < words.size(); i += 4) {
            valid = words.get(i).equals("--slave")
                    && absolute(words.get(i + 1))
                    && name(words.get(i + 2))
                    && absolute(words.get(i + 3));
            if (valid) {
                followers.add(
                        new Alternative.Follower(path(words.get(i + 1)), words.get(i + 2), path(words.get(i + 3))));
            }
        }
        valid = valid && absolute(words.get(1)) && absolute(words.get(3));
        return valid
                ? Optional.of(new Alternative(
                        path(words.get(1)),
                        words.get(2),
                        path(words.get(3)),
                        Integer.parseInt(words.get(4)),
                        followers))
                : Optional.empty();
    }

    private static boolean name(String text) {
        return text.matches(Alternative.NAME) && absolute("/" + text);
    }

    private static boolean absolute(String path) {
        String whole = path + "/";
        return path.startsWith("/")
                && path.indexOf('\0') < 0
                && !whole.contains("//")
                && !whole.contains("/./")
                && !whole.contains("/../");
    }

    private static String path(String absolute) {
        return TreePath.of(absolute);
    }
}
