package dev.atoll.node.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * Tells the service manager how this program is, by sd_notify(3) of libsystemd: Java has no sockets of that kind. Does nothing
 * where no service manager listens. Thread safe.
 */
public final class ServiceManager {
    private static final String LIBRARY = "libsystemd.so.0";

    private ServiceManager() {}

    /**
     * Sends variables such as {@code READY=1}, one a line.
     *
     * @throws IllegalArgumentException if the image has no libsystemd
     */
    @SuppressWarnings("restricted") // a call of a library is what it is for
    public static void tell(String state) {
        if (System.getenv("NOTIFY_SOCKET") == null) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle notify = Linker.nativeLinker()
                    .downcallHandle(
                            SymbolLookup.libraryLookup(LIBRARY, arena).findOrThrow("sd_notify"),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
            int _ = (int) notify.invokeExact(0, arena.allocateFrom(state));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("cannot call " + LIBRARY, failure);
        }
    }
}
