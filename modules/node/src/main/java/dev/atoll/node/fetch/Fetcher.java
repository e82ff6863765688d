package dev.atoll.node.fetch;

import dev.atoll.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches what has a known SHA-256. One attempt each; whoever asks decides about another. Thread safe. */
public final class Fetcher {
    private static final int MOST_REDIRECTIONS = 3;
    private static final int BUFFER = 1 << 16;
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/(?:[0-9]{1,18}|\\*)");

    private final Http http;

    public Fetcher(Http http) {
        this.http = http;
    }

    /**
     * Fetches a small file into memory.
     *
     * @param most bytes that it may have
     * @throws FetchException if it cannot be had, is larger or is another
     */
    public byte[] fetch(String url, String sha256, int most) {
        try (Http.Answer answer = ask(url, 0)) {
            if (answer.length().orElse(0) > most) {
                throw FetchException.tooLarge(shown(url), most);
            }
            byte[] bytes = answer.body().readNBytes(most + 1);
            if (bytes.length > most) {
                throw FetchException.tooLarge(shown(url), most);
            }
            String found = Digest.of(bytes).hex();
            if (!found.equals(sha256)) {
                throw FetchException.wrong(shown(url), sha256, found);
            }
            return bytes;
        } catch (IOException e) {
            throw FetchException.unreachable(shown(url), reason(e));
        }
    }

    /**
     * Fetches a file, continuing what an earlier attempt has left of it. Bytes that are wrong do not stay.
     *
     * @param part where it goes; when this returns it is whole, verified and on the disk
     * @param most bytes that it may have
     * @throws FetchException if it cannot be had, is larger or is another
     * @throws UncheckedIOException if the disk fails
     */
    public void fetch(String url, String sha256, Path part, long most) {
        try (FileChannel file =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (file.size() > most) {
                file.truncate(0);
            }
            boolean continued = file.size() > 0;
            receive(url, file, most, part);
            String found = digest(file);
            if (!found.equals(sha256) && continued) {
                file.truncate(0); // perhaps what lay here was bad, and not what came
                receive(url, file, most, part);
                found = digest(file);
            }
            if (!found.equals(sha256)) {
                file.truncate(0);
                throw FetchException.wrong(shown(url), sha256, found);
            }
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + shown(url), e);
        }
    }

    private void receive(String url, FileChannel file, long most, Path part) throws IOException {
        long from = file.size();
        try (Http.Answer answer = ask(url, from)) {
            if (answer.status() == 416) {
                return; // whole or wrong, which its digest tells
            }
            long start = answer.status() == 206 ? start(answer) : 0;
            if (start != from) {
                file.truncate(0);
                if (start != 0) {
                    throw new IOException("the server sends another range than was asked for");
                }
            }
            long length = answer.length().orElse(0);
            if (length > most - file.size()) {
                throw FetchException.tooLarge(shown(url), most);
            }
            if (length > Files.getFileStore(part).getUsableSpace()) {
                throw FetchException.noSpace(shown(url), length);
            }
            copy(answer.body(), file, url, most);
        } catch (DiskException e) {
            throw e.cause;
        } catch (IOException e) {
            throw FetchException.unreachable(shown(url), reason(e));
        }
    }

    private static void copy(InputStream body, FileChannel file, String url, long most)
            throws IOException, DiskException {
        byte[] buffer = new byte[BUFFER];
        long size = file.size();
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            size += n;
            if (size > most) {
                file.truncate(0);
                throw FetchException.tooLarge(shown(url), most);
            }
            try {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                while (bytes.hasRemaining()) {
                    file.write(bytes, file.size());
                }
            } catch (IOException e) {
                throw new DiskException(e);
            }
        }
    }

    private static long start(Http.Answer answer) {
        Matcher range = RANGE.matcher(answer.header("Content-Range").orElse(""));
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    /** Follows redirections. */
    private Http.Answer ask(String url, long from) throws IOException {
        URI uri = uri(url);
        for (int i = 0; ; i++) {
            Map<String, String> headers = from > 0 ? Map.of("Range", "bytes=" + from + "-") : Map.of();
            Http.Answer answer = http.get(uri, headers);
            if (!REDIRECTIONS.contains(answer.status())) {
                return accepted(answer, url, from);
            }
            try (answer) {
                if (i == MOST_REDIRECTIONS) {
                    throw FetchException.redirected(shown(url), "it redirects too often");
                }
                uri = next(uri, answer.header("Location").orElse(""), url);
            }
        }
    }

    private static Http.Answer accepted(Http.Answer answer, String url, long from) throws IOException {
        boolean ok = answer.status() == 200 || (from > 0 && (answer.status() == 206 || answer.status() == 416));
        if (ok) {
            return answer;
        }
        try (answer) {
            if (answer.mayPass()) {
                throw FetchException.unreachable(shown(url), "the server answers " + answer.status());
            }
            throw FetchException.refused(shown(url), answer.status());
        }
    }

    private static URI next(URI uri, String location, String url) {
        URI next;
        try {
            next = uri.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw FetchException.redirected(shown(url), "it redirects to what is no URL");
        }
        if (!"https".equals(uri.getScheme()) || !"https".equals(next.getScheme())) {
            throw FetchException.redirected(shown(url), "it redirects, and not from https to https");
        }
        if (!uri.getHost().equalsIgnoreCase(next.getHost()) || uri.getPort() != next.getPort()) {
            throw FetchException.redirected(shown(url), "it redirects to another host");
        }
        return next;
    }

    /** @throws FetchException unless it is an http or https URL with a host */
    static URI uri(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                throw FetchException.unfit(shown(url), "it has no host");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw FetchException.unfit(shown(url), "it is no URL");
        }
    }

    /** Without what may be a secret: what stands behind the question mark, and who asks. */
    static String shown(String url) {
        int query = url.indexOf('?');
        String plain = query < 0 ? url : url.substring(0, query) + "?…";
        return plain.replaceFirst("//[^/@]*@", "//");
    }

    private static String digest(FileChannel file) throws IOException {
        MessageDigest digest = Digest.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = 0; file.read(buffer, at) > 0; buffer.clear()) {
            at += buffer.position();
            digest.update(buffer.flip());
        }
        return Digest.finish(digest).hex();
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The disk's failure, among those of the network. */
    private static final class DiskException extends Exception {
        private static final long serialVersionUID = 1;
        private final IOException cause;

        DiskException(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
