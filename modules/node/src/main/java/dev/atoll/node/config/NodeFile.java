package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import java.util.Optional;

/**
 * A file of the node: exactly one of text and url.
 *
 * @param path where it goes
 * @param text its contents
 * @param url what to fetch it from
 * @param sha256 of what the URL gives
 * @param mode permissions in octal
 * @param owner user, by name or number
 * @param group group, by name or number
 */
public record NodeFile(
        @Doc("where it goes, below /etc or /var") @Matches(value = Syntax.WRITABLE, says = Syntax.WRITABLE_SAYS)
        String path,

        @Doc("contents of the file") Optional<String> text,

        @Doc("what to fetch it from") @Matches(value = Syntax.URL, says = Syntax.URL_SAYS)
        Optional<String> url,

        @Doc("SHA-256 of what the URL gives") @Matches(value = Syntax.SHA256, says = Syntax.SHA256_SAYS)
        Optional<String> sha256,

        @Doc("permissions in octal, such as \"0644\"")
        @Default("\"0644\"")
        @Matches(value = Syntax.MODE, says = Syntax.MODE_SAYS)
        String mode,

        @Doc("user who owns it") @Default("root") @Matches(value = Syntax.OWNER, says = Syntax.OWNER_SAYS)
        String owner,

        @Doc("group that owns it") @Default("root") @Matches(value = Syntax.OWNER, says = Syntax.OWNER_SAYS)
        String group) {
    public NodeFile {
        if (text.isPresent() == url.isPresent()) {
            throw new IllegalArgumentException(path + " needs either text or url");
        }
        if (url.isPresent() != sha256.isPresent()) {
            throw new IllegalArgumentException(
                    url.isPresent() ? path + " is fetched, so it needs its sha256" : path + " has text, and no sha256");
        }
    }
}
