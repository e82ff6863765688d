package dev.atoll.image.plan;

import dev.atoll.image.definition.LockedPackage;
import java.nio.file.Path;

/** A package that was fetched is not in the store: somebody else removed it. */
public final class MissingPackageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingPackageException(LockedPackage item, Path store) {
        super(item.name() + " " + item.version() + " (SHA-256 " + item.sha256().hex() + ") has gone from the store "
                + store + "\n  hint: run the same command again, while nothing else cleans the store");
    }
}
