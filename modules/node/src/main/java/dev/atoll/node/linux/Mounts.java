package dev.atoll.node.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Mounts, by mount(8) and umount(8); what these cannot do, by open_tree(2) and move_mount(2). Needs CAP_SYS_ADMIN. Thread safe.
 */
public final class Mounts {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    // Numbers that are the same on x86-64 and ARM64, as those of all newer calls.
    private static final long SYS_OPEN_TREE = 428;
    private static final long SYS_MOVE_MOUNT = 429;
    private static final long SYS_CLOSE_RANGE = 436;

    private static final long AT_FDCWD = -100;
    private static final long OPEN_TREE_CLONE = 1;
    private static final long OPEN_TREE_CLOEXEC = 02000000;
    private static final long MOVE_MOUNT_F_EMPTY_PATH = 0x4;
    private static final long MOVE_MOUNT_BENEATH = 0x200;

    private Mounts() {}

    /** Shows a directory, without what is mounted below it, now or later, at another. */
    public static void bind(Path from, Path at) {
        mount(List.of("--bind", "--make-private", from.toString(), at.toString()));
    }

    /**
     * Mounts an overlay. Its marks are attributes of the kind {@code user}, which a program without privileges can read. Paths
     * cannot have commas or colons.
     *
     * @param lower what is seen through, the uppermost first
     * @param upper takes changes
     * @param work an empty directory of the upper's file system
     */
    public static void overlay(List<Path> lower, Path upper, Path work, Path at) {
        String layers = String.join(":", lower.stream().map(Path::toString).toList());
        String options = "lowerdir=" + layers + ",upperdir=" + upper + ",workdir=" + work
                + ",userxattr,index=off,metacopy=off,redirect_dir=nofollow,xino=off,nosuid,nodev";
        mount(List.of("-t", "overlay", "-o", options, "overlay", at.toString()));
    }

    /** Mounts an empty file system in memory. */
    public static void memory(Path at) {
        mount(List.of("-t", "tmpfs", "-o", "nosuid,nodev,size=16m,mode=0755", "tmpfs", at.toString()));
    }

    /** Takes the uppermost mount away; what is open in it stays until it is closed. */
    public static void detach(Path at) {
        Command.check(LIMIT, List.of("umount", "--lazy", at.toString()));
    }

    /** Takes a mount away. */
    public static void unmount(Path at) {
        Command.check(LIMIT, List.of("umount", at.toString()));
    }

    /** Whether something is mounted right there. */
    public static boolean isMounted(Path at) {
        String wanted = " " + at.toAbsolutePath().normalize().toString().replace(" ", "\\040") + " ";
        try (var lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
            // The fifth field is the mount point; the fourth, a path too, is followed by it.
            return lines.anyMatch(line -> (" " + line.split(" ", 6)[4] + " ").equals(wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Shows what a mount shows below the uppermost mount of another place: nothing changes until that one is detached, and
     * then at once.
     *
     * @throws CommandException if the kernel refuses it
     */
    public static void cloneBeneath(Path mount, Path at) {
        try (Arena arena = Arena.ofConfined()) {
            // A copy of its own: the kernel does not move what stands in a place that other namespaces see.
            long tree = call(
                    "open_tree " + mount,
                    SYS_OPEN_TREE,
                    AT_FDCWD,
                    arena.allocateFrom(mount.toString()).address(),
                    OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC,
                    0,
                    0);
            try {
                call(
                        "move_mount " + at,
                        SYS_MOVE_MOUNT,
                        tree,
                        arena.allocateFrom("").address(),
                        AT_FDCWD,
                        arena.allocateFrom(at.toString()).address(),
                        MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_BENEATH);
            } finally {
                call("close", SYS_CLOSE_RANGE, tree, tree, 0, 0, 0);
            }
        }
    }

    @SuppressWarnings("restricted") // a system call is what it is for
    private static long call(String what, long number, long a, long b, long c, long d, long e) {
        Linker linker = Linker.nativeLinker();
        StructLayout captured = Linker.Option.captureStateLayout();
        VarHandle errno = captured.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        MethodHandle syscall = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(captured);
            long result = (long) syscall.invokeExact(state, number, a, b, c, d, e);
            if (result < 0) {
                throw new CommandException(List.of(what), "errno " + errno.get(state, 0L));
            }
            return result;
        } catch (CommandException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("cannot call the kernel", failure);
        }
    }

    private static void mount(List<String> words) {
        Command.check(LIMIT, Stream.concat(Stream.of("mount"), words.stream()).toList());
    }
}
