package dev.atoll.machine.ssh;

import dev.atoll.machine.host.MachineException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a command in a machine ended.
 *
 * @param exit its exit code; 255 if ssh itself failed
 * @param out its standard output
 * @param err its standard error
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record SshResult(int exit, byte[] out, byte[] err) {
    public SshResult {
        out = out.clone();
        err = err.clone();
    }

    @Override
    public byte[] out() {
        return out.clone();
    }

    @Override
    public byte[] err() {
        return err.clone();
    }

    /** Standard output as UTF-8, without the line end at its end. */
    public String text() {
        return new String(out, StandardCharsets.UTF_8).stripTrailing();
    }

    /** Standard error as UTF-8, without the line end at its end. */
    public String errorText() {
        return new String(err, StandardCharsets.UTF_8).stripTrailing();
    }

    /** Whether it ended with 0. */
    public boolean ok() {
        return exit == 0;
    }

    /**
     * This, if it ended with 0.
     *
     * @param what the command, for the message
     * @throws MachineException {@code guest-command-failed} otherwise
     */
    public SshResult orThrow(String what) {
        if (!ok()) {
            throw new MachineException(
                    "guest-command-failed",
                    what + " ended with " + exit + " in the machine: " + (err.length > 0 ? errorText() : text()));
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshResult result
                && exit == result.exit
                && Arrays.equals(out, result.out)
                && Arrays.equals(err, result.err);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * exit + Arrays.hashCode(out)) + Arrays.hashCode(err);
    }

    @Override
    public String toString() {
        return "exit " + exit + "\n" + text() + "\n" + errorText();
    }
}
