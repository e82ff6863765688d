package dev.atoll.node.render;

import dev.atoll.document.Documents;
import dev.atoll.node.config.DataDisk;
import dev.atoll.node.config.DataDisk.DataPartition;
import dev.atoll.node.config.DataDisk.Encryption;
import dev.atoll.node.config.DataDisk.Format;
import dev.atoll.node.config.Mount;
import dev.atoll.node.config.Swap;
import java.util.ArrayList;
import java.util.List;

/** Partitions of data disks, mounts, swap. */
final class DiskFiles {
    /** Partitions of one disk; the folder's name holds the disk's. */
    private static final String DEFINITIONS = "/etc/atoll/disks/";

    private final Sheet sheet;
    private final StringBuilder crypttab = new StringBuilder();

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
        List<String> later = new ArrayList<>();
        for (int i = 0; i < disk.partitions().size(); i++) {
            DataPartition it = disk.partitions().get(i);
            String from = origin + ".partitions[" + i + "]";
            sheet.text(DEFINITIONS + disk.name() + "/%02d-".formatted(i) + it.name() + ".conf", partition(it), from);
            String device = "/dev/disk/by-partlabel/" + it.name();
            if (it.encrypt().isPresent()) {
                String options = it.encrypt().get() == Encryption.TPM2 ? "tpm2-device=auto" : "luks";
                crypttab.append(it.name() + " " + device + " - " + options + "\n");
                device = "/dev/mapper/" + it.name();
            }
            if (it.format() == Format.SWAP) {
                String unit = UnitNames.path(device) + ".swap";
                sheet.text(
                        OwnFiles.UNITS + unit,
                        new IniText().section("Swap").set("What", device).text(),
                        from);
                wanted("swap.target", "requires", unit, from);
                later.add(unit);
            } else if (it.mount().isPresent()) {
                String options = String.join(",", withGrowth(it.options()));
                later.add(mountUnit(device, it.mount().get(), "ext4", options, true, from));
            }
        }
        String unit = "atoll-disk@" + UnitNames.escape(disk.name()) + ".service";
        IniText order = new IniText().section("Unit").set("Before", "cryptsetup-pre.target");
        later.forEach(it -> order.set("Before", it));
        order.section("Service")
                .set("Environment", IniText.quoted("DEVICE=" + disk.device()))
                .set("Environment", "EMPTY=" + (disk.wipe() ? "force" : "allow"));
        sheet.text(OwnFiles.UNITS + unit + ".d/50-node.conf", order.text(), origin);
        wanted("local-fs.target", "requires", unit, origin);
    }

    private static List<String> withGrowth(List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add("x-systemd.growfs");
        return all;
    }

    private static String partition(DataPartition it) {
        IniText text = new IniText()
                .section("Partition")
                .set("Type", it.format() == Format.SWAP ? "swap" : "linux-generic")
                .set("Label", it.name())
                .set("Format", Documents.spelling(it.format()));
        it.sizeMiB().ifPresent(mib -> text.set("SizeMinBytes", mib + "M").set("SizeMaxBytes", mib + "M"));
        it.encrypt().ifPresent(how -> text.set("Encrypt", how == Encryption.TPM2 ? "tpm2" : "key-file"));
        return text.text();
    }

    private void mount(Mount mount, String origin) {
        mountUnit(
                mount.what(),
                mount.where(),
                mount.type().orElse("auto"),
                String.join(",", mount.options()),
                mount.required(),
                origin);
    }

    private String mountUnit(String what, String where, String type, String options, boolean required, String origin) {
        String unit = UnitNames.path(where) + ".mount";
        IniText text = new IniText()
                .section("Mount")
                .set("What", what.replace("%", "%%"))
                .set("Where", where)
                .set("Type", type);
        if (!options.isEmpty()) {
            text.set("Options", options.replace("%", "%%"));
        }
        sheet.text(OwnFiles.UNITS + unit, text.text(), origin);
        boolean remote = type.equals("nfs") || type.equals("nfs4") || type.equals("cifs");
        wanted(remote ? "remote-fs.target" : "local-fs.target", required ? "requires" : "wants", unit, origin);
        return unit;
    }

    private void swap(Swap swap, String origin) {
        String unit = UnitNames.path(swap.file()) + ".swap";
        String maker = "atoll-swapfile@" + UnitNames.path(swap.file()) + ".service";
        sheet.text(
                OwnFiles.UNITS + unit,
                new IniText()
                        .section("Unit")
                        .set("Requires", maker)
                        .set("After", maker)
                        .section("Swap")
                        .set("What", swap.file())
                        .text(),
                origin);
        sheet.text(
                OwnFiles.UNITS + maker + ".d/50-node.conf",
                new IniText()
                        .section("Service")
                        .set("Environment", "SIZE_MIB=" + swap.sizeMiB())
                        .text(),
                origin);
        wanted("swap.target", "wants", unit, origin);
    }

    private void wanted(String by, String how, String unit, String origin) {
        sheet.link(OwnFiles.UNITS + by + "." + how + "/" + unit, "../" + unit, origin);
    }
}
