package dev.atoll.image.users;

import static dev.atoll.image.users.UserTrees.put;
import static dev.atoll.image.users.UserTrees.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class SysusersTest {
    /** 20254 days since 1970. */
    private static final long MTIME = 1_750_000_000;

    private final FileTree tree = UserTrees.base();

    private void apply(String... lines) {
        Sysusers.apply(tree, UserRegistry.EMPTY, List.of(lines), MTIME);
    }

    @Test
    void movesThePasswordsOfBaseUsersToTheShadowFiles() {
        apply();
        assertThat(text(tree, "etc/passwd"))
                .startsWith("root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:")
                .hasLineCount(4);
        assertThat(text(tree, "etc/group")).startsWith("root:x:0:\ndaemon:x:1:\n");
        assertThat(text(tree, "etc/shadow")).startsWith("root:*:20254:0:99999:7:::\n");
        assertThat(text(tree, "etc/gshadow")).startsWith("root:*::\n").endsWith("nogroup:*::\n");
    }

    @Test
    void onlyRootAndTheShadowGroupReadTheShadowFiles() {
        apply();
        assertThat(tree.get("etc/passwd").orElseThrow().metadata()).isEqualTo(Metadata.root(0644, MTIME));
        for (String path : List.of("etc/shadow", "etc/gshadow")) {
            assertThat(tree.get(path).orElseThrow().metadata())
                    .isEqualTo(Metadata.root(0640, MTIME).withOwner(0, 42));
        }
    }

    @Test
    void givesUsersTheDefaultsOfTheTool() {
        apply("u one 120", "u! two 121 \"The second\" /var/lib/two /bin/sh", "u three 122:tty - -");
        assertThat(text(tree, "etc/passwd")).endsWith("""
                one:x:120:120::/:/usr/sbin/nologin
                two:x:121:121:The second:/var/lib/two:/bin/sh
                three:x:122:5::/:/usr/sbin/nologin
                """);
        assertThat(text(tree, "etc/shadow")).endsWith("""
                one:!*:20254::::::
                two:!*:20254:::::1:
                three:!*:20254::::::
                """);
        assertThat(text(tree, "etc/group")).endsWith("one:x:120:\ntwo:x:121:\n");
        assertThat(text(tree, "etc/gshadow")).endsWith("one:!*::\ntwo:!*::\n");
    }

    @Test
    void membershipsMakeWhatTheyNameAndAreSorted() {
        apply("m zoe games", "m _apt games", "m _apt games", "u zoe 130", "g fresh 131", "m zoe fresh");
        assertThat(text(tree, "etc/group")).contains("games:x:60:_apt,zoe\n").endsWith("fresh:x:131:zoe\nzoe:x:130:\n");
        assertThat(text(tree, "etc/gshadow")).contains("games:*::_apt,zoe\n").contains("fresh:!*::zoe\n");
    }

    @Test
    void theRegistryDecidesBeforeTheLine() {
        UserRegistry registry = new UserRegistry(
                List.of(new RegisteredUser("one", 200), new RegisteredUser("two", 201)),
                List.of(new RegisteredGroup("two", 300), new RegisteredGroup("three", 301)));
        Sysusers.apply(tree, registry, List.of("u one 120", "u two -", "g three -", "u three -"), MTIME);
        assertThat(text(tree, "etc/passwd"))
                .contains("one:x:200:200:", "two:x:201:300:", "three:x:301:301:")
                .doesNotContain("120");
    }

    @Test
    void everybodyWithoutANumberIsReportedWithAFreeOne() {
        put(tree, "usr/lib/sysusers.d/a.conf", "# comment\n\ng render -\nu daemon2 - \"x\"\n");
        UserRegistry registry = new UserRegistry(List.of(new RegisteredUser("taken", 999)), List.of());
        UnregisteredUserException thrown = catchThrowableOfType(
                UnregisteredUserException.class,
                () -> Sysusers.apply(tree, registry, List.of("m late tty", "g busy 998", "u x -:daemon2"), MTIME));
        assertThat(thrown.missing())
                .containsExactly(
                        new UnregisteredUserException.Missing(
                                UnregisteredUserException.Kind.GROUP, "render", "usr/lib/sysusers.d/a.conf:3", 997),
                        new UnregisteredUserException.Missing(
                                UnregisteredUserException.Kind.USER, "daemon2", "usr/lib/sysusers.d/a.conf:4", 996),
                        new UnregisteredUserException.Missing(
                                UnregisteredUserException.Kind.USER, "x", "extra line 3", 995),
                        new UnregisteredUserException.Missing(
                                UnregisteredUserException.Kind.USER, "late", "the members of tty", 994));
        assertThat(thrown).hasMessageContaining("to groups: - {name: render, gid: 997}");
        assertThat(tree.contains("etc/passwd")).isFalse();
    }

    @Test
    void addingTheSuggestedLinesIsEnough() {
        String[] lines = {"g render -", "u one -", "m late tty", "u two -:render"};
        UnregisteredUserException thrown = catchThrowableOfType(UnregisteredUserException.class, () -> apply(lines));
        UserRegistry registry = new UserRegistry(
                thrown.missing().stream()
                        .filter(m -> m.kind() == UnregisteredUserException.Kind.USER)
                        .map(m -> new RegisteredUser(m.name(), m.freeId()))
                        .toList(),
                thrown.missing().stream()
                        .filter(m -> m.kind() == UnregisteredUserException.Kind.GROUP)
                        .map(m -> new RegisteredGroup(m.name(), m.freeId()))
                        .toList());
        Sysusers.apply(tree, registry, List.of(lines), MTIME);
        assertThat(text(tree, "etc/passwd")).contains("one:x:998:998:", "two:x:997:999:", "late:x:996:996:");
    }

    @Test
    void aNumberClaimedTwiceIsRefused() {
        for (String[] lines : List.of(
                new String[] {"u one 120", "u two 120:tty"},
                new String[] {"g one 120", "g two 120"},
                new String[] {"u one 42"},
                new String[] {"u one 120:none"},
                new String[] {"u one 120:121"})) {
            assertThatThrownBy(() -> apply(lines))
                    .as(lines[0])
                    .isInstanceOfAny(UserConflictException.class, UnregisteredUserException.class);
        }
        UserRegistry registry = new UserRegistry(List.of(new RegisteredUser("daemon", 7)), List.of());
        assertThatThrownBy(() -> Sysusers.apply(tree, registry, List.of(), MTIME))
                .isInstanceOf(UserConflictException.class)
                .hasMessageContaining("user daemon is registered as 7 and is 1");
    }

    @Test
    void filesInEtcReplaceThoseOfTheSameName() {
        put(tree, "usr/lib/sysusers.d/b.conf", "g two 122\n");
        put(tree, "usr/lib/sysusers.d/a.conf", "g one 121\ng two 129\n");
        put(tree, "usr/lib/sysusers.d/c.conf", "g masked 123\n");
        put(tree, "usr/lib/sysusers.d/d.conf", "g hidden 124\n");
        put(tree, "usr/lib/sysusers.d/README", "no line at all\n");
        put(tree, "etc/sysusers.d/a.conf", "g other 125\n");
        put(tree, "etc/sysusers.d/d.conf", "");
        tree.put("etc/sysusers.d/c.conf", new Node.Symlink(Metadata.root(0777, 0), "/dev/null"));
        apply();
        assertThat(text(tree, "etc/group")).endsWith("nogroup:x:65534:\nother:x:125:\ntwo:x:122:\n");
    }

    @Test
    void whoIsInEtcAlreadyStays() {
        put(tree, "etc/passwd", "root:x:0:0::/:/bin/sh\nmine:x:1000:5::/:/bin/sh\n+@nis::::::\n");
        put(tree, "etc/group", "root:x:0:\ntty:x:5:mine\n");
        apply("u mine 5:tty", "u new 6");
        assertThat(text(tree, "etc/passwd"))
                .isEqualTo("root:x:0:0::/:/bin/sh\nmine:x:1000:5::/:/bin/sh\nnew:x:6:6::/:/usr/sbin/nologin\n"
                        + "+@nis::::::\n");
        String once = text(tree, "etc/shadow");
        apply("u mine 5:tty", "u new 6");
        assertThat(text(tree, "etc/shadow")).isEqualTo(once).startsWith("new:!*:");
    }

    @Test
    void aTreeWithoutBaseUsersGetsRootFromItsLine() {
        FileTree empty = new FileTree(Metadata.root(0755, 0));
        Sysusers.apply(empty, UserRegistry.EMPTY, List.of("u root 0 - /root"), MTIME);
        assertThat(text(empty, "etc/passwd")).isEqualTo("root:x:0:0::/root:/bin/sh\n");
        assertThat(text(empty, "etc/shadow")).isEqualTo("root:!unprovisioned:20254::::::\n");
    }

    @Test
    void aLineThatBreaksTheFormatIsNamed() {
        for (String line : List.of(
                "x one 1",
                "u",
                "u one 9999999999",
                "u one 65535",
                "u 1one 1",
                "u one 1 a:b",
                "u one 1 - relative",
                "u one 1 - /a/../b",
                "u one 1 \"open",
                "u one 1 a b c d e",
                "g one 1 description",
                "g! one 1",
                "m one",
                "r name 1-2",
                "r - -",
                "u %b 1",
                "u one 1 a\\")) {
            assertThatThrownBy(() -> apply(line))
                    .as(line)
                    .isInstanceOf(MalformedSysusersException.class)
                    .hasMessageStartingWith("extra line 1: ");
        }
        put(tree, "etc/passwd", "root:x:0\n");
        assertThatThrownBy(this::apply)
                .isInstanceOf(MalformedSysusersException.class)
                .hasMessageContaining("etc/passwd:1");
    }

    @Test
    void aRegistryThatPinsTwiceIsRefused() {
        assertThatThrownBy(() ->
                        new UserRegistry(List.of(new RegisteredUser("a", 1), new RegisteredUser("b", 1)), List.of()))
                .hasMessageContaining("uid 1 is registered twice");
        assertThatThrownBy(() -> new RegisteredUser("a b", 1)).hasMessageContaining("a b");
        assertThatThrownBy(() -> new RegisteredGroup("a", 65535)).hasMessageContaining("65535");
    }
}
