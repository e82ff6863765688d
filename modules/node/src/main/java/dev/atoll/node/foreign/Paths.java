package dev.atoll.node.foreign;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where paths of other systems lie on a node, whose root is its image and cannot be written. */
final class Paths {
    /** Links in every image: what may be written lies in the state. */
    private static final List<Map.Entry<String, String>> LINKS = List.of(
            Map.entry("/home", "/var/home"),
            Map.entry("/opt", "/var/opt"),
            Map.entry("/srv", "/var/srv"),
            Map.entry("/root", "/var/roothome"));

    private static final List<Map.Entry<String, String>> UNREAD = List.of(
            Map.entry("/etc/NetworkManager/", "the network is set up by systemd-networkd: say it below network:"),
            Map.entry("/etc/netplan/", "the network is set up by systemd-networkd: say it below network:"),
            Map.entry("/etc/network/", "the network is set up by systemd-networkd: say it below network:"),
            Map.entry(
                    "/etc/sysconfig/network-scripts/",
                    "the network is set up by systemd-networkd: say it below network:"),
            Map.entry("/etc/zincati/", "updates come as releases of the image"),
            Map.entry("/etc/flatcar/", "updates come as releases of the image"),
            Map.entry("/etc/coreos/", "updates come as releases of the image"),
            Map.entry("/etc/yum.repos.d/", "packages come with the image: see sources: of its definition"),
            Map.entry("/etc/apt/", "packages come with the image: see sources: of its definition"),
            Map.entry("/etc/cloud/", "there is no cloud-init on a node: say it in node.yaml"));

    private Paths() {}

    /** The same place on a node. */
    static String settled(String path) {
        for (Map.Entry<String, String> link : LINKS) {
            if (path.startsWith(link.getKey() + "/")) {
                return link.getValue() + path.substring(link.getKey().length());
            }
        }
        return path;
    }

    /** Whether a configuration can have something there. */
    static boolean isWritable(String path) {
        return path.startsWith("/etc/") || path.startsWith("/var/");
    }

    /** Refuses what cannot be written. */
    static void refuseUnwritable(String path) {
        if (isWritable(path)) {
            return;
        }
        if (!path.startsWith("/")) {
            throw new RefusedException("it needs an absolute path", "correct it in the source");
        }
        if (path.startsWith("/run/") || path.startsWith("/tmp/")) {
            throw new RefusedException(
                    "what lies there is gone after a boot", "let a file below /etc/tmpfiles.d make it at boot");
        }
        throw new RefusedException(
                "only /etc and /var can be written; all else belongs to the image",
                "put it into the image: files: of its definition");
    }

    /** Why nothing reads a file there, and what to do instead, if so. */
    static Optional<String> unread(String path) {
        return UNREAD.stream()
                .filter(it -> path.startsWith(it.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
