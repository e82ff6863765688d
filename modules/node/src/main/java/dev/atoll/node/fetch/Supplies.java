package dev.atoll.node.fetch;

import dev.atoll.document.Bound;
import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Places;
import dev.atoll.document.Problem;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.check.IncludeSource;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.Container;
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
     * @return the digests of all of them
     * @throws InvalidDocumentException with a problem for each that cannot be had
     */
    public Set<String> bring(Bound<NodeConfig> bound) {
        NodeConfig config = bound.value();
        Places places = bound.places();
        Set<String> digests = new TreeSet<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < config.files().size(); i++) {
            NodeFile file = config.files().get(i);
            if (file.url().isPresent()) {
                Wanted wanted =
                        new Wanted(file.url(), Optional.empty(), file.sha256().orElseThrow(), LARGEST_FILE);
                bring(wanted, config, digests, places.of("files[" + i + "].url"), problems);
            }
        }
        for (int i = 0; i < config.containers().size(); i++) {
            Container container = config.containers().get(i);
            if (container.archive().isPresent()) {
                Container.Archive archive = container.archive().get();
                Wanted wanted = new Wanted(archive.url(), archive.file(), archive.sha256(), LARGEST_ARCHIVE);
                bring(wanted, config, digests, places.of("containers[" + i + "].archive"), problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        return digests;
    }

    private record Wanted(Optional<String> url, Optional<String> file, String sha256, long most) {}

    private void bring(Wanted wanted, NodeConfig config, Set<String> digests, Place place, List<Problem> problems) {
        digests.add(wanted.sha256());
        if (files.find(wanted.sha256()).isPresent()) {
            return;
        }
        try {
            if (wanted.file().isPresent()) {
                files.copy(Path.of(wanted.file().get()), wanted.sha256(), wanted.most());
            } else {
                String url = wanted.url().orElseThrow();
                try (Http http = connected(url).open(config, Patience.LONG)) {
                    files.fetch(url, wanted.sha256(), wanted.most(), new Fetcher(http));
                }
            }
        } catch (FetchException e) {
            problems.add(e.at(place));
        }
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
