package dev.atoll.image.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.document.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresetsTest {
    private static final String LIB = "/usr/lib/systemd/system/";

    private final FileTree tree = PresetTrees.sample();

    private Map<String, String> apply(List<String> enable, List<String> mask) {
        Presets.apply(tree, enable, mask, 5);
        return PresetTrees.links(tree);
    }

    private String preset(String name) {
        String path = tree.resolve("usr/lib/systemd/" + name).orElseThrow();
        return new String(((Node.File) tree.get(path).orElseThrow()).content().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theListBecomesAPresetThatClosesWithDisable() {
        apply(List.of("getty@tty1.service", "shell.service", "getty@ttyS0.service"), List.of());
        assertThat(preset("system-preset/00-image.preset"))
                .isEqualTo("enable getty@.service tty1 ttyS0\nenable shell.service\ndisable *\n");
        assertThat(preset("system-preset/99-default.preset")).isEqualTo("disable *\n");
    }

    @Test
    void enablingMakesTheLinksOfTheInstallSectionAndItsDropIns() {
        assertThat(apply(List.of("shell.service"), List.of()))
                .containsEntry("special.target.wants/shell.service", LIB + "shell.service")
                .containsEntry("shell-b.service", LIB + "shell.service")
                .doesNotContainKeys("overridden.target.wants/shell.service", "shell.socket");
        assertThat(tree.get("etc/systemd/system/special.target.wants")
                        .orElseThrow()
                        .metadata())
                .isEqualTo(Metadata.root(0755, 5));
    }

    @Test
    void templatesAreEnabledByInstanceOrByTheirDefault() {
        assertThat(apply(List.of("getty@tty1.service", "tm@.service"), List.of()))
                .containsEntry("getty.target.wants/getty@tty1.service", LIB + "getty@.service")
                .containsEntry("autovt@tty1.service", LIB + "getty@.service")
                .containsEntry("x.target.wants/tm@def-tm.service", LIB + "tm@.service")
                .containsEntry("oth@.service", LIB + "tm@.service");
    }

    @Test
    void linksOfUnitsThatAreNotListedGo() {
        assertThat(apply(List.of(), List.of()).keySet()).containsExactly("multi-user.target.wants/unknown.service");
        assertThat(tree.contains("etc/systemd/system/timers.target.wants")).isFalse();
    }

    @Test
    void alsoEnablesAUnitThatIsNotListedAndAnAliasThatDanglesIsReplaced() {
        PresetTrees.link(tree, "etc/systemd/system/bus.service", "/usr/lib/systemd/system/gone.service");
        assertThat(apply(List.of("broker.service"), List.of()))
                .containsEntry("sockets.target.requires/bus-helper.socket", LIB + "bus-helper.socket")
                .containsEntry("bus.service", LIB + "broker.service");
    }

    @Test
    void maskedUnitsLeadNowhere() {
        assertThat(apply(List.of("broker.service"), List.of("unwanted.service", "bus-helper.socket")))
                .containsEntry("unwanted.service", "/dev/null")
                .containsEntry("bus-helper.socket", "/dev/null")
                .doesNotContainKey("sockets.target.requires/bus-helper.socket");
    }

    @Test
    void applyingTwiceChangesNothing() {
        Map<String, String> once = apply(PresetTrees.ENABLE, PresetTrees.MASK);
        assertThat(apply(PresetTrees.ENABLE, PresetTrees.MASK)).isEqualTo(once);
    }

    @Test
    void tellsWhichUnitsHaveNothingToEnable() {
        assertThat(Presets.apply(tree, PresetTrees.ENABLE, List.of(), 5)).containsExactly("static.service");
    }

    @Test
    void unitsOfUsersHaveAListAndLinksOfTheirOwn() {
        String unit = "[Install]\nWantedBy=default.target\n";
        PresetTrees.put(tree, "usr/lib/systemd/user/sound.service", unit);
        PresetTrees.put(tree, "usr/share/systemd/user/agent.service", unit);
        PresetTrees.put(tree, "usr/lib/systemd/user/other.service", unit);
        PresetTrees.link(
                tree, "etc/systemd/user/default.target.wants/other.service", "/usr/lib/systemd/user/other.service");
        Map<String, String> system = PresetTrees.links(tree);
        Presets.applyToUsers(tree, List.of("sound.service", "agent.service"), 5);
        assertThat(tree.children("etc/systemd/user/default.target.wants"))
                .containsExactly("agent.service", "sound.service");
        assertThat(PresetTrees.links(tree)).isEqualTo(system);
        assertThat(preset("user-preset/00-image.preset"))
                .isEqualTo("enable sound.service\nenable agent.service\ndisable *\n");
    }

    @Test
    void everyMistakeInTheListsIsReportedAtOnce() {
        PresetTrees.put(tree, "etc/systemd/system/empty.service", "");
        PresetException thrown = catchThrowableOfType(
                PresetException.class,
                () -> Presets.apply(
                        tree,
                        List.of(
                                "shel.service",
                                "getty@tty1",
                                "alias-of-shell.service",
                                "empty.service",
                                "static.service",
                                "tm@.service",
                                "tm@1.service"),
                        List.of("static.service", "local.service", "disabled.timer", "zzzzzzzz.path"),
                        5));
        assertThat(thrown.problems().stream().map(Problem::code))
                .containsExactly(
                        "unknown-unit",
                        "unknown-unit",
                        "unit-is-alias",
                        "unit-is-masked",
                        "unit-in-etc",
                        "unknown-unit",
                        "unknown-unit",
                        "enabled-and-masked",
                        "template-and-instances");
        assertThat(thrown)
                .hasMessageContaining("did you mean shell.service or")
                .hasMessageContaining("did you mean getty@.service?")
                .hasMessageContaining("enable shell.service")
                .hasMessageContaining("did you mean disabled.service");
        assertThat(tree.contains("usr/lib/systemd/system-preset")).isFalse();
    }

    @Test
    void linksThatLoopOrDangleAreNoUnits() {
        PresetTrees.link(tree, "etc/systemd/system/loop.service", "loop.service");
        PresetTrees.link(tree, "etc/systemd/system/one.service", "two.service");
        PresetTrees.link(tree, "etc/systemd/system/two.service", "one.service");
        assertThatThrownBy(() -> Presets.apply(tree, List.of("loop.service"), List.of(), 5))
                .isInstanceOf(PresetException.class);
        assertThat(apply(List.of("shell.service"), List.of())).containsKey("loop.service");
        assertThatThrownBy(() -> Presets.apply(tree, List.of("one.service"), List.of(), 5))
                .hasMessageContaining("only another name");
    }

    @Test
    void templatesThatNameEverNewInstancesOfThemselvesAreRefused() {
        PresetTrees.unit(tree, "usr/lib/systemd/system/a@.service", "Also=a@%i1.service a@%i2.service");
        assertThatThrownBy(() -> apply(List.of("a@x.service"), List.of()))
                .isInstanceOf(PresetException.class)
                .hasMessageContaining("name more than 1000 others");
    }

    @Test
    void linesOfMegabytesAreReadWithoutDeepRecursion() {
        PresetTrees.unit(
                tree,
                "usr/lib/systemd/system/a.service",
                "Alias=" + "x\"y\"".repeat(300_000) + "\nWantedBy=multi-user.target");
        assertThat(apply(List.of("a.service"), List.of())).containsKey("multi-user.target.wants/a.service");
    }
}
