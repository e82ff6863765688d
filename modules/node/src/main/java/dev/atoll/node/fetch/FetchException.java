package dev.atoll.node.fetch;

import dev.atoll.document.Place;
import dev.atoll.document.Problem;

/** Something could not be fetched as it should be. Nothing of it is used. */
public final class FetchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Code of problems that another attempt may not have. */
    public static final String UNREACHABLE = "unreachable";

    private final String code;
    private final String hint;

    private FetchException(String code, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    static FetchException unreachable(String url, String why) {
        return new FetchException(
                UNREACHABLE, "cannot fetch " + url + ": " + why, "check the network, the proxy and the server");
    }

    static FetchException refused(String url, int status) {
        return new FetchException(
                "not-there", "cannot fetch " + url + ": the server answers " + status, "check the URL");
    }

    static FetchException redirected(String url, String why) {
        return new FetchException(
                "redirected",
                "cannot fetch " + url + ": " + why,
                "name the URL where it lies; only https is followed, on the same host, three times");
    }

    static FetchException wrong(String url, String expected, String found) {
        return new FetchException(
                "wrong-digest",
                url + " is not what was meant: its SHA-256 is " + found + ", not " + expected,
                "correct the sha256 if the file was changed on purpose");
    }

    static FetchException tooLarge(String url, long most) {
        return new FetchException("too-large", url + " is larger than " + most + " bytes", "");
    }

    static FetchException noSpace(String url, long size) {
        return new FetchException(
                "no-space", "there is no room for the " + size + " bytes of " + url, "remove something from /var");
    }

    static FetchException unfit(String url, String why) {
        return new FetchException("bad-url", url + " cannot be asked: " + why, "correct the URL");
    }

    static FetchException offline(String url) {
        return new FetchException("offline", url + " would have to be fetched", "leave out --offline");
    }

    static FetchException unreadable(String file, String why) {
        return new FetchException("unreadable", "cannot read " + file + ": " + why, "check the path");
    }

    static FetchException outside(String file) {
        return new FetchException(
                "include-refused",
                file + " lies outside of where the configuration was delivered",
                "put it beside the configuration, or include a URL");
    }

    static FetchException unpinned(String file) {
        return new FetchException(
                "missing-digest",
                file + " needs its sha256 where a configuration is delivered",
                "a node tells by the configuration alone whether anything is new");
    }

    /** Whether another attempt may succeed. */
    public boolean mayPass() {
        return code.equals(UNREACHABLE);
    }

    /** The same as a problem of a configuration. */
    public Problem at(Place place) {
        return Problem.at(place, code, String.valueOf(getMessage()), hint);
    }
}
