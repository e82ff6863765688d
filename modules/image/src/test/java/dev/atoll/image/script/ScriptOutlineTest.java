package dev.atoll.image.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptOutlineTest {
    /** Statements, those that are not certain with a question mark. */
    private static List<String> outline(String body) {
        return ScriptOutline.of("#!/bin/sh\nset -e\n" + body + "\n", "configure").statements().stream()
                .map(statement -> statement.text().replaceAll("\\s+", " ") + (statement.certain() ? "" : " ?"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ \"$1\" = configure ]",
                "[ \"$1\" = \"configure\" ] || [ \"$1\" = \"abort-upgrade\" ]",
                "[ \"$1\" = install -o \"$1\" = configure ]",
                "[ \"$1\" = configure ] && [ -z \"$2\" ]",
                "[ \"$1\" = \"configure\" -a \"$2\" = \"\" ]",
                "test \"$1\" != upgrade",
                "! [ -n \"$2\" ]",
                "dpkg --compare-versions \"$2\" lt 1.0",
                "dpkg --compare-versions \"$2\" gt-nl 1.0",
            })
    void whatHoldsAtAFirstInstallationRuns(String condition) {
        assertThat(outline("if " + condition + "; then\n  yes\nelse\n  no\nfi")).containsExactly("yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ \"$1\" = triggered ]",
                "[ -n \"$2\" ]",
                "[ \"$1\" = configure ] && [ -n \"$2\" ]",
                "[ -n \"$2\" ] && some-command",
                "dpkg --compare-versions \"$2\" lt-nl 1.0",
                "dpkg --compare-versions -- \"$2\" ge '1.0'",
                "[ \"$1\" = configure -a -n \"$2\" ]",
            })
    void whatHoldsOnlyForUpgradesDoesNot(String condition) {
        assertThat(outline("if " + condition + "\nthen\n  yes\nelse\n  no\nfi")).containsExactly("no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ -x /bin/x ]",
                "some-command",
                "some-command && [ -n \"$2\" ]",
                "[ \"$1\" = configure ] && some-command",
                "[ \"$(rm -rf /)\" = y -a \"$1\" = triggered ]",
                "[ \"$1\" = \"$x\" ]",
                "[ \"$1\" '<' configure ]",
                "dpkg --compare-versions \"$2\" lt \"$x\"",
                "dpkg --compare-versions \"$2\" older 1",
                "dpkg --compare-versions 1 lt 2",
            })
    void whatNobodyKnowsStaysWithItsCondition(String condition) {
        assertThat(outline("if " + condition + "; then\n  yes\nelse\n  no\nfi"))
                .containsExactly("if " + condition + " ?", "yes ?", "no ?");
    }

    @Test
    void theFirstBranchThatHoldsIsTaken() {
        assertThat(outline("""
                if [ "$1" = triggered ]; then a
                elif [ "$1" = configure ]; then b
                elif x; then c
                else d; fi""")).containsExactly("b");
    }

    @Test
    void clausesOfCaseAreChosenByTheirPatterns() {
        assertThat(outline("""
                case "$1" in
                  install|upgrade) a ;;
                  abort-*) b
                  ;;
                  (conf*)
                    c
                    d;;
                  *) echo "unknown \\`$1'" >&2; exit 1 ;;
                esac
                e""")).containsExactly("c", "d", "e");
        assertThat(outline("case $x in\na) b;;\n*) c;;\nesac")).containsExactly("case $x in ?", "b ?", "c ?");
    }

    @Test
    void nothingAfterTheEndRuns() {
        assertThat(outline("if [ \"$1\" != configure ]; then\n  exit 0\nfi\na\nexit 0\nb"))
                .containsExactly("a");
        assertThat(outline("[ -x y ]\nif z; then exit 0; fi\na")).containsExactly("[ -x y ]", "if z ?", "a ?");
    }

    @Test
    void functionsCountWhereTheyAreCalled() {
        assertThat(outline("""
                f() {
                  a
                  if [ "$1" = configure ]; then
                    b
                  fi
                  if [ "$2" = x ]; then exit 0; fi
                }
                unused()
                {
                  shift
                }
                g() { c; return 0; d; }
                case "$1" in
                  configure)
                    g
                    f
                    ;;
                  *) unused ;;
                esac
                e"""))
                .containsExactly("c", "a", "if [ \"$1\" = configure ] ?", "b ?", "if [ \"$2\" = x ] ?", "e ?");
        assertThat(outline("f() { exit 0; }\na\nf\nb")).containsExactly("a");
    }

    @Test
    void loopsMayRunNever() {
        assertThat(outline("for x in a b; do\n  echo $x\ndone\nc")).containsExactly("for x in a b ?", "echo $x ?", "c");
    }

    @Test
    void continuedLinesAndCommentsAreUnderstood() {
        assertThat(outline("a \\\n  'b # c' # comment\nd#e && # joined\n  f")).containsExactly("a 'b # c'", "d#e && f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f() {\n  a\n}\nf() {\n  b\n}\nf",
                "f() {\n  a",
                "f() {\n  { a; }\n}\nf",
                "f() {\n  f\n}\nf",
                "f() {\n  shift\n}\nf",
                "f() {\n  a\n}\nf || b",
                "f() {\n  a\n}\nf \"$1\"",
                "if [ \"$1\" = configure ]; then shift; fi",
                "cat <<E\nif [ 1 ]\nE",
                "set -- x",
                "shift",
                ". /lib/more",
                "a \"b\nc\"",
                "a $(b\nc)",
                "if [ -n \"$2\" ]; then\na",
                "fi",
                "done",
                ";;",
                "else",
                "case $1 in configure",
                "if true; then a; done",
            })
    void scriptsBeyondItStayWhole(String body) {
        assertThat(outline(body)).hasSizeGreaterThan(1).first().isEqualTo("set -e ?");
    }

    @Test
    void scriptsInOtherLanguagesStayWhole() {
        assertThat(ScriptOutline.of("#!/usr/bin/perl\nexit 0;\n", "configure").statements())
                .containsExactly(new ScriptOutline.Statement("exit 0;", false));
    }
}
