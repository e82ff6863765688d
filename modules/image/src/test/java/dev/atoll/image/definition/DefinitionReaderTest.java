package dev.atoll.image.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import dev.atoll.packages.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionReaderTest {
    private static final String VALID = """
            definition: 1
            image: {id: atoll-container, name: Atoll Container Linux, version: 4.0.0, architecture: x86_64}
            sources:
              - {name: trixie, debian: trixie, keys: [keys/one.asc]}
              - {name: security, debian: trixie-security, security: true, components: [main, contrib], keys: [keys/one.asc]}
            packages: {install: [base-files, "libc6 (>= 2.41-12+deb13u1)"], without: [perl-base], prefer: [dbus-broker]}
            exclude: [usr/share/doc/**, "**/__pycache__"]
            effects: [effects]
            users: [users.yaml]
            files:
              - {path: /etc/hostname, text: "x\\n", mode: "0600", owner: "0", group: _ssh}
              - {path: /usr/lib/systemd, from: files/systemd}
              - {path: /root, link: var/roothome}
              - {path: /srv, directory: true}
            remove: [/boot]
            enable: [ssh.service, getty@tty1.service, 'dev-disk-by\\x2dlabel-a.device']
            mask: [ldconfig.service]
            kernel:
              commandLine: [console=ttyS0, quiet, 'a="b c"']
              initrd: {modules: [erofs, dm-verity], files: [usr/bin/mount, /etc/x], units: [initrd.target]}
            disk: {espMiB: 512}
            signing: {secureBoot: ../keys}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(folder.resolve("keys"));
        Files.createDirectories(folder.resolve("effects"));
        Files.createDirectories(folder.resolve("files/systemd"));
        Files.writeString(folder.resolve("keys/one.asc"), "key");
        Files.writeString(folder.resolve("users.yaml"), "{}");
    }

    private Definition read(String text) throws IOException {
        return DefinitionReader.read(Files.writeString(folder.resolve("image.yaml"), text));
    }

    private List<Problem> problems(String text) {
        InvalidDocumentException e = catchThrowableOfType(InvalidDocumentException.class, () -> read(text));
        assertThat(e).as("refused").isNotNull();
        return e.problems();
    }

    private String problem(String from, String to) {
        assertThat(VALID).contains(from);
        List<Problem> problems = problems(VALID.replace(from, to));
        assertThat(problems).hasSize(1);
        return problems.getFirst().render().replace(folder.toString(), "DIR");
    }

    @Test
    void readsEveryKey() throws IOException {
        Definition definition = read(VALID);
        assertThat(definition.image())
                .isEqualTo(new Image("atoll-container", "Atoll Container Linux", "4.0.0", Architecture.X86_64));
        assertThat(definition.image().architecture().debian()).isEqualTo("amd64");
        assertThat(definition.sources().get(0).components()).containsExactly("main");
        assertThat(definition.sources().get(0).security()).isFalse();
        assertThat(definition.sources().get(1).components()).containsExactly("main", "contrib");
        assertThat(definition.packages().wishes())
                .containsExactly(
                        Relation.of("base-files"),
                        new Relation("libc6", "", Relation.Operator.LATER_OR_EQUAL, "2.41-12+deb13u1"));
        assertThat(definition.files())
                .extracting(FileEntry::contents)
                .containsExactly(
                        new FileEntry.Contents.Text("x\n"),
                        new FileEntry.Contents.From("files/systemd"),
                        new FileEntry.Contents.Link("var/roothome"),
                        new FileEntry.Contents.Directory());
        assertThat(definition.files().get(0).modeOr(0644)).isEqualTo(0600);
        assertThat(definition.files().get(3).modeOr(0755)).isEqualTo(0755);
        assertThat(definition.files().get(3).owner()).isEqualTo("root");
        assertThat(definition.disk()).isEqualTo(new Disk(512, 4096, 64, List.of(), 12288));
        assertThat(definition.signing()).contains(new Signing(java.util.Optional.of("../keys")));
        assertThat(definition.kernel().initrd().modules()).containsExactly("erofs", "dm-verity");
    }

    @Test
    void optionalKeysMayBeLeftOut() throws IOException {
        Definition definition = read("""
                definition: 1
                image: {id: a, name: A, version: "1", architecture: x86_64}
                sources: [{name: s, debian: trixie, keys: [keys/one.asc]}]
                packages: {install: [bash]}
                kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}
                """);
        assertThat(definition.disk()).isEqualTo(new Disk(1024, 4096, 64, List.of(), 12288));
        assertThat(definition.files()).isEmpty();
        assertThat(definition.effects()).isEmpty();
    }

    @Test
    void theVersionOfTheSchemaMustBeKnown() {
        assertThat(problem("definition: 1", "definition: 2")).contains("1:13: definition: must be 1, found 2");
    }

    @Test
    void referencedFilesMustExist() {
        assertThat(problem("debian: trixie, keys: [keys/one.asc]", "debian: trixie, keys: [keys/two.asc]"))
                .isEqualTo("""
                        DIR/image.yaml:4:43: no such file: keys/two.asc
                            - {name: trixie, debian: trixie, keys: [keys/two.asc]}
                                                                    ^
                          hint: names are relative to DIR""");
        assertThat(problem("effects: [effects]", "effects: [users.yaml]"))
                .contains("8:11: no such directory: users.yaml");
        assertThat(problem("users: [users.yaml]", "users: [effects]")).contains("9:9: no such file: effects");
        assertThat(problem("from: files/systemd", "from: files/none"))
                .contains("12:36: no such file or directory: files/none");
    }

    @Test
    void namesMustBeUnique() {
        assertThat(problem("name: security", "name: trixie"))
                .contains("5:12: a second source trixie, first in DIR/image.yaml:4:12");
        assertThat(problem("path: /srv", "path: /root"))
                .contains("14:12: a second file /root, first in DIR/image.yaml:13:12");
        assertThat(problem("[base-files,", "[bash, bash,")).contains("packages.install: holds \"bash\" twice");
    }

    @Test
    void sourcesAreDebiansOrHaveAnAddress() throws IOException {
        String other =
                "{name: own, url: \"https://packages.example/deb/\", suite: stable, priority: 600, keys: [keys/one.asc]}";
        Source source = read(VALID.replaceFirst("- \\{name: trixie.*", "- " + other))
                .sources()
                .getFirst();
        assertThat(source.suiteName()).isEqualTo("stable");
        assertThat(source.priority()).isEqualTo(600);
        assertThat(problem("debian: trixie,", "debian: trixie, suite: x,")).contains("needs either debian: SUITE");
        assertThat(problem("{name: trixie, debian: trixie,", "{name: trixie, url: \"ftp://x\", suite: x,"))
                .contains("must be an http, https or file URL");
    }

    @Test
    void pinsNameASourceThatThereIs() throws IOException {
        String pins =
                "install: [base-files], pins: [{packages: 'linux-*', source: security}, {packages: bash, priority: -1}],";
        assertThat(read(VALID.replaceFirst("install: \\[base-files.*?\\],", pins))
                        .packages()
                        .pins())
                .extracting(Pin::priority)
                .containsExactly(990, -1);
        assertThat(problem("without:", "pins: [{packages: bash, source: sid}], without:"))
                .contains("no source is called sid", "hint: there are trixie, security");
        assertThat(problem("without:", "pins: [{packages: bash}], without:")).contains("needs a source, a version");
    }

    @Test
    void accountsPartitionsAndAddonsAreUnique() {
        assertThat(problem("enable:", "accounts: [{name: a, id: 1000}, {name: a, id: 1001}]\nenable:"))
                .contains("a second account a, first in");
        assertThat(problem("enable:", "accounts: [{name: a, id: 1000}, {name: b, id: 1000}]\nenable:"))
                .contains("a second account with the id 1000");
        assertThat(problem("espMiB: 512", "partitions: [{name: a, minimumMiB: 16}, {name: a, minimumMiB: 16}]"))
                .contains("a second partition a");
        assertThat(problem("espMiB: 512", "partitions: [{name: a, minimumMiB: 4096}]"))
                .contains("partitions before state take 13440 MiB");
        String addon = "{name: debug, commandLine: [debug]}";
        assertThat(problem("enable:", "kernelAddons: [" + addon + ", " + addon + "]\nenable:"))
                .contains("a second kernel add-on debug");
        assertThat(problem("enable:", "kernelAddons: [{name: x, commandLine: [roothash=1]}]\nenable:"))
                .contains("roothash= is added by the build");
    }

    @Test
    void pathsMustBeAbsoluteAndNormalised() {
        for (String path : List.of("srv", "/srv/", "//srv", "/a/../srv", "/./srv", "/a\\u0000b")) {
            assertThat(problem("path: /srv", "path: \"" + path + '"'))
                    .contains("files[3].path: must be an absolute path");
        }
        assertThat(problem("path: /srv", "path: /")).contains("files[3].path: must be an absolute path");
        assertThat(problem("remove: [/boot]", "remove: [boot]")).contains("remove[0]: must be an absolute path");
        assertThat(problem("effects: [effects]", "effects: [/effects]"))
                .contains("must be a path relative to the definition");
    }

    @Test
    void anEntryOfFilesMakesOneThing() {
        assertThat(problem("directory: true", "directory: true, link: x"))
                .contains("/srv needs exactly one of text, from, link and directory, and has 2");
        assertThat(problem(", directory: true", "")).contains("and has 0");
        assertThat(problem("link: var/roothome", "link: var/roothome, mode: \"0777\""))
                .contains("links have no mode");
        assertThat(problem("from: files/systemd", "from: files/systemd, mode: \"0755\""))
                .contains("mode would apply to a single file, but files/systemd is a directory");
    }

    @Test
    void modesAreQuotedOctalDigits() {
        assertThat(problem("mode: \"0600\"", "mode: 0600")).contains("hint: write it in quotes: \"0600\"");
        assertThat(problem("mode: \"0600\"", "mode: \"0800\"")).contains("must be four octal digits");
    }

    @Test
    void versionsAreNumbersSeparatedByDots() {
        assertThat(problem("version: 4.0.0", "version: 4.0.0-rc1"))
                .contains("image.version: must be numbers separated");
        assertThat(problem("version: 4.0.0", "version: 4.0")).contains("hint: write it in quotes: \"4.0\"");
    }

    @Test
    void contradictionsAreFound() {
        assertThat(problem("without: [perl-base]", "without: [libc6]")).contains("libc6 is both to be installed");
        assertThat(problem("mask: [ldconfig.service]", "mask: [ssh.service]")).contains("both enabled and masked");
        assertThat(problem("quiet", "roothash=00")).contains("roothash= is added by the build");
        assertThat(problem("espMiB: 512", "minimumMiB: 4096")).contains("disk: minimumMiB is 4096, but");
    }

    @Test
    void allProblemsAppearTogetherInTheOrderOfTheDocument() {
        String broken = VALID.replace("id: atoll", "id: Atoll")
                .replaceFirst("one.asc", "no.asc")
                .replace("mode: \"0600\"", "mod: \"0600\"")
                .replace("path: /srv", "path: /root")
                .replace("console", "roothash")
                .replace("disk:", "disc:");
        assertThat(problems(broken))
                .extracting(Problem::code)
                .containsExactly(
                        "pattern", "missing-file", "unknown-key", "duplicate-name", "reserved-argument", "unknown-key");
    }

    @Test
    void placesOfValuesAreKnownForLaterProblems() throws IOException {
        read(VALID);
        assertThat(DefinitionReader.bind(folder.resolve("image.yaml")).places().of("packages.install[1]"))
                .hasToString(folder.resolve("image.yaml") + ":6:34");
    }
}
