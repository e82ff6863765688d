package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import dev.atoll.packages.Traits;
import dev.atoll.packages.Traits.Importance;
import dev.atoll.packages.Traits.MultiArch;
import dev.atoll.packages.Traits.Priority;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One job of a file in libsolv's test format, as far as it can be said of a resolver for images: repositories inline,
 * what is installed, solver flags, jobs, and the expected transaction.
 *
 * <p>Tags and jobs of our own, for what libsolv has no words for: {@code =Mul:}, {@code =Ess:}, {@code =Pri:} as in
 * Debian's control files; {@code architectures}; {@code job pin}, {@code job hold}, {@code job exclude}; the solver flag
 * {@code essential}.
 *
 * @param paragraphs what the repositories hold
 * @param priorities of repositories other than zero
 * @param installed the repository whose packages are installed; empty for none
 * @param words what the job's lines say, without the results
 * @param expected the lines of the transaction, sorted
 * @param problem whether no solution is expected
 */
record SolvCase(
        String name,
        List<Paragraph> paragraphs,
        Map<String, Integer> priorities,
        String installed,
        List<String> words,
        List<String> expected,
        boolean problem) {

    /**
     * A package as the file has it, not yet understood.
     *
     * @param repository its name; a second one of the same name has a number behind a hash
     * @param tags values by tag
     */
    record Paragraph(String repository, Map<String, List<String>> tags) {
        Package read() {
            String[] head = tags.get("Pkg").getFirst().split(" ");
            List<Requirement> requires = new ArrayList<>();
            for (String each : tags.getOrDefault("Req", List.of())) {
                requires.add(new Requirement(
                        Stream.of(each.split(" \\| ")).map(SolvCase::relation).toList()));
            }
            return new Package(
                    head[0],
                    head[1] + "-" + head[2],
                    head[3],
                    repository,
                    requires,
                    relations(tags, "Con"),
                    relations(tags, "Prv"),
                    List.of(),
                    traits(tags),
                    "",
                    0,
                    Digest.of((repository + tags).getBytes(StandardCharsets.UTF_8)),
                    0);
        }
    }

    List<Package> packages() {
        return paragraphs.stream().map(Paragraph::read).toList();
    }

    /** Reads all jobs of a file; each sees the repositories of the file and its own lines. */
    static List<SolvCase> read(String name, String text) {
        List<Paragraph> paragraphs = new ArrayList<>();
        Map<String, Integer> priorities = new LinkedHashMap<>();
        Map<String, Integer> repositories = new LinkedHashMap<>();
        List<SolvCase> cases = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        String installed = "";
        String repository = "";
        boolean inRepository = false;
        List<String> paragraph = new ArrayList<>();
        for (String line : (text + "\nnextjob").lines().map(String::strip).toList()) {
            String[] parts = line.split("\\s+");
            if (line.startsWith("#>=Pkg:") || !line.startsWith("#>")) {
                flush(paragraph, repository, paragraphs);
            }
            if (line.startsWith("#>")) {
                (inRepository ? paragraph : expected).add(line.substring(2).strip());
            } else if (parts[0].equals("repo")) {
                int number = repositories.merge(parts[1], 1, Integer::sum);
                repository = number == 1 ? parts[1] : parts[1] + "#" + number;
                int priority = Integer.parseInt(parts[2].split("\\.")[0]);
                if (priority != 0) {
                    priorities.put(repository, priority);
                }
                inRepository = true;
            } else if (parts[0].equals("system")) {
                installed = parts.length > 3 ? parts[3] : "";
            } else if (parts[0].equals("result")) {
                inRepository = false;
            } else if (parts[0].equals("nextjob")) {
                cases.add(new SolvCase(
                        name + "#" + (cases.size() + 1),
                        List.copyOf(paragraphs),
                        Map.copyOf(priorities),
                        installed,
                        List.copyOf(words),
                        transaction(expected),
                        expected.stream().anyMatch(each -> each.startsWith("problem") || each.startsWith("proof"))));
                words.removeIf(each -> !each.startsWith("architectures"));
                expected.clear();
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                words.add(line);
            }
        }
        return cases;
    }

    private static List<String> transaction(List<String> expected) {
        return expected.stream()
                .filter(each -> each.matches("(install|erase|upgrade|downgrade) .*"))
                .sorted()
                .toList();
    }

    private static void flush(List<String> paragraph, String repository, List<Paragraph> paragraphs) {
        if (paragraph.isEmpty()) {
            return;
        }
        Map<String, List<String>> tags = new TreeMap<>();
        for (String line : paragraph) {
            if (line.startsWith("=") && line.length() > 5) {
                tags.computeIfAbsent(line.substring(1, 4), each -> new ArrayList<>())
                        .add(line.substring(5).strip());
            }
        }
        paragraph.clear();
        if (tags.containsKey("Pkg")) {
            paragraphs.add(new Paragraph(repository, tags));
        }
    }

    private static Traits traits(Map<String, List<String>> tags) {
        return new Traits(
                MultiArch.of(tags.getOrDefault("Mul", List.of("")).getFirst()),
                tags.containsKey("Ess") ? Importance.ESSENTIAL : Importance.ORDINARY,
                Priority.of(tags.getOrDefault("Pri", List.of("")).getFirst()));
    }

    private static List<Relation> relations(Map<String, List<String>> tags, String tag) {
        return tags.getOrDefault(tag, List.of()).stream()
                .map(SolvCase::relation)
                .toList();
    }

    /** {@code name}, {@code name:qualifier} or {@code name = 1-1}. */
    static Relation relation(String text) {
        String[] parts = text.strip().split("\\s+");
        String[] name = parts[0].split(":", 2);
        String qualifier = name.length > 1 ? name[1] : "";
        return parts.length == 1
                ? new Relation(name[0], qualifier, Relation.Operator.ANY, "")
                : new Relation(name[0], qualifier, operator(parts[1]), parts[2]);
    }

    private static Relation.Operator operator(String symbol) {
        return switch (symbol) {
            case "<" -> Relation.Operator.EARLIER;
            case "<=" -> Relation.Operator.EARLIER_OR_EQUAL;
            case "=" -> Relation.Operator.EQUAL;
            case ">=" -> Relation.Operator.LATER_OR_EQUAL;
            case ">" -> Relation.Operator.LATER;
            default -> throw new IllegalArgumentException("not an operator: " + symbol);
        };
    }
}
