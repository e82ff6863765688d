package dev.atoll.machine.host;

/**
 * A failure around a machine: a program is missing, QEMU does not start, the guest does not answer. The message says
 * what, where and what to do; {@link #code} is stable and for scripts ({@code machine-tools-missing}).
 */
public final class MachineException extends RuntimeException {
    private final String code;

    public MachineException(String code, String message) {
        super(message);
        this.code = code;
    }

    public MachineException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Stable name of the failure. */
    public String code() {
        return code;
    }
}
