package dev.atoll.node.fetch;

import dev.atoll.document.Bound;
import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Problem;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.check.IncludeSource;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.Include;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.config.NodeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings to a node what a configuration needs beside itself: documents that it includes, files, archives of images. What was
 * brought once is kept, so that the same configuration needs no network again.
 */
public final class Supplies {
    /** The largest file that a configuration may name, in bytes. */
    static final long LARGEST_FILE = 256L << 20;

    /** The largest archive of an image. */
    static final long LARGEST_ARCHIVE = 16L << 30;

    private static final byte[] EMPTY = "node: 1\n".getBytes(StandardCharsets.UTF_8);

    private final FetchedFiles files;
    private final Optional<Connections> connections;

    /** @param connections without them only what is here can be had */
    public Supplies(FetchedFiles files, Optional<Connections> connections) {
        this.files = files;
        this.connections = connections;
    }

    /**
     * A configuration with all that it includes.
     *
     * @param config as one
     * @param joined whether it was more than one document
     * @param documents the digests of those that were fetched for it
     */
    public record Reading(Bound<NodeConfig> config, boolean joined, Set<String> documents) {}

    /** Keeps what is brought until somebody names it; to be closed then. */
    public FileChannel hold() throws IOException {
        return files.hold();
    }

    /**
     * Reads a configuration.
     *
     * @param below what it wins against, beside what it includes
     * @param delivered whether it came from outside; then files that it includes must lie beside it and have digests
     * @throws InvalidDocumentException with all problems; {@link #isUnreachable} tells whether another attempt may help
     */
    public Reading read(ConfigText text, Optional<ConfigText> below, boolean delivered) {
        Set<String> documents = new TreeSet<>();
        List<Include> all = new ArrayList<>();
        IncludeSource source = (include, from, place) -> {
            all.add(include);
            include.url().ifPresent(_ -> documents.add(include.sha256().orElseThrow()));
            return document(include, from, place, delivered);
        };
        Bound<NodeConfig> config = NodeConfigReader.bind(text, source);
        if (below.isPresent()) {
            Bound<NodeConfig> base = NodeConfigReader.bind(below.get(), IncludeSource.NONE);
            return new Reading(NodeConfigReader.over(base, config), true, documents);
        }
        return new Reading(config, !all.isEmpty(), documents);
    }

    /**
     * Reads of a configuration what can be had now, for single things that it says.
     *
     * @throws InvalidDocumentException with all problems of what is here
     */
    public NodeConfig readAtHand(ConfigText text) {
        return NodeConfigReader.readPart(text, (include, from, place) -> {
            try {
                return document(include, from, place, true);
            } catch (InvalidDocumentException e) {
                if (isUnreachable(e)) {
                    return ConfigText.of(include.url().orElse(""), EMPTY);
                }
                throw e;
            }
        });
    }

    /** Whether nothing is wrong but that servers could not be reached. */
    public static boolean isUnreachable(InvalidDocumentException failure) {
        return failure.problems().stream().allMatch(it -> it.code().equals(FetchException.UNREACHABLE));
    }

    private ConfigText document(Include include, ConfigText from, Place place, boolean delivered) {
        try {
            return include.file().isPresent()
                    ? IncludedFiles.read(include, from, delivered)
                    : fetched(include.url().orElseThrow(), include.sha256().orElseThrow());
        } catch (FetchException e) {
            throw new InvalidDocumentException(List.of(e.at(place)));
        }
    }

    private ConfigText fetched(String url, String sha256) {
        if (files.find(sha256).isEmpty()) {
            try (Http http = connected(url).open(Patience.SHORT)) {
                files.keep(new Fetcher(http).fetch(url, sha256, Documents.LARGEST));
            }
        }
        return ConfigText.of(Fetcher.shown(url), Documents.contents(files.verified(sha256)));
    }

    private Connections connected(String url) {
        return connections.orElseThrow(
                () -> FetchException.unreachable(Fetcher.shown(url), "it is not here, and there is no network yet"));
    }

    /**
     * Brings the files of a configuration, and the archives of its containers.
     *
     * @throws InvalidDocumentException with a problem for each that cannot be had
     */
    public void bring(Bound<NodeConfig> bound) {
        List<Problem> problems = new ArrayList<>();
        for (Wanted wanted : wanted(bound.value())) {
            try {
                bring(wanted, bound.value());
            } catch (FetchException e) {
                problems.add(e.at(bound.places().of(wanted.origin())));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    /** Digests of the files and archives that a configuration names. */
    public static Set<String> digests(NodeConfig config) {
        return wanted(config).stream().map(Wanted::sha256).collect(Collectors.toSet());
    }

    private static List<Wanted> wanted(NodeConfig config) {
        List<Wanted> all = new ArrayList<>();
        for (int i = 0; i < config.files().size(); i++) {
            NodeFile it = config.files().get(i);
            if (it.url().isPresent()) {
                String origin = "files[" + i + "].url";
                all.add(new Wanted(
                        origin, it.url(), Optional.empty(), it.sha256().orElseThrow(), LARGEST_FILE));
            }
        }
        for (int i = 0; i < config.containers().size(); i++) {
            String origin = "containers[" + i + "].archive";
            config.containers()
                    .get(i)
                    .archive()
                    .ifPresent(it -> all.add(new Wanted(origin, it.url(), it.file(), it.sha256(), LARGEST_ARCHIVE)));
        }
        return all;
    }

    private record Wanted(String origin, Optional<String> url, Optional<String> file, String sha256, long most) {}

    private void bring(Wanted wanted, NodeConfig config) {
        if (files.find(wanted.sha256()).isPresent()) {
            return;
        }
        if (wanted.file().isPresent()) {
            files.copy(Path.of(wanted.file().get()), wanted.sha256(), wanted.most());
            return;
        }
        String url = wanted.url().orElseThrow();
        try (Http http = connected(url).open(config, Patience.LONG)) {
            files.fetch(url, wanted.sha256(), wanted.most(), new Fetcher(http));
        }
    }

    /** The file with a digest, if it was brought. */
    public Optional<Path> find(String sha256) {
        return files.find(sha256);
    }

    /** The file with a digest, verified; it was brought before. */
    public Path file(String sha256) {
        return files.verified(sha256);
    }

    /** Removes what no generation names any more. */
    public void sweep(Set<String> kept) {
        try {
            files.sweep(kept);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove what is not needed any more", e);
        }
    }
}
