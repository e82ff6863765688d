package dev.atoll.image.inspect;

import dev.atoll.disk.gpt.PartitionTypes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Names of partition types, by the UAPI group's Discoverable Partitions Specification. */
final class PartitionNames {
    private static final Map<UUID, String> NAMES = Map.ofEntries(
            Map.entry(PartitionTypes.ESP, "esp"),
            Map.entry(PartitionTypes.ROOT_X86_64, "root-x86-64"),
            Map.entry(PartitionTypes.ROOT_X86_64_VERITY, "root-x86-64-verity"),
            Map.entry(PartitionTypes.ROOT_ARM64, "root-arm64"),
            Map.entry(PartitionTypes.ROOT_ARM64_VERITY, "root-arm64-verity"),
            Map.entry(PartitionTypes.LINUX_GENERIC, "linux-generic"),
            entry("41092b05-9fc8-4523-994f-2def0408b176", "root-x86-64-verity-sig"),
            entry("8484680c-9521-48c6-9c11-b0720656f69e", "usr-x86-64"),
            entry("77ff5f63-e7b6-4633-acf4-1565b864c0e6", "usr-x86-64-verity"),
            entry("4d21b016-b534-45c2-a9fb-5c16e091fd2d", "var"),
            entry("933ac7e1-2eb4-4f13-b844-0e14e2aef915", "home"),
            entry("3b8f8425-20e0-4f3b-907f-1a25a76f98e8", "srv"),
            entry("0657fd6d-a4ab-43c4-84e5-0933c84b4f4f", "swap"),
            entry("bc13c2ff-59e6-4262-a352-b275fd6f7172", "xbootldr"),
            entry("21686148-6449-6e6f-744e-656564454649", "bios-boot"),
            entry("e6d6d379-f507-44c2-a23c-238f2a3df928", "lvm"),
            entry("ca7d7ccb-63ed-4c53-861c-1742536059cc", "luks"));

    private PartitionNames() {}

    private static Map.Entry<UUID, String> entry(String type, String name) {
        return Map.entry(UUID.fromString(type), name);
    }

    static String of(UUID type) {
        return Optional.ofNullable(NAMES.get(type)).orElseGet(type::toString);
    }

    static boolean isEsp(UUID type) {
        return type.equals(PartitionTypes.ESP);
    }

    static boolean isRoot(UUID type) {
        return type.equals(PartitionTypes.ROOT_X86_64) || type.equals(PartitionTypes.ROOT_ARM64);
    }
}
