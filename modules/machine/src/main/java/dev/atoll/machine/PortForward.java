package dev.atoll.machine;

/**
 * A TCP port of 127.0.0.1 that leads into the guest.
 *
 * @param host the host's port; 0 for any that is free
 * @param guest the guest's port
 */
public record PortForward(int host, int guest) {
    /** Where sshd listens. */
    public static final int SSH = 22;

    public PortForward {
        if (host < 0 || host > 0xffff || guest < 1 || guest > 0xffff) {
            throw new IllegalArgumentException("no such port: " + host + " to " + guest);
        }
    }
}
