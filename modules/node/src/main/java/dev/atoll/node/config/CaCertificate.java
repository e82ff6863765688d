package dev.atoll.node.config;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;

/**
 * A certificate authority that the node trusts beside those of the image.
 *
 * @param name of the file
 * @param pem its certificate, X.509 in PEM
 */
public record CaCertificate(
        @Doc("name of the authority") @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        String name,

        @Doc("certificate in PEM") String pem) {
    public CaCertificate {
        Certificates.check(pem);
    }
}
