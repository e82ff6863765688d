package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("conformance")
class DebianSuiteConformanceTest {
    private static final Set<String> WITHOUT = Set.of("""
            debconf cdebconf ucf init-system-helpers perl-base dpkg debianutils install-info initramfs-tools
            linux-initramfs-tool sensible-utils gcc-14-base adduser login.defs lsb-base sysvinit-utils runit-helper
            libdebconfclient0 linux-base gnupg gpg gpgsm dirmngr pinentry-curses""".split("\\s+"));
    private static final String[] CONTAINER_HOST = """
            linux-image-cloud-amd64 systemd systemd-boot systemd-boot-efi systemd-repart systemd-cryptsetup
            systemd-resolved systemd-sysv udev dbus-broker openssh-server openssh-client ca-certificates nftables podman
            crun netavark aardvark-dns iproute2 e2fsprogs dosfstools kmod libc-bin dash bash coreutils diffutils
            findutils grep gzip hostname sed tar util-linux mount login ncurses-base ncurses-bin procps base-files
            base-passwd libpam-runtime libpam-systemd libcryptsetup12 libfdisk1""".split("\\s+");
    private static final double BUDGET = 0.5;
    private static final double SOLVER_BUDGET = 0.1;
    /** What real requests need at most, far below {@link Resolver#MOST_CONFLICTS}. */
    private static final int FEW_CONFLICTS = 100;

    private static List<Package> universe = List.of();

    @BeforeAll
    static void readSuites() throws IOException, InterruptedException {
        List<Package> packages = new ArrayList<>(DebianSuite.read("trixie"));
        packages.addAll(DebianSuite.read("trixie-security"));
        packages.addAll(DebianSuite.read("trixie-updates"));
        universe = packages;
        assertThat(universe).hasSizeGreaterThan(60_000);
    }

    @Test
    void resolvesAContainerHostWithinTheBudget() {
        Request request =
                new Request(Arrays.stream(CONTAINER_HOST).map(Relation::of).toList(), WITHOUT, List.of("dbus-broker"));
        double best = Double.MAX_VALUE;
        double quickest = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            Measured<PackagePool> pool = measure(() -> new PackagePool(universe));
            Measured<Resolution> resolution = measure(() -> new Resolver(pool.result()).resolve(request));
            best = Math.min(best, pool.seconds() + resolution.seconds());
            quickest = Math.min(quickest, resolution.seconds());
            System.out.printf(
                    Locale.ROOT,
                    "pool of %d: %.3f CPU s, container host: %.3f CPU s%n",
                    pool.result().size(),
                    pool.seconds(),
                    resolution.seconds());
        }
        List<Package> chosen = check(request).packages();
        System.out.printf(
                Locale.ROOT,
                "container host: %d packages, %.1f MB%n%s%n",
                chosen.size(),
                chosen.stream().mapToLong(Package::size).sum() / 1e6,
                chosen.stream().map(Package::name).collect(Collectors.joining(" ")));
        assertThat(chosen).extracting(Package::name).contains(CONTAINER_HOST).doesNotContain("dbus-daemon", "perl");
        assertThat(best).as("CPU seconds for pool and resolution").isLessThan(BUDGET);
        assertThat(quickest).as("CPU seconds for the resolution").isLessThan(SOLVER_BUDGET);
    }

    @Test
    void isIndependentOfTheOrderOfTheIndex() {
        Request request = Request.of("podman", "systemd", "openssh-server", "task-gnome-desktop");
        Resolution.Solved first = check(request);
        System.out.println("desktop: " + first.packages().size() + " packages");
        List<Package> shuffled = new ArrayList<>(universe);
        Collections.shuffle(shuffled, new Random(1));
        PackagePool pool = new PackagePool(shuffled);
        Measured<Resolution> again = measure(() -> new Resolver(pool).resolve(request));
        System.out.printf(Locale.ROOT, "desktop: %.3f CPU s%n", again.seconds());
        assertThat(again.result()).isEqualTo(first);
    }

    @Test
    void explainsARealConflict() {
        Request request = Request.of("postfix", "exim4", "podman");
        Measured<Resolution> answer = measure(() -> new Resolver(new PackagePool(universe)).resolve(request));
        assertThat(answer.result()).isInstanceOfSatisfying(Resolution.Unsolvable.class, unsolvable -> {
            String text = unsolvable.explanation().render();
            System.out.printf(Locale.ROOT, "%s%nin %.3f CPU s%n", text, answer.seconds());
            assertThat(text)
                    .contains("requested: postfix", "requested: exim4", "conflicts with mail-transport-agent")
                    .contains("remove postfix from the request", "remove exim4 from the request")
                    .doesNotContain("podman");
        });
    }

    @Test
    void resolvesRandomPackagesOneByOne() {
        Random random = new Random(20261122);
        PackagePool pool = new PackagePool(universe);
        Resolver resolver = new Resolver(pool, FEW_CONFLICTS);
        int solved = 0;
        for (int i = 0; i < 200; i++) {
            Request request =
                    Request.of(universe.get(random.nextInt(universe.size())).name());
            switch (resolver.resolve(request)) {
                case Resolution.Solved(var packages, var reasons) -> {
                    solved++;
                    assertThat(new SetCheck(universe, request).faults(packages))
                            .as(request.toString())
                            .isEmpty();
                }
                case Resolution.Unsolvable(var explanation) -> System.out.println(explanation.render());
            }
        }
        System.out.println("of 200 random packages " + solved + " can be installed");
        assertThat(solved).isGreaterThan(190);
    }

    private static Resolution.Solved check(Request request) {
        Resolution resolution = new Resolver(new PackagePool(universe), FEW_CONFLICTS).resolve(request);
        if (resolution instanceof Resolution.Solved solved) {
            SetCheck check = new SetCheck(universe, request);
            assertThat(check.faults(solved.packages())).isEmpty();
            return solved;
        }
        throw new AssertionError(
                ((Resolution.Unsolvable) resolution).explanation().render());
    }

    private static <T> Measured<T> measure(Supplier<T> work) {
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = machine.getProcessCpuTime();
        T result = work.get();
        return new Measured<>(result, (machine.getProcessCpuTime() - start) / 1e9);
    }

    private record Measured<T>(T result, double seconds) {}
}
