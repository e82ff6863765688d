package dev.atoll.disk.elf;

/** The machines Atoll builds for, by {@code e_machine}. */
public enum Machine {
    X86_64(62, "x86_64-linux-gnu"),
    AARCH64(183, "aarch64-linux-gnu");

    /** Bytes of a file that tell its machine. */
    public static final int HEAD = 20;

    private final int code;
    private final String triplet;

    Machine(int code, String triplet) {
        this.code = code;
        this.triplet = triplet;
    }

    /** The number in {@code e_machine}. */
    public int code() {
        return code;
    }

    /** The multiarch name of the machine's library directory below {@code usr/lib}. */
    public String triplet() {
        return triplet;
    }

    /** Whether the first 20 bytes of a file are those of a 64-bit little-endian ELF file of this machine. */
    public boolean wrote(byte[] head) {
        return head.length >= HEAD
                && ElfFile.isElf(head)
                && head[4] == 2
                && head[5] == 1
                && ((head[18] & 0xff) | (head[19] & 0xff) << 8) == code;
    }

    /** @throws MalformedElfException naming the machine, if it is another one */
    static Machine of(int code) {
        for (Machine machine : values()) {
            if (machine.code == code) {
                return machine;
            }
        }
        throw new MalformedElfException("machine " + name(code) + " is not supported, only x86-64 and AArch64 are");
    }

    private static String name(int code) {
        return switch (code) {
            case 2 -> "SPARC";
            case 3 -> "Intel 80386";
            case 8 -> "MIPS";
            case 20 -> "PowerPC";
            case 21 -> "PowerPC 64";
            case 22 -> "S/390";
            case 40 -> "ARM (32 bit)";
            case 43 -> "SPARC V9";
            case 50 -> "IA-64";
            case 243 -> "RISC-V";
            case 247 -> "BPF";
            case 258 -> "LoongArch";
            default -> "number " + code;
        };
    }
}
