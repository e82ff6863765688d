package dev.atoll.node.foreign;

import dev.atoll.document.Value;
import dev.atoll.node.foreign.Draft.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Disks, file systems and encryption of Ignition. They name each other by devices; a node's disks have partitions by label,
 * each with what is in it. So a file system or a LUKS volume finds its partition by {@code /dev/disk/by-partlabel/}.
 */
final class IgnitionDisks {
    private static final String BY_LABEL = "/dev/disk/by-partlabel/";
    private static final String LABELLED = "refer to the partition as " + BY_LABEL + "LABEL";
    private static final String CORRECT = "correct it in the source";
    private static final String KEPT = "partitions are made if they are missing, and never changed or removed";

    private final Draft draft;
    private final Findings findings;
    private final Map<String, FileSystem> fileSystems = new LinkedHashMap<>();
    private final Map<String, Volume> volumes = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    IgnitionDisks(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    /**
     * A file system.
     *
     * @param refused why no partition can have it
     */
    private record FileSystem(
            Item item,
            Text device,
            Optional<Text> path,
            Optional<Text> format,
            List<Text> options,
            Optional<RefusedException> refused) {}

    /** An encrypted volume. */
    private record Volume(Item item, Text device, Text name, Optional<RefusedException> refused) {}

    void read(Cursor storage) {
        storage.lost(
                "raid",
                "a node's disks have no software RAID",
                "let the machine's controller or the platform provide it");
        for (Item item : storage.items("filesystems")) {
            storage.read(item, it -> fileSystem(it, item));
        }
        for (Item item : storage.items("luks")) {
            storage.read(item, it -> volume(it, item));
        }
        storage.each("disks", this::disk);
        volumes.values()
                .forEach(it -> lost(it.item(), it.refused(), "its device is no partition of these disks", LABELLED));
        fileSystems.values().forEach(this::mount);
    }

    private void lost(Item item, Optional<RefusedException> refused, String why, String instead) {
        findings.lost(
                item.value(),
                item.path(),
                refused.map(RefusedException::why).orElse(why),
                refused.map(RefusedException::instead).orElse(instead));
    }

    private void fileSystem(Cursor it, Item item) {
        Optional<Text> device = it.nonEmpty("device");
        if (device.isEmpty()) {
            it.abandon("it has no device", CORRECT);
            return;
        }
        Optional<Text> format =
                it.nonEmpty("format").filter(text -> !text.text().equals("none"));
        boolean swap = format.filter(text -> text.text().equals("swap")).isPresent();
        boolean known = format.isEmpty() || swap || format.get().text().equals("ext4");
        Optional<RefusedException> refused = known
                ? Optional.empty()
                : Optional.of(new RefusedException(
                        "partitions of a node are made as ext4 or swap", "use ext4, if the programs permit it"));
        it.take("withMountUnit");
        it.lost("label", "a node's partitions are found by their own labels", "use the partition's label");
        it.lost("uuid", "a node's partitions are found by their labels", "use the partition's label");
        it.lost("options", "file systems are made with the defaults of mkfs", "nothing");
        it.lostIfTrue("wipeFilesystem", "a file system is made once, and never again", "empty the partition by hand");
        FileSystem made =
                new FileSystem(item, device.get(), it.nonEmpty("path"), format, it.texts("mountOptions"), refused);
        FileSystem before = fileSystems.put(device.get().text(), made);
        if (before != null) {
            lost(before.item(), Optional.empty(), "another file system is on the same device", CORRECT);
        }
    }

    private void volume(Cursor it, Item item) {
        Optional<Text> device = it.nonEmpty("device");
        Optional<Text> name = it.nonEmpty("name");
        if (device.isEmpty() || name.isEmpty()) {
            it.abandon("it has no device or no name", CORRECT);
            return;
        }
        boolean[] tpm = new boolean[1];
        it.within("clevis", clevis -> {
            boolean others = clevis.has("tang") || clevis.has("custom");
            tpm[0] = clevis.isTrue("tpm2") && !others;
            if (others) {
                clevis.abandon("a node has no Tang and no other pins", "use tpm2");
            } else {
                clevis.take("threshold");
            }
        });
        it.lost("keyFile", "keys are secrets, which a configuration never holds", "encrypt: tpm2 or recovery-key");
        it.lost("label", "a node's partitions are found by their own labels", "use the partition's label");
        it.lost("uuid", "a node's partitions are found by their labels", "use the partition's label");
        it.lost("options", "volumes are made with the defaults of cryptsetup", "nothing");
        it.lost("openOptions", "volumes are opened with the defaults of cryptsetup", "nothing");
        it.lostIfTrue("discard", "volumes are opened with the defaults of cryptsetup", "nothing");
        it.lostIfTrue("wipeVolume", "a volume is made once, and never again", "empty the partition by hand");
        it.lost("cex", "there is no key of IBM Crypto Express on a node", "encrypt: tpm2");
        Optional<RefusedException> refused = tpm[0]
                ? Optional.empty()
                : Optional.of(new RefusedException(
                        "a node's partitions are opened by its TPM or by a recovery key",
                        "give the partition encrypt: tpm2 or encrypt: recovery-key"));
        Volume before = volumes.put(device.get().text(), new Volume(item, device.get(), name.get(), refused));
        if (before != null) {
            lost(before.item(), Optional.empty(), "another volume is on the same device", CORRECT);
        }
    }

    private void disk(Cursor it) {
        Optional<Text> device = it.nonEmpty("device");
        if (device.isEmpty()) {
            it.abandon("it has no device", CORRECT);
            return;
        }
        boolean wipe = it.isTrue("wipeTable");
        List<Value> partitions = new ArrayList<>();
        it.each("partitions", part -> {
            try {
                partitions.add(partition(part).build());
            } catch (RefusedException e) {
                part.abandon(e.why(), e.instead());
            }
        });
        if (partitions.isEmpty()) {
            it.abandon("none of its partitions is carried over", "name the disk below disks: by hand");
            return;
        }
        Fields disk = new Fields(it.place()).text("name", name(device.get())).text("device", device.get());
        if (wipe) {
            disk.logical("wipe", true);
        }
        draft.add(Section.DISKS, disk.list("partitions", partitions));
    }

    /** A name for the configuration, from the last part of the device. */
    private Text name(Text device) {
        String last = device.text().substring(device.text().lastIndexOf('/') + 1);
        String plain =
                last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String stem = plain.isEmpty() ? "disk" : plain.substring(0, Math.min(plain.length(), 50));
        String name = stem;
        for (int i = 2; !names.add(name); i++) {
            name = stem + "-" + i;
        }
        String chosen = name;
        return device.map(text -> chosen);
    }

    private Fields partition(Cursor it) {
        if (!it.logical("shouldExist").orElse(true)) {
            throw new RefusedException(KEPT, "remove the partition by hand");
        }
        Text label = it.nonEmpty("label")
                .orElseThrow(
                        () -> new RefusedException("a node finds partitions by label, and it has none", "label it"));
        Fields fields = new Fields(it.place()).text("name", label);
        it.whole("sizeMiB").filter(IgnitionDisks::isSet).ifPresent(size -> fields.put("sizeMiB", size.number()));
        it.whole("number")
                .filter(IgnitionDisks::isSet)
                .ifPresent(number -> findings.changed(
                        number, "partitions are numbered in their order", "refer to the partition by its label"));
        it.whole("startMiB")
                .filter(IgnitionDisks::isSet)
                .ifPresent(start -> findings.changed(
                        start,
                        "partitions lie in their order, without gaps",
                        "put them into the order that they shall have"));
        it.lost("typeGuid", "the type is that of what is in the partition", "nothing");
        it.lost("guid", "a partition gets a GUID of its own", "refer to the partition by its label");
        it.lostIfTrue("wipePartitionEntry", KEPT, "set wipe: of the disk, or remove the partition by hand");
        it.lostIfTrue("resize", KEPT, "resize it by hand");
        contents(fields, label.text(), it.path());
        return fields;
    }

    private static boolean isSet(Text number) {
        return !number.text().equals("0");
    }

    private void contents(Fields fields, String label, String path) {
        Optional<Volume> volume = Optional.ofNullable(volumes.get(BY_LABEL + label));
        String device = BY_LABEL + label;
        if (volume.isPresent()) {
            volume.get().refused().ifPresent(refused -> {
                throw refused;
            });
            volumes.remove(device);
            Text name = volume.get().name();
            if (!name.text().equals(label)) {
                findings.changed(name, "the open volume is called like the partition", "use /dev/mapper/" + label);
            }
            device = List.of("/dev/mapper/" + name.text(), "/dev/disk/by-id/dm-name-" + name.text()).stream()
                    .filter(fileSystems::containsKey)
                    .findFirst()
                    .orElse("/dev/mapper/" + name.text());
        }
        FileSystem fileSystem = fileSystems.get(device);
        Optional<RefusedException> refused = Optional.ofNullable(fileSystem).flatMap(FileSystem::refused);
        if (refused.isPresent()) {
            throw refused.get();
        }
        if (fileSystem != null) {
            fileSystems.remove(device);
            fileSystem.format().ifPresent(format -> fields.text("format", format));
        }
        volume.ifPresent(it -> fields.text("encrypt", it.name().map(name -> "tpm2")));
        if (fileSystem == null) {
            findings.changed(
                    fields.place(),
                    path,
                    "a partition",
                    "no file system is named for it; a node makes ext4 in it",
                    "nothing");
            return;
        }
        fileSystem.path().ifPresent(it -> mounted(fileSystem, it, fields.text("mount", it.map(Paths::settled))));
    }

    private void mounted(FileSystem fileSystem, Text path, Fields fields) {
        fields.texts("options", fileSystem.options());
        draft.units()
                .takeMount(path.text())
                .ifPresent(unit -> findings.changed(
                        unit, "the file system is mounted by the configuration itself, without this unit", "nothing"));
    }

    /** A file system on something that is no partition of these disks. */
    private void mount(FileSystem it) {
        boolean swap = it.format().filter(text -> text.text().equals("swap")).isPresent();
        if (it.path().isEmpty() || it.refused().isPresent() || swap) {
            lost(
                    it.item(),
                    it.refused(),
                    "its device is no partition of these disks, and file systems are made on those only",
                    LABELLED);
            return;
        }
        Text path = it.path().get();
        if (!Paths.settled(path.text()).startsWith("/var/")) {
            lost(
                    it.item(),
                    Optional.empty(),
                    "it is mounted outside of /var; the rest of the root is the image",
                    "mount it below /var");
            return;
        }
        Fields mount = new Fields(it.item().value().place())
                .text("what", it.device())
                .text("where", path.map(Paths::settled))
                .text("type", it.format());
        mounted(it, path, mount);
        draft.add(Section.MOUNTS, mount);
        findings.changed(
                it.device(),
                "a node mounts it and does not make the file system, as it is on no partition of these disks",
                "make it by hand, or name the disk with its partitions");
    }
}
