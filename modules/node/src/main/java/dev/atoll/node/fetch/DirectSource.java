package dev.atoll.node.fetch;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.check.IncludeSource;
import dev.atoll.node.config.Include;
import java.util.List;
import java.util.Optional;

/** Included documents for somebody who works on configurations: files as they lie, the rest from its servers, nothing kept. */
public final class DirectSource implements IncludeSource {
    private final Optional<Connections> connections;

    /** @param connections without them what would have to be fetched is a problem */
    public DirectSource(Optional<Connections> connections) {
        this.connections = connections;
    }

    @Override
    public ConfigText read(Include include, ConfigText from, Place place) {
        try {
            if (include.file().isPresent()) {
                return IncludedFiles.read(include, from, false);
            }
            String url = include.url().orElseThrow();
            Connections there = connections.orElseThrow(() -> FetchException.offline(url));
            try (Http http = there.open(Patience.SHORT)) {
                byte[] bytes = new Fetcher(http).fetch(url, include.sha256().orElseThrow(), Documents.LARGEST);
                return ConfigText.of(Fetcher.shown(url), bytes);
            }
        } catch (FetchException e) {
            throw new InvalidDocumentException(List.of(e.at(place)));
        }
    }
}
