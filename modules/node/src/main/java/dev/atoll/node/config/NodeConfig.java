package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Keyed;
import dev.atoll.document.Matches;
import dev.atoll.document.Range;
import dev.atoll.document.Unique;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node is to be.
 *
 * @param node version of this schema: 1
 * @param include configurations that this one builds on; in what the reader gives, they are part of it and this is empty
 * @param report who is told how provisioning and each change ended
 * @param hostname of the node; by default the image's
 * @param groups of the node
 * @param users of the node
 * @param directories of the node
 * @param files of the node
 * @param links of the node
 * @param units of systemd
 * @param network of the node
 * @param firewall what may reach the node
 * @param disks beside the one it boots from
 * @param mounts of file systems that are there
 * @param swap files that memory is moved to
 * @param sysctl variables of the kernel
 * @param modules of the kernel loaded at boot
 * @param kernelAddons of the image that the kernel is started with; by default those that the image chose
 * @param time where the time comes from
 * @param containers that the node runs
 * @param registries how registries are reached
 * @param caCertificates authorities that are trusted beside the image's
 * @param telemetry logs and metrics that are sent to a collector
 */
public record NodeConfig(
        @Doc("version of the schema, 1") @Range(min = 1, max = 1)
        int node,

        @Doc("configurations that this one builds on; what it says itself wins") @Default("[]")
        List<Include> include,

        @Doc("who is told how provisioning and each change ended")
        Optional<Report> report,

        @Doc("name of the node, by default the image's") @Matches(value = Syntax.HOST, says = Syntax.HOST_SAYS)
        Optional<String> hostname,

        @Doc("groups of the node") @Keyed("name") @Default("[]")
        List<Group> groups,

        @Doc("users of the node") @Keyed("name") @Default("[]")
        List<User> users,

        @Doc("directories of the node") @Keyed("path") @Default("[]")
        List<NodeDirectory> directories,

        @Doc("files of the node") @Keyed("path") @Default("[]")
        List<NodeFile> files,

        @Doc("symbolic links of the node") @Keyed("path") @Default("[]")
        List<NodeLink> links,

        @Doc("units of systemd") @Keyed("name") @Default("[]")
        List<Unit> units,

        @Doc("network of the node") @Default("{}") Network network,
        @Doc("what may reach the node") @Default("{}") Firewall firewall,

        @Doc("disks beside the one it boots from") @Keyed("name") @Default("[]")
        List<DataDisk> disks,

        @Doc("file systems that are there, or on the network") @Keyed("where") @Default("[]")
        List<Mount> mounts,

        @Doc("files that memory is moved to") @Keyed("file") @Default("[]")
        List<Swap> swap,

        @Doc("variables of the kernel, such as net.ipv4.ip_forward")
        @Default("{}")
        @Matches(value = Syntax.LINE, says = Syntax.LINE_SAYS)
        Map<String, String> sysctl,

        @Doc("modules of the kernel loaded at boot")
        @Default("[]")
        @Unique
        @Matches(value = "[A-Za-z0-9_-]+", says = "the name of a module")
        List<String> modules,

        @Doc("add-ons of the image that the kernel is started with, by default those that the image chose")
        @Unique
        @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        Optional<List<String>> kernelAddons,

        @Doc("where the time comes from") @Default("{}") Time time,

        @Doc("containers that the node runs") @Keyed("name") @Default("[]")
        List<Container> containers,

        @Doc("how registries of container images are reached") @Keyed("name") @Default("[]")
        List<Registry> registries,

        @Doc("authorities that are trusted beside the image's") @Keyed("name") @Default("[]")
        List<CaCertificate> caCertificates,

        @Doc("logs and metrics that are sent to a collector")
        Optional<Telemetry> telemetry) {
    /** The version of the schema that this code reads. */
    public static final int VERSION = 1;

    /** Most documents that a configuration may include, in all. */
    public static final int MOST_INCLUDES = 32;

    public NodeConfig {
        include = List.copyOf(include);
        groups = List.copyOf(groups);
        users = List.copyOf(users);
        directories = List.copyOf(directories);
        files = List.copyOf(files);
        links = List.copyOf(links);
        units = List.copyOf(units);
        disks = List.copyOf(disks);
        mounts = List.copyOf(mounts);
        swap = List.copyOf(swap);
        sysctl = Map.copyOf(sysctl);
        modules = List.copyOf(modules);
        kernelAddons = kernelAddons.map(List::copyOf);
        containers = List.copyOf(containers);
        registries = List.copyOf(registries);
        caCertificates = List.copyOf(caCertificates);
        sysctl.keySet().forEach(key -> {
            if (!key.matches("[a-z0-9_-]+(?:[./][A-Za-z0-9_:.*-]+)+")) {
                throw new IllegalArgumentException(
                        "sysctl: \"" + key + "\" is no variable such as net.ipv4.ip_forward");
            }
        });
    }

    /**
     * What of it makes a node that reaches the network, and others it: without files, directories, links, units and
     * containers, which may need what is fetched first.
     */
    public NodeConfig withoutContents() {
        return new NodeConfig(
                node,
                include,
                report,
                hostname,
                groups,
                users,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                network,
                firewall,
                disks,
                mounts,
                swap,
                sysctl,
                modules,
                kernelAddons,
                time,
                List.of(),
                registries,
                caCertificates,
                telemetry);
    }
}
