package dev.atoll.systemtests.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.machine.ssh.SshResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One machine from its first boot through its days: what it is, changes, trials, accidents and drift. */
@Tag("system")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeJourneyTest {
    private static final String FIRST = "web-1 <h1>Atoll</h1> first 1024 GREETING=hello";
    private static final String SECOND = "web-2 <h1>Second</h1> second 2048 GREETING=moin";
    private static final Duration SOON = Duration.ofMinutes(4);

    /** How long a change takes here, to choose instants within it. */
    private Duration change = Duration.ofSeconds(10);

    private NodeMachine.Image image;
    private NodeMachine node;
    private WebArchive web;

    @BeforeAll
    void boot() throws IOException {
        image = NodeMachine.Image.build("image.yaml");
        web = WebArchive.serve();
        node = image.start(
                "journey",
                config -> config.withCredential("atoll.config", web.named(NodeMachine.document("first.yaml")))
                        .withCredential("web.token", "a secret of the web")
                        .withForward(0, 8080));
        node.put("/var/tmp/first.yaml", web.named(NodeMachine.document("first.yaml")));
        node.put("/var/tmp/second.yaml", web.named(NodeMachine.document("second.yaml")));
        node.await("test -e /var/lib/atoll/taken", NodeMachine.LIMIT);
    }

    @AfterAll
    void stop() throws IOException {
        if (node != null) {
            node.close();
        }
        if (image != null) {
            image.close();
        }
        if (web != null) {
            web.close();
        }
    }

    @Test
    @Order(1)
    void theFirstBootMakesTheNodeWhatItsConfigurationSays() {
        assertThat(state()).isEqualTo(FIRST);
        assertThat(node.in("systemctl is-system-running --wait || systemctl --failed --no-legend"))
                .isEqualTo("running");
        assertThat(node.in("id core")).startsWith("uid=1000(core)").contains("(systemd-journal)");
        assertThat(node.in("cat /etc/ssh/authorized_keys.d/core")).contains("core@example.org");
        assertThat(node.in("networkctl status enp0s2 2>/dev/null || networkctl status"))
                .contains("10.0.2.15");
        assertThat(node.in("nft list ruleset")).contains("9100");
        assertThat(node.in("systemctl is-enabled web-report.timer greeter.service"))
                .isEqualTo("enabled\nenabled");
        assertThat(node.in("systemctl is-active web-report.timer greeter.service"))
                .isEqualTo("active\nactive");
        assertThat(node.in("cat /proc/cmdline")).contains("hugepages=8").doesNotContain("loglevel=5");
    }

    @Test
    @Order(1)
    void theContainerRunsFromItsArchiveAndAnswers() throws IOException, InterruptedException {
        node.await("systemctl is-active -q web.service", SOON);
        assertThat(node.page(8080, "/page.html")).isEqualTo("<h1>Atoll</h1>\n");
        assertThat(node.in("podman exec web /busybox cat /run/secrets/token")).isEqualTo("a secret of the web");
        assertThat(node.in("podman exec web /busybox sh -c 'echo kept > /data/file; echo $GREETING'"))
                .isEqualTo("hello");
        assertThat(node.in("podman volume inspect --format '{{.Mountpoint}}' web-data | xargs -I{} cat {}/file"))
                .isEqualTo("kept");
        assertThat(node.in("atollctl generations")).contains("before fetching", "live", "chosen");
        assertThat(node.in("atollctl status")).doesNotContain("refused");
    }

    @Test
    @Order(2)
    void theAgentAnswersAndIsAllowedNothing() {
        node.await("systemctl is-active -q atoll-agent.service", SOON);
        assertThat(node.in("varlinkctl call /run/atoll-agent/node.sock dev.atoll.Node.GetStatus '{}'"))
                .contains("\"live\":2", "\"chosen\":2", "\"trying\":false");
        assertThat(node.in("varlinkctl introspect /run/atoll-agent/node.sock dev.atoll.Node"))
                .contains("method GetDrift");
        node.in("varlinkctl introspect /run/atoll-agent/node.sock dev.atoll.Node | varlinkctl validate-idl");
        assertThat(exposure("atoll-agent.service")).isLessThanOrEqualTo(3.0);
        assertThat(exposure("atoll-drift.service")).isLessThanOrEqualTo(3.0);
        String memory = node.in("sed -n 's/^VmRSS:[^0-9]*\\([0-9]*\\) kB/\\1/p' "
                + "/proc/$(systemctl show -P MainPID atoll-agent.service)/status");
        assertThat(Integer.parseInt(memory)).as("KiB in memory").isLessThanOrEqualTo(60 << 10);
        assertThat(node.in("grep CapPrm /proc/$(systemctl show -P MainPID atoll-agent.service)/status"))
                .endsWith("0000000000000000");
        assertThat(Integer.parseInt(
                        node.in("du -sm /usr/lib/atoll/java /usr/lib/atoll/agent | awk '{s += $1} END {print s}'")))
                .as("MiB in the image")
                .isLessThanOrEqualTo(60);
    }

    @Test
    @Order(3)
    void theJournalArrivesAtTheCollectorAlsoAfterAnOutage() {
        node.await("systemctl is-active -q atoll-agent.service", SOON);
        web.collectorIsAway(true);
        node.in("for i in $(seq 100 139); do echo entry-$i-of-the-outage; done | systemd-cat -t probe");
        node.await(
                "varlinkctl call /run/atoll-agent/node.sock dev.atoll.Node.GetTelemetry '{}' | grep -q lastFailure",
                SOON);
        node.in("systemctl kill -s KILL atoll-agent.service; echo entry-140-of-the-outage | systemd-cat -t probe");
        web.collectorIsAway(false);
        List<String> wanted = IntStream.rangeClosed(100, 140)
                .mapToObj(i -> "entry-" + i + "-of-the-outage")
                .toList();
        assertThat(web.entries("entry-[0-9]+-of-the-outage", wanted.size(), SOON))
                .containsExactlyElementsOf(wanted);
    }

    @Test
    @Order(3)
    void whatTheImageCannotHaveIsRefusedBeforeAnythingChanges() {
        String before = node.in("ls /var/lib/atoll/generations; " + STATE);
        Map<String, List<String>> broken = new TreeMap<>(Map.of(
                "node: 1\nhostnam: x\n", List.of("/var/tmp/broken.yaml:2:1", "hostname"),
                "node: 1\nunits: [{name: x.service, text: \"[Service]\\nExecStart=/nonexistent\\n\"}]\n",
                        List.of("x.service", "/nonexistent"),
                "node: 1\nkernelAddons: [quiet]\n", List.of("no add-on quiet", "talkative"),
                "node: 1\nusers: [{name: a, groups: [nobody-has-this]}]\n", List.of("nobody-has-this"),
                "node: 1\nfiles: [{path: /etc/ssh/sshd_config.d/x.conf, text: \"Prt 22\\n\"}]\n", List.of("Prt"),
                "node: 1\nfiles: [{path: /etc/nftables.d/input-x.nft, text: \"tcp dport accept\\n\"}]\n",
                        List.of("nftables")));
        broken.forEach((text, words) -> {
            node.put("/var/tmp/broken.yaml", text);
            for (String command : List.of("plan", "apply")) {
                SshResult result = node.tried("atollctl " + command + " /var/tmp/broken.yaml");
                assertThat(result.exit()).as(text).isEqualTo(1);
                assertThat(result.text() + result.errorText())
                        .as(text)
                        .contains(words)
                        .doesNotContain("\tat ");
            }
        });
        assertThat(node.in("ls /var/lib/atoll/generations; " + STATE)).isEqualTo(before);
    }

    @Test
    @Order(4)
    void thePlanSaysWhatEachChangeCostsAndApplyingDoesExactlyThat() {
        String plan = node.in("atollctl plan /var/tmp/second.yaml");
        assertThat(plan.lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "added /etc/atoll/kernel-addons reboot",
                        "changed /etc/containers/systemd/web.container restarts web.service",
                        "changed /etc/hostname live",
                        "changed /etc/sysctl.d/90-node.conf live",
                        "changed /etc/systemd/system/greeter.service.d/greeting.conf restarts greeter.service",
                        "changed /etc/web/page.html live",
                        "changed /var/lib/web/state live");
        assertThat(state()).isEqualTo(FIRST);
        Map<String, String> before = invocations();
        long start = System.nanoTime();
        node.in("atollctl apply /var/tmp/second.yaml");
        change = Duration.ofNanos(System.nanoTime() - start);
        Map<String, String> after = invocations();
        for (String unit : List.of("greeter.service", "web.service")) {
            assertThat(after.remove(unit)).as(unit).isNotEqualTo(before.remove(unit));
        }
        before.keySet().removeIf(unit -> !after.containsKey(unit)); // one-shots come and go
        assertThat(after).containsAllEntriesOf(before);
        assertThat(state()).isEqualTo(SECOND);
        assertThat(node.in("ls /boot/loader/addons")).isEqualTo("talkative.addon.efi");
    }

    @Test
    @Order(5)
    void applyingAgainChangesNothing() {
        String before = node.in("ls /var/lib/atoll/generations");
        Map<String, String> running = invocations();
        assertThat(node.in("atollctl apply /var/tmp/second.yaml")).contains("nothing changes");
        assertThat(node.in("atollctl plan --json /var/tmp/second.yaml")).contains("\"changes\" : [ ]");
        assertThat(node.in("ls /var/lib/atoll/generations")).isEqualTo(before);
        assertThat(invocations()).containsAllEntriesOf(running);
    }

    @Test
    @Order(6)
    void aTrialThatNobodyConfirmsIsTakenBack() {
        node.in("atollctl apply --try 60s /var/tmp/first.yaml");
        assertThat(node.in("atollctl status")).contains("being tried");
        node.await("! [ -e /var/lib/atoll/unsettled ]", SOON);
        assertThat(state()).isEqualTo(SECOND);
    }

    @Test
    @Order(7)
    void aTrialThatIsConfirmedStays() {
        node.in("atollctl apply --try 10m /var/tmp/first.yaml");
        assertThat(node.in("atollctl confirm")).contains("stays");
        assertThat(state()).isEqualTo(FIRST);
        node.in("atollctl rollback");
        assertThat(state()).isEqualTo(SECOND);
    }

    @Test
    @Order(8)
    void whatWasChangedByHandIsFoundAndNamedAndTakenBack() {
        node.in(
                "systemctl disable --now -q web-report.timer; userdel core; sysctl -q -w net.core.somaxconn=77;"
                        + " echo '<h1>Hand</h1>' > /etc/web/page.html; rm -r /etc/greeting.d 2>/dev/null; echo x > /etc/by-hand");
        node.await(
                "varlinkctl call /run/atoll-agent/node.sock dev.atoll.Node.GetDrift '{}' | grep -q by-hand",
                Duration.ofMinutes(2));
        String drift = node.in("atollctl drift");
        assertThat(drift)
                .contains("removed /etc/systemd/system/timers.target.wants/web-report.timer")
                .contains("changed /etc/passwd", "-core:x:1000")
                .contains("changed sysctl net.core.somaxconn", "+77")
                .contains("changed /etc/web/page.html", "-<h1>Second</h1>", "+<h1>Hand</h1>")
                .contains("added /etc/by-hand");
        assertThat(drift).as("hashes of passwords").doesNotContain("core:!");
        assertThat(node.in("journalctl -u atoll-drift -p warning --no-pager"))
                .contains("changed by hand: added /etc/by-hand");
        node.in("atollctl drift --revert");
        assertThat(node.in("atollctl drift")).isEqualTo("no drift");
        assertThat(state()).isEqualTo(SECOND);
        assertThat(node.in("systemctl is-enabled web-report.timer; systemctl is-active web-report.timer; id -u core"))
                .isEqualTo("enabled\nactive\n1000");
        assertThat(node.tried("test -e /etc/by-hand").exit()).isEqualTo(1);
    }

    @Test
    @Order(9)
    void whatWasChangedByHandCanBecomeTheConfiguration() {
        node.in("echo '<h1>Kept</h1>' > /etc/web/page.html; rm /etc/issue");
        SshResult adopted = node.tried("atollctl drift --adopt");
        assertThat(adopted.exit()).isEqualTo(1);
        assertThat(adopted.errorText()).contains("not adopted: /etc/issue");
        assertThat(node.in("atollctl show")).contains("<h1>Kept</h1>");
        assertThat(node.in("atollctl drift")).startsWith("removed /etc/issue\n");
        node.in("atollctl drift --revert; atollctl apply /var/tmp/second.yaml");
        assertThat(state()).isEqualTo(SECOND);
    }

    @Test
    @Order(10)
    void killingAChangeLeavesTheOldState() {
        accident(0.6, true, false);
    }

    @Test
    @Order(11)
    void aResetDuringATrialBootsTheOldState() {
        accident(0.5, true, true);
        // The first boot since the add-on was chosen.
        assertThat(node.in("cat /proc/cmdline")).contains("loglevel=5").doesNotContain("hugepages=8");
        assertThat(node.in("systemctl is-system-running --wait || systemctl --failed --no-legend"))
                .isEqualTo("running");
    }

    @Test
    @Order(12)
    @Tag("full")
    void anAccidentAtAnyInstantLeavesExactlyTheOldOrTheNewState() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        for (int i = 0; i < 20; i++) {
            accident(random.nextDouble(), i % 4 < 2, i % 2 == 0);
        }
    }

    @Test
    @Order(13)
    void whoHelpsGetsWhatHeNeeds() {
        String bundle = node.in("atollctl support-bundle");
        assertThat(node.in("tar -tzf " + bundle)).contains("journal.txt", "generations/", "drift.json", "units.txt");
        assertThat(node.in("tar -xOzf " + bundle + " | grep -c 'core:[$!]' || true"))
                .isEqualTo("0");
        assertThat(node.in("atollctl logs | tail -n 50")).contains("changed by hand");
    }

    @Test
    @Order(14)
    void eachCommandHasAFormForPrograms() {
        for (String command : List.of("status", "generations", "drift", "plan /var/tmp/first.yaml")) {
            assertThat(node.in("atollctl " + command + " --json | head -c 1"))
                    .as(command)
                    .isEqualTo("{");
        }
        assertThat(node.tried("atollctl explode").exit()).isEqualTo(2);
    }

    /**
     * Kills a change, or pulls the plug, at an instant within it, and judges what is there; then the second state is put in
     * place again.
     */
    private void accident(double when, boolean trial, boolean reset) {
        assertThat(state()).isEqualTo(SECOND);
        node.in("systemd-run -q --collect --unit=accident atollctl apply " + (trial ? "--try 10m " : "")
                + "/var/tmp/first.yaml");
        sleep(Duration.ofNanos((long) (change.toNanos() * when)));
        String what = "at " + when + (trial ? " of a trial" : "") + (reset ? ", reset" : ", killed");
        if (reset) {
            node.reset();
        } else {
            node.tried("systemctl kill -s KILL 'atoll-apply-*.service'");
            node.await("! systemctl is-active -q accident.service 'atoll-apply-*.service'", SOON);
        }
        String there = state();
        if (trial && reset) {
            assertThat(there).as(what).isEqualTo(SECOND);
        } else {
            assertThat(there).as(what).isIn(FIRST, SECOND);
        }
        String status = node.in("atollctl status --json");
        boolean trying = status.contains("\"trying\" : true");
        assertThat(trying).as(what + ": a whole trial, or none").isEqualTo(trial && there.equals(FIRST));
        node.in(trying ? "atollctl rollback" : "atollctl apply /var/tmp/second.yaml");
        assertThat(state()).as("after the one " + what).isEqualTo(SECOND);
        assertThat(node.tried("test -e /var/lib/atoll/unsettled").exit()).isEqualTo(1);
    }

    private static final String STATE = "echo \"$(hostname) $(cat /etc/web/page.html) $(cat /var/lib/web/state)"
            + " $(sysctl -n net.core.somaxconn) $(tr '\\0' '\\n' < /proc/$(systemctl show -P MainPID greeter.service)/environ"
            + " | grep GREETING)\"";

    /** What the two configurations differ in, as the system has it. */
    private String state() {
        return node.in(STATE);
    }

    /** Which start of each running service this is. */
    private Map<String, String> invocations() {
        Map<String, String> found = new TreeMap<>();
        node.in(
                        "for unit in $(systemctl list-units --type=service --state=running --no-legend --plain | cut -d' ' -f1);"
                                + " do echo \"$unit $(systemctl show -P InvocationID $unit)\"; done")
                .lines()
                .map(line -> line.split(" "))
                .filter(words ->
                        words.length == 2 && !words[0].startsWith("atoll-apply") && !words[0].startsWith("session"))
                .forEach(words -> found.put(words[0], words[1]));
        return found;
    }

    private double exposure(String unit) {
        String line = node.in("systemd-analyze security --no-pager " + unit + " | grep 'Overall exposure level'");
        return Double.parseDouble(line.replaceAll(".*: ([0-9.]+) .*", "$1"));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
