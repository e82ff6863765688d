package dev.atoll.disk.erofs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the files that were read last open, since the contents of a tree are ranges of few files. */
final class OpenFiles implements Closeable {
    private static final int MAX_OPEN = 64;

    private final Map<Path, FileChannel> channels = new LinkedHashMap<>(16, 0.75f, true);

    FileChannel open(Path file) throws IOException {
        FileChannel channel = channels.get(file);
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            channels.put(file, channel);
            if (channels.size() > MAX_OPEN) {
                closeEldest();
            }
        }
        return channel;
    }

    private void closeEldest() throws IOException {
        Iterator<FileChannel> eldest = channels.values().iterator();
        FileChannel channel = eldest.next();
        eldest.remove();
        channel.close();
    }

    @Override
    public void close() throws IOException {
        while (!channels.isEmpty()) {
            closeEldest();
        }
    }
}
