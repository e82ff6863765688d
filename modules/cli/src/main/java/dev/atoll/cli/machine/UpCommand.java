package dev.atoll.cli.machine;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.Places;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.image.ArchitectureOption;
import dev.atoll.cli.image.Build;
import dev.atoll.cli.image.SourceOptions;
import dev.atoll.cli.progress.Progress;
import dev.atoll.image.signing.PlatformKeys;
import dev.atoll.machine.Machine;
import dev.atoll.machine.MachineConfig;
import dev.atoll.machine.MachineDisk;
import dev.atoll.machine.RunningMachine;
import dev.atoll.machine.firmware.FirmwareVariables;
import dev.atoll.machine.guest.GuestArchitecture;
import dev.atoll.machine.qemu.Accelerator;
import dev.atoll.machine.qemu.AcceleratorProbe;
import dev.atoll.machine.qemu.QemuInstallation;
import dev.atoll.machine.ssh.Ssh;
import dev.atoll.machine.ssh.SshKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll up}. */
@Command(
        name = "up",
        description = "Build an image, boot it under Secure Boot, and show how to log in.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The machine is new each time and goes on until: atoll down",
            "",
            "Examples:",
            "  atoll up                     Atoll Container Linux",
            "  atoll up image.yaml          an image of your own",
            "  atoll up --memory 4096",
            "  atoll up --credential login.motd=motd.txt",
            "  atoll up --disk data.raw     with a second disk, /dev/disk/by-id/virtio-data"
        })
public final class UpCommand implements Callable<Integer> {
    /** Emulated machines on a busy host take minutes. */
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(15);

    private final Session session;

    @Mixin
    private final ArchitectureOption architecture = new ArchitectureOption();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "Sign with the keys in this directory; by default the user's, made if there are none.")
    private Optional<Path> keys = Optional.empty();

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "2048",
            description = "Memory of the machine (default: ${DEFAULT-VALUE}).")
    private int memory;

    @Option(
            names = "--qemu",
            paramLabel = "host|tools",
            description = "Whose QEMU to use: the host's, or that of atoll tools. By default the host's"
                    + " if it is complete and can emulate all processors.")
    private Optional<QemuSetup.Choice> qemu = Optional.empty();

    @Option(
            names = "--credential",
            paramLabel = "NAME=FILE",
            description = "Give the machine the file as a credential; may be given again.")
    private Map<String, Path> credentials = Map.of();

    @Option(
            names = "--disk",
            paramLabel = "FILE",
            description = "Give the machine the raw disk in the file too, for it to write to; may be given again."
                    + " It is /dev/disk/by-id/virtio-NAME there, after the file's name without ending.")
    private List<Path> disks = List.of();

    @Parameters(
            paramLabel = "DEFINITION",
            arity = "0..1",
            description = "The definition (default: Atoll Container Linux).")
    private Optional<Path> definitionFile = Optional.empty();

    public UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        MachineDirectory directory = MachineDirectory.of(session);
        Optional<RunningMachine> running = RunningMachine.load(directory.run()).filter(RunningMachine::alive);
        if (running.isPresent()) {
            session.out().println("a machine is up already");
            show(running.get(), SshKey.in(directory.path()));
            return 0;
        }
        List<Path> further = FurtherDisks.check(disks);
        Path definition = definitionFile.orElseGet(
                () -> Path.of(System.getProperty("atoll.root", "."), "distro", "container-linux.yaml"));
        Path keyDirectory = keys.orElseGet(() -> Places.of(session).keys("default"));
        QemuInstallation installation = new QemuSetup(session, sources).find(qemu, guest(definition));
        try (Progress progress = session.progress()) {
            SshSetup.ensure(session, progress);
            if (!Files.exists(keyDirectory)) {
                PlatformKeys.create(keyDirectory, "Atoll", Clock.systemUTC());
                progress.note("made Secure Boot keys in " + keyDirectory);
            }
        }
        new Build(session, sources, architecture)
                .run(definition, directory.image(), Optional.empty(), Optional.of(keyDirectory));
        return boot(
                directory,
                directory.image().resolve(Build.name(definition) + ".raw"),
                further,
                keyDirectory,
                installation);
    }

    private GuestArchitecture guest(Path definition) {
        String name = architecture.read(definition).image().architecture().toString();
        return GuestArchitecture.named(name)
                .orElseThrow(() -> new CommandException("no machines of " + name + " can be started here", ""));
    }

    private int boot(
            MachineDirectory directory,
            Path image,
            List<Path> further,
            Path keyDirectory,
            QemuInstallation installation)
            throws IOException {
        SshKey key = SshKey.in(directory.path());
        deleteRun(directory.run());
        byte[] variables = PlatformKeys.load(keyDirectory)
                .variableStore(Files.readAllBytes(installation.firmware().variables()));
        List<Path> all = new ArrayList<>(List.of(MachineDisk.create(image, directory.disk())));
        all.addAll(further);
        MachineConfig config = MachineConfig.withoutDisk("up")
                .withDisks(all)
                .withMemory(memory)
                .withUuid(UUID.randomUUID())
                .withVariables(new FirmwareVariables.Bytes(variables))
                .withSshKeys(List.of(key.publicKey()));
        for (Map.Entry<String, Path> credential : credentials.entrySet()) {
            if (!credential.getKey().matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
                throw new CommandException(
                        "\"" + credential.getKey() + "\" is not the name of a credential",
                        "use letters, digits, _ . -");
            }
            config = config.withCredential(credential.getKey(), Files.readString(credential.getValue()));
        }
        RunningMachine running;
        try (Progress progress = session.progress()) {
            Accelerator accelerator = new AcceleratorProbe(installation, session.environment()).choose();
            progress.note(accelerator.reason());
            Machine machine = Machine.startDetached(config, installation, accelerator, directory.run(), progress::note);
            try {
                awaitHealth(machine, key, progress);
            } catch (RuntimeException e) {
                machine.close();
                throw e;
            }
            running = machine.detach();
        }
        show(running, key);
        return 0;
    }

    private static void awaitHealth(Machine machine, SshKey key, Progress progress) {
        machine.serial()
                .onEvent(event -> progress.note("  %3d s  %s"
                        .formatted(event.since().toSeconds(), event.phase().words())));
        machine.serial().awaitReady(BOOT_LIMIT);
        Ssh ssh = machine.ssh(key.privateKey());
        ssh.await(BOOT_LIMIT);
        String state = ssh.run("systemctl is-system-running --wait", new byte[0], BOOT_LIMIT)
                .text()
                .strip();
        progress.note("the system is " + state);
    }

    private void show(RunningMachine machine, SshKey key) {
        Ssh ssh = machine.ssh(key.privateKey());
        session.out().println(ssh.run("""
                        . /etc/os-release
                        echo "$PRETTY_NAME on $(uname -r)"
                        echo "root:        $(findmnt -no SOURCE,FSTYPE,OPTIONS / | tr -s ' ')"
                        echo "Secure Boot: $(bootctl status 2>/dev/null | sed -n 's/^ *Secure Boot: *//p' | head -n1)"
                        echo "machine-id:  $(cat /etc/machine-id)"
                        systemctl --failed --no-legend --plain
                        """).text());
        session.out()
                .printf(
                        "log in:      ssh -i %s -p %d -o UserKnownHostsFile=%s -o StrictHostKeyChecking=no root@127.0.0.1%nconsole log: %s%nstop it:     atoll down%n",
                        key.privateKey(), ssh.port(), ssh.knownHosts(), machine.serialLog());
    }

    private static void deleteRun(Path run) {
        if (!Files.exists(run)) {
            return;
        }
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the files of the last machine in " + run, e);
        }
    }
}
