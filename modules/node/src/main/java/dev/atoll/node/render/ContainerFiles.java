package dev.atoll.node.render;

import dev.atoll.document.Documents;
import dev.atoll.node.config.Container;
import dev.atoll.node.config.Registry;
import dev.atoll.node.config.Secret;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Containers as Quadlet reads them, and how registries are reached. */
final class ContainerFiles {
    /** The name under which the image of an archive is kept; its tag is the archive's SHA-256. See {@code atoll-image@.service}. */
    private static final String PINNED = "localhost/atoll-archive:";

    private static final String FOLDER = "/etc/containers/systemd/";

    private ContainerFiles() {}

    static void render(List<Container> containers, Sheet sheet) {
        for (int i = 0; i < containers.size(); i++) {
            Container it = containers.get(i);
            String origin = "containers[" + i + "]";
            sheet.text(FOLDER + it.name() + ".container", container(it), origin);
        }
    }

    private static String container(Container it) {
        IniText text = new IniText().section("Unit").set("Description", "Container " + it.name());
        for (String other : it.after()) {
            text.set("Requires", other + ".service").set("After", other + ".service");
        }
        it.archive().ifPresent(archive -> {
            String loading = "atoll-image@" + archive.sha256() + ".service";
            text.set("Requires", loading).set("After", loading);
        });
        text.section("Container").set("ContainerName", it.name());
        if (it.archive().isPresent()) {
            text.set("Image", PINNED + it.archive().get().sha256()).set("Pull", "never");
        } else {
            text.set("Image", it.image());
        }
        if (!it.command().isEmpty()) {
            text.set("Exec", it.command().stream().map(IniText::quoted).collect(Collectors.joining(" ")));
        }
        it.user().ifPresent(user -> {
            int colon = user.indexOf(':');
            text.set("User", colon < 0 ? user : user.substring(0, colon));
            if (colon >= 0) {
                text.set("Group", user.substring(colon + 1));
            }
        });
        if (it.readOnly()) {
            text.set("ReadOnly", "true");
        }
        it.ports().forEach(port -> text.set("PublishPort", port(port)));
        if (it.network() != Container.ContainerNetwork.BRIDGE) {
            text.set("Network", Documents.spelling(it.network()));
        }
        it.volumes()
                .forEach(volume -> text.set(
                        "Volume",
                        escaped(volume.source()) + ":" + escaped(volume.target()) + (volume.readOnly() ? ":ro" : "")));
        it.secrets()
                .forEach(
                        secret -> text.set("Volume", "%d/" + secret.name() + ":/run/secrets/" + secret.name() + ":ro"));
        new TreeMap<>(it.environment())
                .forEach((name, value) -> text.set("Environment", IniText.quoted(name + "=" + value)));
        it.limits().memoryMiB().ifPresent(mib -> text.set("PodmanArgs", "--memory=" + mib + "m"));
        it.limits()
                .cpuPercent()
                .ifPresent(percent ->
                        text.set("PodmanArgs", "--cpus=" + percent / 100 + "." + "%02d".formatted(percent % 100)));
        it.limits().processes().ifPresent(processes -> text.set("PidsLimit", processes));
        text.section("Service").set("Restart", Documents.spelling(it.restart()));
        // So that people find it under the name that they gave it.
        it.archive()
                .ifPresent(archive -> text.set(
                        "ExecStartPre", "/usr/bin/podman tag " + PINNED + archive.sha256() + " " + it.image()));
        it.secrets().forEach(secret -> text.set("LoadCredential", secret.name() + ":" + place(secret.from())));
        return text.section("Install").set("WantedBy", "multi-user.target").text();
    }

    private static String port(Container.Port port) {
        String address = port.address()
                .map(it -> (it.indexOf(':') >= 0 ? "[" + it + "]" : it) + ":")
                .orElse("");
        return address + port.node() + ":" + port.container() + "/" + Documents.spelling(port.protocol());
    }

    /** A credential by its name, which systemd looks up, or a file. */
    private static String place(Secret secret) {
        return secret.credential().orElseGet(() -> escaped(secret.file().orElseThrow()));
    }

    private static String escaped(String path) {
        return path.replace("%", "%%");
    }

    static void renderRegistries(List<Registry> registries, Sheet sheet) {
        if (registries.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("# Made from the node's configuration.\n");
        for (Registry registry : registries) {
            text.append(
                    "\n[[registry]]\nprefix = \"" + registry.name() + "\"\nlocation = \"" + registry.name() + "\"\n");
            if (registry.insecure()) {
                text.append("insecure = true\n");
            }
            if (registry.blocked()) {
                text.append("blocked = true\n");
            }
            for (String mirror : registry.mirrors()) {
                text.append("[[registry.mirror]]\nlocation = \"" + mirror + "\"\n");
                if (registry.insecure()) {
                    text.append("insecure = true\n");
                }
            }
        }
        sheet.text("/etc/containers/registries.conf.d/50-node.conf", text.toString(), "registries");
    }
}
