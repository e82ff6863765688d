package dev.atoll.machine;

import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Disks for machines, copied from images. */
public final class MachineDisk {
    /** 16 GiB: room for both slots and some state. */
    public static final long DEFAULT_SIZE = 16L << 30;

    private static final int CHUNK = 1 << 20;
    private static final int BLOCK = 4096;
    private static final int SECTOR = 512;

    private MachineDisk() {}

    /** Copies an image to a disk of 16 GiB. */
    public static Path create(Path image, Path target) {
        return create(image, target, DEFAULT_SIZE);
    }

    /**
     * Copies a raw image to a sparse file and grows it: blocks of zeros take no room. The partition table's backup
     * stays where the image had it; systemd-repart moves it at the first boot.
     *
     * @param size bytes of the disk, a multiple of 512 and not less than the image
     * @return {@code target}; it is there whole or not at all
     * @throws MachineException if the image is larger, or the disk refuses
     */
    public static Path create(Path image, Path target, long size) {
        Path temporary = target.resolveSibling(target.getFileName() + ".part");
        try (FileChannel in = FileChannel.open(image, StandardOpenOption.READ)) {
            if (size < in.size() || size % SECTOR != 0) {
                throw new MachineException(
                        "disk-size",
                        "a disk of " + size + " bytes cannot hold the " + in.size() + " bytes of " + image
                                + ", or is not a multiple of " + SECTOR);
            }
            Files.deleteIfExists(temporary);
            try (FileChannel out = FileChannel.open(
                    temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
                copy(in, out);
                if (out.size() < size) {
                    out.write(ByteBuffer.allocate(1), size - 1);
                }
                out.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw new MachineException(
                    "disk-failed", "cannot copy " + image + " to " + target + ": " + e.getMessage(), e);
        }
    }

    private static void copy(FileChannel in, FileChannel out) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
        long position = 0;
        while (true) {
            chunk.clear();
            while (chunk.hasRemaining() && in.read(chunk, position + chunk.position()) >= 0) {}
            if (chunk.flip().limit() == 0) {
                return;
            }
            if (chunk.mismatch(zeros.limit(chunk.limit())) >= 0) {
                copyBlocks(chunk, zeros, out, position);
            }
            position += chunk.limit();
        }
    }

    /** Writes the runs of blocks that hold something. */
    private static void copyBlocks(ByteBuffer chunk, ByteBuffer zeros, FileChannel out, long position)
            throws IOException {
        int end = chunk.limit();
        int runStart = -1;
        for (int at = 0; at < end; at += BLOCK) {
            int length = Math.min(BLOCK, end - at);
            boolean empty = chunk.slice(at, length).mismatch(zeros.slice(0, length)) < 0;
            if (!empty && runStart < 0) {
                runStart = at;
            } else if (empty && runStart >= 0) {
                write(chunk.slice(runStart, at - runStart), out, position + runStart);
                runStart = -1;
            }
        }
        if (runStart >= 0) {
            write(chunk.slice(runStart, end - runStart), out, position + runStart);
        }
    }

    private static void write(ByteBuffer bytes, FileChannel out, long position) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes, position + bytes.position());
        }
    }
}
