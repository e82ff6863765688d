package dev.atoll.packages.deb;

import java.io.IOException;
import java.io.InputStream;

/** Told the members of an archive in their order. */
@FunctionalInterface
public interface TarVisitor {
    /** Looks at nothing. */
    TarVisitor NOTHING = (entry, contents) -> {};

    /**
     * One member.
     *
     * @param contents its {@code entry.size()} bytes; valid during the call, and need not be read; throws {@link
     *     MalformedPackageException} where the package is at fault
     * @throws IOException if the visitor cannot keep them
     */
    void member(TarEntry entry, InputStream contents) throws IOException;

    /** Whether the members that follow are to be read; asked after each. What is not read is not checked either. */
    default boolean wantsMore() {
        return true;
    }
}
