package dev.atoll.node.render;

import dev.atoll.document.Documents;
import dev.atoll.node.config.DataDisk;
import dev.atoll.node.config.DataDisk.DataPartition;
import dev.atoll.node.config.DataDisk.Encryption;
import dev.atoll.node.config.DataDisk.Format;
import dev.atoll.node.config.Mount;
import dev.atoll.node.config.Swap;
import dev.atoll.node.disk.DiskMark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Partitions of data disks, mounts, swap. Nothing that starts the machine waits for a data disk: its mounts are wanted and not
 * ordered, and a device that does not come is given up soon.
 */
final class DiskFiles {
    /** Partitions of one disk; the folder's name holds the disk's. */
    private static final String DEFINITIONS = "/etc/atoll/disks/";

    private static final String PATIENCE = "15s";
    /** A person may have to come and type a key. */
    private static final String PATIENCE_WITH_PEOPLE = "timeout=10min";

    /** Wants what a person has to open, so that nobody who applies a configuration waits for that. */
    private static final String KEYED = "atoll-keyed.target";

    private static final Set<String> OF_THE_NETWORK = Set.of("nfs", "nfs4", "cifs");

    private final Sheet sheet;
    private final StringBuilder crypttab = new StringBuilder();
    private final Set<String> devices = new HashSet<>();

    private DiskFiles(Sheet sheet) {
        this.sheet = sheet;
    }

    static void render(List<DataDisk> disks, List<Mount> mounts, List<Swap> swap, Sheet sheet) {
        DiskFiles files = new DiskFiles(sheet);
        for (int i = 0; i < disks.size(); i++) {
            files.disk(disks.get(i), "disks[" + i + "]");
        }
        if (!files.crypttab.isEmpty()) {
            sheet.append("/etc/crypttab", files.crypttab.toString(), "disks");
        }
        for (int i = 0; i < mounts.size(); i++) {
            files.mount(mounts.get(i), "mounts[" + i + "]");
        }
        for (int i = 0; i < swap.size(); i++) {
            files.swap(swap.get(i), "swap[" + i + "]");
        }
    }

    private void disk(DataDisk disk, String origin) {
        String maker = "atoll-disk@" + UnitNames.escape(disk.name()) + ".service";
        List<String> labels = new ArrayList<>();
        List<String> keyed = new ArrayList<>();
        for (int i = 0; i < disk.partitions().size(); i++) {
            DataPartition it = disk.partitions().get(i);
            String from = origin + ".partitions[" + i + "]";
            sheet.text(DEFINITIONS + disk.name() + "/%02d-".formatted(i) + it.name() + ".conf", definition(it), from);
            labels.add(it.name());
            if (it.encrypt().equals(Optional.of(Encryption.RECOVERY_KEY))) {
                keyed.add(it.name());
            }
            use(it, maker, from);
        }
        String device = device(disk.device(), Optional.empty(), origin);
        IniText text = new IniText()
                .section("Unit")
                .set("Wants", device)
                .set("After", device)
                .section("Service")
                .set("Environment", IniText.quoted("DEVICE=" + disk.device()))
                .set("Environment", "WIPE=" + (disk.wipe() ? "yes" : "no"))
                .set("Environment", IniText.quoted("LABELS=" + String.join(" ", labels)));
        if (!keyed.isEmpty()) {
            text.set("Environment", IniText.quoted("KEYED=" + String.join(" ", keyed)));
        }
        sheet.text(OwnFiles.UNITS + maker + ".d/50-node.conf", text.text(), origin);
        wanted("local-fs.target", "wants", maker, origin);
    }

    /** How a partition is opened, mounted or swapped to. */
    private void use(DataPartition it, String maker, String from) {
        String path = "/dev/disk/by-partlabel/" + it.name();
        String device = device(path, Optional.of(maker), from);
        boolean keyed = it.encrypt().equals(Optional.of(Encryption.RECOVERY_KEY));
        if (it.encrypt().isPresent()) {
            String opener = "systemd-cryptsetup@" + UnitNames.escape(it.name()) + ".service";
            String with = it.encrypt().get() == Encryption.TPM2 ? "tpm2-device=auto" : "luks";
            crypttab.append(it.name() + " " + path + " - " + with + ",nofail," + PATIENCE_WITH_PEOPLE + "\n");
            sheet.text(OwnFiles.UNITS + opener + ".d/50-node.conf", after(maker).text(), from);
            wanted(keyed ? KEYED : "cryptsetup.target", "wants", opener, from);
            path = "/dev/mapper/" + it.name();
            device = device(path, Optional.of(opener), from);
        }
        IniText order = after(maker);
        if (it.format() == Format.SWAP) {
            swapUnit(path, order, keyed ? KEYED : "swap.target", from);
        } else if (it.mount().isPresent()) {
            String check = "systemd-fsck@" + device.replaceFirst("\\.device$", ".service");
            order.set("Requires", check).set("After", check);
            // A partition comes and goes while it is made.
            sheet.text(OwnFiles.UNITS + check + ".d/50-node.conf", after(maker).text(), from);
            List<String> options = new ArrayList<>(it.options());
            options.add("nofail");
            mountUnit(path, it.mount().get(), "ext4", options, order, from);
            wanted(
                    keyed ? KEYED : "local-fs.target",
                    "wants",
                    UnitNames.path(it.mount().get()) + ".mount",
                    from);
        }
    }

    private static IniText after(String unit) {
        return new IniText().section("Unit").set("Requires", unit).set("After", unit);
    }

    /**
     * A device that is waited for only so long, counted from when the unit that makes it has ended.
     *
     * @return its unit
     */
    private String device(String path, Optional<String> after, String origin) {
        String unit = UnitNames.path(path) + ".device";
        if (devices.add(unit)) {
            IniText text = new IniText().section("Unit");
            after.ifPresent(maker -> text.set("After", maker));
            sheet.text(
                    OwnFiles.UNITS + unit + ".d/50-node.conf",
                    text.set("JobRunningTimeoutSec", PATIENCE).text(),
                    origin);
        }
        return unit;
    }

    private static String definition(DataPartition it) {
        IniText text = new IniText()
                .section("Partition")
                .set("Type", DiskMark.type(it.name()))
                .set("Label", it.name())
                .set("Format", Documents.spelling(it.format()));
        it.sizeMiB().ifPresent(mib -> text.set("SizeMinBytes", mib + "M").set("SizeMaxBytes", mib + "M"));
        it.encrypt().ifPresent(how -> text.set("Encrypt", how == Encryption.TPM2 ? "tpm2" : "key-file"));
        return text.text();
    }

    private void mount(Mount mount, String origin) {
        String type = mount.type().orElse("auto");
        String what = node(mount.what());
        boolean remote = OF_THE_NETWORK.contains(type);
        if (what.startsWith("/dev/") && !remote) {
            device(what, Optional.empty(), origin);
        }
        List<String> options = new ArrayList<>(mount.options());
        if (!mount.required() && !options.contains("nofail")) {
            options.add("nofail");
        }
        mountUnit(what, mount.where(), type, options, new IniText(), origin);
        wanted(
                remote ? "remote-fs.target" : "local-fs.target",
                mount.required() ? "requires" : "wants",
                UnitNames.path(mount.where()) + ".mount",
                origin);
    }

    /** Units want the path of a device where mount(8) takes what identifies it. */
    private static String node(String what) {
        for (String kind : List.of("LABEL", "UUID", "PARTLABEL", "PARTUUID")) {
            if (what.startsWith(kind + "=")) {
                return "/dev/disk/by-" + kind.toLowerCase(Locale.ROOT) + "/"
                        + UnitNames.deviceName(what.substring(kind.length() + 1));
            }
        }
        return what;
    }

    private void mountUnit(String what, String where, String type, List<String> options, IniText text, String origin) {
        text.section("Mount")
                .set("What", what.replace("%", "%%"))
                .set("Where", where)
                .set("Type", type);
        if (!options.isEmpty()) {
            text.set("Options", String.join(",", options).replace("%", "%%"));
        }
        sheet.text(OwnFiles.UNITS + UnitNames.path(where) + ".mount", text.text(), origin);
    }

    private void swap(Swap swap, String origin) {
        String maker = "atoll-swapfile@" + UnitNames.path(swap.file()) + ".service";
        swapUnit(swap.file(), after(maker), "swap.target", origin);
        sheet.text(
                OwnFiles.UNITS + maker + ".d/50-node.conf",
                new IniText()
                        .section("Service")
                        .set("Environment", "SIZE_MIB=" + swap.sizeMiB())
                        .text(),
                origin);
    }

    /** Nothing waits for it: memory is there without it. */
    private void swapUnit(String what, IniText order, String target, String origin) {
        String unit = UnitNames.path(what) + ".swap";
        order.set("DefaultDependencies", "no")
                .set("Conflicts", "umount.target")
                .set("Before", "umount.target")
                .section("Swap")
                .set("What", what);
        sheet.text(OwnFiles.UNITS + unit, order.text(), origin);
        wanted(target, "wants", unit, origin);
    }

    private void wanted(String by, String how, String unit, String origin) {
        sheet.link(OwnFiles.UNITS + by + "." + how + "/" + unit, "../" + unit, origin);
    }
}
