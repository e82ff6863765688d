package dev.atoll.node.foreign;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Problem;
import dev.atoll.document.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells templates, which something else still has to render, from documents: of a template either no tree can be made, or one
 * with mappings for keys. Text with braces in a document that reads well is the document's own affair.
 */
final class Templates {
    private static final Pattern ACTION = Pattern.compile("\\{\\{[^\\n]{0,200}?\\}\\}|\\{%[^\\n]{0,200}?%\\}");
    /** Lines that say nothing; blanked out, so that places stay. */
    private static final Pattern COMMENT = Pattern.compile("^[ \\t]*#[^\\n]*", Pattern.MULTILINE);

    private static final Pattern JINJA = Pattern.compile("\\A## *template: *jinja", Pattern.CASE_INSENSITIVE);

    private Templates() {}

    /**
     * Reads a document.
     *
     * @throws InvalidDocumentException if it is a template, or no document
     */
    static Tree read(Input input) {
        String text = new String(input.bytes(), StandardCharsets.UTF_8);
        if (JINJA.matcher(text).find()) {
            throw refused(new Place(input.name(), 1, 1, ""), "a Jinja template for cloud-init");
        }
        try {
            Tree tree = Documents.tree(input.name(), input.bytes());
            Optional<Problem> key = tree.problems().stream()
                    .filter(problem -> problem.code().equals("bad-key"))
                    .filter(problem ->
                            ACTION.matcher(problem.place().orElseThrow().text()).find())
                    .findFirst();
            if (key.isPresent()) {
                throw refused(key.get().place().orElseThrow(), "a template");
            }
            return tree;
        } catch (InvalidDocumentException e) {
            Matcher action = ACTION.matcher(COMMENT.matcher(text).replaceAll(it -> "#".repeat(it.end() - it.start())));
            boolean syntax = e.problems().getFirst().code().equals("syntax");
            if (syntax && action.find()) {
                String before = text.substring(0, action.start());
                int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
                int start = before.lastIndexOf('\n') + 1;
                int column = before.codePointCount(start, before.length()) + 1;
                String whole = text.substring(start).lines().findFirst().orElse("");
                throw refused(new Place(input.name(), line, column, whole), "a template: " + action.group());
            }
            throw e;
        }
    }

    private static InvalidDocumentException refused(Place place, String what) {
        return new InvalidDocumentException(List.of(Problem.at(
                place, "template", "no document but " + what, "render it first, and import what comes of it")));
    }
}
