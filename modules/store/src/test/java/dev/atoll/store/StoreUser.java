package dev.atoll.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Another process that uses an object of a store until it is told to end, or is killed. */
final class StoreUser implements AutoCloseable {
    private final Process process;

    StoreUser(Path root, Digest used) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreUser.class.getName(),
                        root.toString(),
                        used.hex())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] said = process.getInputStream().readNBytes(3);
        if (!new String(said, StandardCharsets.US_ASCII).equals("ok\n")) {
            throw new AssertionError("the other process did not find the object");
        }
    }

    public static void main(String[] arguments) throws IOException {
        ContentStore store = ContentStore.open(Path.of(arguments[0]));
        System.out.print(store.find(new Digest(arguments[1])).isPresent() ? "ok\n" : "no\n");
        System.out.flush();
        if (System.in.read() >= 0) {
            throw new IllegalStateException("told something");
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("it lives on");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
