package dev.atoll.node.account;

import java.util.List;

/** Accounts of a configuration that this image, or this node, cannot have. */
public final class AccountException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AccountException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
