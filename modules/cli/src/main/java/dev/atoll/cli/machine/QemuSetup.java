package dev.atoll.cli.machine;

import dev.atoll.cli.command.Session;
import dev.atoll.cli.image.SourceOptions;
import dev.atoll.cli.tools.Tools;
import dev.atoll.image.tools.ToolTree;
import dev.atoll.machine.guest.GuestArchitecture;
import dev.atoll.machine.qemu.Accelerator;
import dev.atoll.machine.qemu.AcceleratorProbe;
import dev.atoll.machine.qemu.QemuInstallation;
import dev.atoll.machine.qemu.QemuSearch;
import java.util.List;
import java.util.Optional;

/**
 * Finds QEMU, its firmware and swtpm: the host's if they are complete and do as well as any, else those of the tools,
 * which need no root and are composed on first use.
 */
final class QemuSetup {
    /** Whose QEMU is used. */
    enum Choice {
        /** The host's. */
        HOST,
        /** That of the tools. */
        TOOLS
    }

    private final Session session;
    private final SourceOptions sources;

    QemuSetup(Session session, SourceOptions sources) {
        this.session = session;
        this.sources = sources;
    }

    /**
     * Finds it.
     *
     * @param choice whose; empty for the better one
     * @throws dev.atoll.machine.host.MachineException if the host's is wanted and incomplete
     */
    QemuInstallation find(Optional<Choice> choice, GuestArchitecture guest) {
        QemuSearch host = QemuSearch.of(session.environment());
        boolean useHost = choice.map(it -> it == Choice.HOST).orElseGet(() -> suffices(host, guest));
        return QemuInstallation.find(useHost ? host : tools(), guest);
    }

    /** An old QEMU emulates one processor only, which wastes the host's others; under KVM it does as well as a new one. */
    private boolean suffices(QemuSearch host, GuestArchitecture guest) {
        if (!QemuInstallation.missing(host, guest).isEmpty()) {
            return false;
        }
        QemuInstallation installation = QemuInstallation.find(host, guest);
        return installation.version().emulatesSeveralProcessors()
                || Runtime.getRuntime().availableProcessors() == 1
                || new AcceleratorProbe(installation, session.environment()).choose() instanceof Accelerator.Kvm;
    }

    private QemuSearch tools() {
        ToolTree tree = new Tools(session, sources).tree();
        return new QemuSearch(List.of(tree.programs()), List.of(tree.root().resolve("usr/share")));
    }
}
