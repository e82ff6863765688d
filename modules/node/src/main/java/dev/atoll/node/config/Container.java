package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Keyed;
import dev.atoll.document.Matches;
import dev.atoll.document.Range;
import dev.atoll.document.Spelled;
import dev.atoll.document.Unique;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A container that the node runs as the service {@code NAME.service}.
 *
 * @param name of the container
 * @param image to run; fetched when it is not there
 * @param archive holds the image, so that no registry is asked
 * @param command in place of the image's own
 * @param ports of the node that lead to ports of the container
 * @param volumes what the container sees of the node
 * @param environment variables
 * @param secrets files with secrets, below {@code /run/secrets}
 * @param limits what it may use
 * @param restart when it is started again
 * @param after containers that must be running before it
 * @param network how it reaches the network
 * @param user that it runs as inside, by default the image's
 * @param readOnly whether its root is read-only
 */
public record Container(
        @Doc("name of the container") @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        String name,

        @Doc("image to run, with its registry")
        @Matches(
                value = "[a-z0-9][a-z0-9.-]*(?::[0-9]+)?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+"
                        + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?",
                says = "an image with its registry, such as registry.example.org/web:1.2")
        String image,

        @Doc("archive that holds the image, in place of a registry")
        Optional<Archive> archive,

        @Doc("command and arguments in place of the image's own") @Default("[]")
        List<String> command,

        @Doc("ports of the node that lead to ports of the container") @Default("[]")
        List<Port> ports,

        @Doc("what the container sees of the node") @Keyed("target") @Default("[]")
        List<Volume> volumes,

        @Doc("variables of the environment") @Default("{}") Map<String, String> environment,

        @Doc("files with secrets below /run/secrets") @Keyed("name") @Default("[]")
        List<SecretFile> secrets,

        @Doc("what the container may use") @Default("{}") Limits limits,

        @Doc("when it is started again") @Default("always") Restart restart,

        @Doc("containers of this configuration that must run before it")
        @Default("[]")
        @Unique
        @Matches(value = Syntax.ID, says = "the name of a container")
        List<String> after,

        @Doc("how it reaches the network") @Default("bridge")
        ContainerNetwork network,

        @Doc("user and group inside, by default the image's")
        @Matches(
                value = "[A-Za-z0-9_.-]+(?::[A-Za-z0-9_.-]+)?",
                says = "a user, or a user and a group with a colon between")
        Optional<String> user,

        @Doc("whether its root is read-only") @Default("false")
        boolean readOnly) {
    public Container {
        command = List.copyOf(command);
        ports = List.copyOf(ports);
        volumes = List.copyOf(volumes);
        environment = Map.copyOf(environment);
        secrets = List.copyOf(secrets);
        after = List.copyOf(after);
        environment.keySet().forEach(key -> {
            if (!key.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException(
                        "environment: \"" + key + "\" is no name of a variable: letters, digits and _");
            }
        });
        if (network != ContainerNetwork.BRIDGE && !ports.isEmpty()) {
            throw new IllegalArgumentException(
                    "ports lead nowhere with the network " + network.name().toLowerCase(Locale.ROOT));
        }
        if (archive.isPresent() && image.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "image: the archive's sha256 says which image it is; name it without a digest");
        }
        if (after.contains(name)) {
            throw new IllegalArgumentException(name + " cannot come after itself");
        }
    }

    /**
     * An archive with one image, in a tar file: an OCI image layout, or what {@code podman save} writes.
     *
     * @param file on the node
     * @param url to fetch it from
     * @param sha256 of the tar file
     */
    public record Archive(
            @Doc("file on the node") @Matches(value = Syntax.ABSOLUTE, says = Syntax.ABSOLUTE_SAYS)
            Optional<String> file,

            @Doc("URL to fetch it from") @Matches(value = Syntax.URL, says = Syntax.URL_SAYS)
            Optional<String> url,

            @Doc("SHA-256 of the archive") @Matches(value = Syntax.SHA256, says = Syntax.SHA256_SAYS)
            String sha256) {
        public Archive {
            if (file.isPresent() == url.isPresent()) {
                throw new IllegalArgumentException("an archive needs either file or url");
            }
        }
    }

    /**
     * A port of the node that leads to one of the container.
     *
     * @param node the node's
     * @param container the container's
     * @param protocol of transport
     * @param address of the node, by default all
     */
    public record Port(
            @Doc("port of the node") @Range(min = 1, max = 65_535)
            int node,

            @Doc("port of the container") @Range(min = 1, max = 65_535)
            int container,

            @Doc("protocol of transport") @Default("tcp") Firewall.Protocol protocol,

            @Doc("address of the node, by default all") @Matches(value = Syntax.ADDRESS, says = Syntax.ADDRESS_SAYS)
            Optional<String> address) {
        public Port {
            address.ifPresent(Addresses::address);
        }
    }

    /**
     * What a container sees of the node.
     *
     * @param source a volume, made when it is missing, or a path of the node
     * @param target path inside
     * @param readOnly whether it can be written
     */
    public record Volume(
            @Doc("name of a volume, or a path of the node")
            @Matches(value = Syntax.ID + "|" + Syntax.ABSOLUTE, says = "the name of a volume, or an absolute path")
            String source,

            @Doc("path inside the container") @Matches(value = Syntax.ABSOLUTE, says = Syntax.ABSOLUTE_SAYS)
            String target,

            @Doc("whether it can only be read") @Default("false")
            boolean readOnly) {
        public Volume {
            if (source.indexOf(':') >= 0 || target.indexOf(':') >= 0) {
                throw new IllegalArgumentException("paths of volumes cannot have colons");
            }
        }
    }

    /**
     * A file with a secret.
     *
     * @param name below {@code /run/secrets}
     * @param from where the secret lies
     */
    public record SecretFile(
            @Doc("name of the file below /run/secrets")
            @Matches(value = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}", says = "a file name of letters, digits, _ . -")
            String name,

            @Doc("where the secret lies") Secret from) {}

    /**
     * What a container may use.
     *
     * @param memoryMiB of memory
     * @param cpuPercent time of processors, in hundredths of one
     * @param processes at once
     */
    public record Limits(
            @Doc("memory in MiB") @Range(min = 4, max = 16_777_216)
            Optional<Integer> memoryMiB,

            @Doc("time of processors, in hundredths of one") @Range(min = 1, max = 1_000_000)
            Optional<Integer> cpuPercent,

            @Doc("processes at once") @Range(min = 1, max = 4_194_304)
            Optional<Integer> processes) {}

    /** When a container is started again. */
    public enum Restart {
        /** Whenever it ended. */
        ALWAYS,
        /** When it failed. */
        @Spelled("on-failure")
        ON_FAILURE,
        /** Not. */
        NO
    }

    /** How a container reaches the network. */
    public enum ContainerNetwork {
        /** Behind the node's addresses, reached by published ports. */
        BRIDGE,
        /** As the node itself. */
        HOST,
        /** Not. */
        NONE
    }
}
