package dev.atoll.image.inspect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The attribute {@code security.capability} as text, capabilities(7); numbers are little-endian. */
final class Capabilities {
    private static final List<String> NAMES = List.of(
            "chown",
            "dac_override",
            "dac_read_search",
            "fowner",
            "fsetid",
            "kill",
            "setgid",
            "setuid",
            "setpcap",
            "linux_immutable",
            "net_bind_service",
            "net_broadcast",
            "net_admin",
            "net_raw",
            "ipc_lock",
            "ipc_owner",
            "sys_module",
            "sys_rawio",
            "sys_chroot",
            "sys_ptrace",
            "sys_pacct",
            "sys_admin",
            "sys_boot",
            "sys_nice",
            "sys_resource",
            "sys_time",
            "sys_tty_config",
            "mknod",
            "lease",
            "audit_write",
            "audit_control",
            "setfcap",
            "mac_override",
            "mac_admin",
            "syslog",
            "wake_alarm",
            "block_suspend",
            "audit_read",
            "perfmon",
            "bpf",
            "checkpoint_restore");

    private Capabilities() {}

    /** Names of the permitted ones, in the notation of getcap(8): {@code cap_net_raw=ep}. */
    static String text(ByteBuffer value) {
        ByteBuffer bytes = value.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < 12) {
            return "unreadable";
        }
        int magic = bytes.getInt();
        long permitted = Integer.toUnsignedLong(bytes.getInt());
        long inheritable = Integer.toUnsignedLong(bytes.getInt());
        if (bytes.remaining() >= 8) {
            permitted |= Integer.toUnsignedLong(bytes.getInt()) << 32;
            inheritable |= Integer.toUnsignedLong(bytes.getInt()) << 32;
        }
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if (((permitted | inheritable) >>> bit & 1) != 0) {
                names.add(bit < NAMES.size() ? "cap_" + NAMES.get(bit) : "cap_" + bit);
            }
        }
        String flags = ((magic & 1) != 0 ? "e" : "") + (inheritable != 0 ? "i" : "") + (permitted != 0 ? "p" : "");
        return String.join(",", names) + "=" + flags;
    }
}
