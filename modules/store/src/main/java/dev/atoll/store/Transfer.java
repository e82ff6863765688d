package dev.atoll.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file on its way into the store: its sources in turn, each tried several times, continuing what is there. */
record Transfer(Download download, ContentStore store, Transport transport, Attempts attempts, Tally tally) {
    private static final int BUFFER = 1 << 16;

    /** The object, when all its bytes are there and have the right digest. */
    Path run() {
        Optional<Path> here = store.find(download.digest());
        if (here.isPresent()) {
            tally.arrived(download.size());
            return here.get();
        }
        tally.started(download.name());
        try (Part part = Part.open(store, download.digest())) {
            Optional<Path> meanwhile = store.find(download.digest());
            if (meanwhile.isPresent()) {
                tally.arrived(download.size());
                return meanwhile.get();
            }
            part.resume(download.size());
            tally.arrived(part.length());
            return fromSources(part);
        } catch (ClosedByInterruptException e) {
            throw DownloadException.cancelled(
                    download.name(), download.sources().getFirst());
        } catch (IOException e) {
            throw StoreException.of("keep the download", store.part(download.digest()), e);
        } finally {
            tally.ended(download.name());
        }
    }

    private Path fromSources(Part part) throws IOException {
        @Nullable DownloadException failure = null;
        for (URI source : download.sources()) {
            try {
                attempts.run(download.name(), source, () -> complete(source, part));
                return part.publish(store, download.digest());
            } catch (DownloadException e) {
                failure = failure == null ? e : worse(failure, e);
                if (e.reason() == DownloadException.Reason.CANCELLED) {
                    break;
                }
            }
        }
        if (part.length() == 0) {
            part.discard();
        }
        if (failure == null) {
            throw new IllegalStateException("a download without sources");
        }
        throw failure;
    }

    /** The failure that says most: wrong bytes rather than no answer, that rather than a missing file; else the last. */
    private static DownloadException worse(DownloadException before, DownloadException now) {
        boolean last = now.reason().compareTo(before.reason()) >= 0;
        DownloadException worse = last ? now : before;
        worse.addSuppressed(last ? before : now);
        return worse;
    }

    /** One try: asks for what is missing, then verifies the whole. */
    private boolean complete(URI source, Part part) throws IOException, InterruptedException {
        if (part.length() < download.size()) {
            receive(source, part);
        }
        if (part.length() < download.size()) {
            throw new IOException("the connection ended after " + part.length() + " of " + download.size() + " bytes");
        }
        boolean continued = part.continued();
        Digest found = part.digest();
        if (found.equals(download.digest())) {
            return true;
        }
        restart(part);
        if (continued) {
            return complete(source, part); // perhaps what lay here was bad, and not what came
        }
        throw DownloadException.wrongBytes(download.name(), source, "SHA-256 " + download.digest(), "SHA-256 " + found);
    }

    private void receive(URI source, Part part) throws IOException, InterruptedException {
        try (Transport.Answer answer = transport.get(source, part.length())) {
            if (answer.mayPass()) {
                throw new IOException("the server answers " + answer.status());
            }
            if (answer.status() == 416) {
                restart(part);
                throw new IOException("the server has fewer bytes than expected (416)");
            }
            if (!answer.ok()) {
                throw DownloadException.missing(download.name(), source, "the server answers " + answer.status());
            }
            if (answer.start() != part.length()) {
                restart(part);
                if (answer.start() != 0) {
                    throw new IOException("the server sends another range than was asked for");
                }
            }
            if (part.length() + answer.length().orElse(0) > download.size()) {
                throw tooMany(source, part, part.length() + answer.length().orElse(0) + " bytes");
            }
            copy(answer.body(), source, part);
        }
    }

    private void copy(InputStream body, URI source, Part part) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (true) {
            long room = download.size() - part.length();
            int n = body.read(buffer, 0, (int) Math.min(buffer.length, room + 1));
            if (n < 0) {
                return;
            }
            if (n > room) {
                throw tooMany(source, part, "more");
            }
            part.append(buffer, n);
            tally.arrived(n);
        }
    }

    private DownloadException tooMany(URI source, Part part, String found) throws IOException {
        restart(part);
        return DownloadException.wrongBytes(download.name(), source, download.size() + " bytes", found);
    }

    private void restart(Part part) throws IOException {
        tally.arrived(-part.length());
        part.restart();
    }
}
