package dev.atoll.machine.guest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The architectures of guests, each with the board that has UEFI Secure Boot: q35 with SMM, and {@code virt}, whose
 * first serial port is {@code ttyAMA0}.
 */
public enum GuestArchitecture {
    /** 64-bit x86. */
    X86_64("x86_64", "amd64", "q35,smm=on", "max", "tpm-tis"),
    /** 64-bit ARM; pointer authentication by QEMU's own cipher, as the architected one costs half of the time. */
    AARCH64("aarch64", "aarch64", "virt", "max,pauth-impdef=on", "tpm-tis-device");

    private final String machine;
    private final String java;
    private final String board;
    private final String emulatedProcessor;
    private final String tpm;

    GuestArchitecture(String machine, String java, String board, String emulatedProcessor, String tpm) {
        this.machine = machine;
        this.java = java;
        this.board = board;
        this.emulatedProcessor = emulatedProcessor;
        this.tpm = tpm;
    }

    /** The architecture of that name, as {@code uname -m} says it. */
    public static Optional<GuestArchitecture> named(String machine) {
        return Arrays.stream(values()).filter(it -> it.machine.equals(machine)).findFirst();
    }

    /** Whether the host of this JVM has it, so that its processor could run guests. */
    public boolean isHosts() {
        return System.getProperty("os.arch").equals(java);
    }

    /** QEMU's program for it. */
    public String qemu() {
        return "qemu-system-" + machine;
    }

    /** QEMU's {@code -machine}. */
    public String board() {
        return board;
    }

    /** QEMU's {@code -cpu} under emulation. */
    public String emulatedProcessor() {
        return emulatedProcessor;
    }

    /** The device that is a TPM on this board. */
    public String tpm() {
        return tpm;
    }

    /**
     * QEMU's {@code -global} options: with SMM, flash that only the firmware's own code may write, or Secure Boot's
     * variables would be anyone's.
     */
    public List<String> globals() {
        return switch (this) {
            case X86_64 -> List.of("driver=cfi.pflash01,property=secure,value=on");
            case AARCH64 -> List.of();
        };
    }

    /** As {@code uname -m} says it. */
    @Override
    public String toString() {
        return machine;
    }
}
