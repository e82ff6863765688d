package dev.atoll.machine.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A private directory (mode 0700) with a path short enough for unix sockets.
 *
 * @param path its absolute path
 */
public record SocketDirectory(Path path) {
    /** Longest path of a unix socket: {@code sun_path} less its closing zero. */
    public static final int MAX_SOCKET_PATH_BYTES = 107;

    /** Room kept for the longest socket name used below the directory. */
    private static final int NAME_BYTES = 16;

    /**
     * Makes a new one below {@code XDG_RUNTIME_DIR} if that is set, exists and is short, else below {@code /tmp}.
     *
     * @throws MachineException if neither can be written
     */
    public static SocketDirectory create(Map<String, String> environment) {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        List<Path> candidates =
                runtime.isEmpty() ? List.of(Path.of("/tmp")) : List.of(Path.of(runtime), Path.of("/tmp"));
        for (Path parent : candidates) {
            if (parent.isAbsolute()
                    && Files.isWritable(parent)
                    && bytes(parent) + 32 + NAME_BYTES < MAX_SOCKET_PATH_BYTES) {
                try {
                    return new SocketDirectory(Files.createTempDirectory(
                            parent,
                            "atoll-",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
                } catch (IOException e) {
                    throw new MachineException("socket-directory", "cannot make a directory in " + parent, e);
                }
            }
        }
        throw new MachineException("socket-directory", "neither XDG_RUNTIME_DIR nor /tmp can hold a socket");
    }

    /** The path of a socket in here; {@code name} must keep it within {@value #MAX_SOCKET_PATH_BYTES} bytes. */
    public Path socket(String name) {
        Path socket = path.resolve(name);
        if (bytes(socket) > MAX_SOCKET_PATH_BYTES) {
            throw new MachineException("socket-directory", "path too long for a unix socket: " + socket);
        }
        return socket;
    }

    /** Removes the directory and the sockets in it; one already gone is fine. */
    public void delete() {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            for (Path entry : entries.toList()) {
                Files.deleteIfExists(entry);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new MachineException("socket-directory", "cannot remove " + path, e);
        }
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
