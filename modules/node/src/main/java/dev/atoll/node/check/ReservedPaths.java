package dev.atoll.node.check;

import dev.atoll.document.Place;
import dev.atoll.document.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Paths that files of a configuration cannot have, because a key makes them or the machine does. */
final class ReservedPaths {
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("/etc/passwd", "name accounts below users:"),
            Map.entry("/etc/shadow", "name accounts below users:"),
            Map.entry("/etc/group", "name groups below groups:"),
            Map.entry("/etc/gshadow", "name groups below groups:"),
            Map.entry("/etc/hostname", "set hostname:"),
            Map.entry("/etc/hosts", "name hosts below network: hosts:"),
            Map.entry("/etc/environment", "set variables in units, or a proxy below network: proxy:"),
            Map.entry("/etc/crypttab", "name disks below disks:"),
            Map.entry("/etc/fstab", "name file systems below mounts:"),
            Map.entry("/etc/localtime", "set time: zone:"),
            Map.entry("/etc/nftables.conf", "say what may reach the node below firewall:"),
            Map.entry("/etc/machine-id", "it is the machine's own and never changes"),
            Map.entry("/etc/os-release", "it is the image's"),
            Map.entry("/etc/ssl/certs/ca-certificates.crt", "name authorities below caCertificates:"));

    private static final List<Map.Entry<String, String>> FOLDERS = List.of(
            Map.entry("/etc/atoll/", "it is the node's own"),
            Map.entry("/var/lib/atoll/", "it is the node's own"),
            Map.entry("/etc/ssh/authorized_keys.d/", "give users: sshKeys:"),
            Map.entry("/etc/systemd/system/", "name units below units:"));

    private ReservedPaths() {}

    static void check(String path, Place place, Report report) {
        instead(path)
                .ifPresent(hint ->
                        report.add(place, "reserved-path", path + " is not for files: of the configuration", hint));
    }

    private static Optional<String> instead(String path) {
        return Optional.ofNullable(FILES.get(path))
                .or(() -> FOLDERS.stream()
                        .filter(folder -> (path + "/").startsWith(folder.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }
}
