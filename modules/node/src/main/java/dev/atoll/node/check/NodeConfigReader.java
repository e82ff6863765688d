package dev.atoll.node.check;

import dev.atoll.document.Bound;
import dev.atoll.document.Check;
import dev.atoll.document.Documents;
import dev.atoll.document.JsonSchema;
import dev.atoll.document.Places;
import dev.atoll.document.Report;
import dev.atoll.node.config.Container;
import dev.atoll.node.config.DataDisk;
import dev.atoll.node.config.Group;
import dev.atoll.node.config.Interface;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.config.NodeDirectory;
import dev.atoll.node.config.NodeFile;
import dev.atoll.node.config.NodeLink;
import dev.atoll.node.config.Unit;
import dev.atoll.node.config.User;
import java.nio.file.Path;

/** Reads node configurations, and checks what their types cannot say. Thread safe. */
public final class NodeConfigReader {
    private NodeConfigReader() {}

    /**
     * Reads and checks a configuration.
     *
     * @throws dev.atoll.document.InvalidDocumentException with all its problems
     */
    public static NodeConfig read(Path file) {
        return Documents.bind(file, NodeConfig.class, new Checks()).value();
    }

    /**
     * Reads and checks a configuration in memory.
     *
     * @param name what to call it in places
     * @throws dev.atoll.document.InvalidDocumentException with all its problems
     */
    public static NodeConfig read(String name, byte[] document) {
        return bind(name, document).value();
    }

    /** Like {@link #read(String, byte[])}, with the places of all values for problems found later. */
    public static Bound<NodeConfig> bind(String name, byte[] document) {
        return Documents.bind(name, document, NodeConfig.class, new Checks());
    }

    /** The JSON Schema of configurations, for editors. */
    public static String schema() {
        return JsonSchema.of(NodeConfig.class, "Atoll node configuration");
    }

    private static final class Checks implements Check {
        private final Names names = new Names();

        @Override
        public void check(String path, Object value, Places places, Report report) {
            switch (value) {
                case Group it -> names.unique("group", it.name(), places.of(path + ".name"), report);
                case User it -> {
                    names.unique("user", it.name(), places.of(path + ".name"), report);
                    it.id()
                            .ifPresent(id ->
                                    names.unique("user with the id", id.toString(), places.of(path + ".id"), report));
                }
                case NodeFile it -> ReservedPaths.check(it.path(), places.of(path + ".path"), report);
                case NodeLink it -> ReservedPaths.check(it.path(), places.of(path + ".path"), report);
                case NodeDirectory it -> ReservedPaths.check(it.path(), places.of(path + ".path"), report);
                case Unit it -> names.unique("unit", it.name(), places.of(path + ".name"), report);
                case Interface it -> names.unique("interface", it.name(), places.of(path + ".name"), report);
                case DataDisk it -> names.unique("disk", it.name(), places.of(path + ".name"), report);
                case DataDisk.DataPartition it ->
                    names.unique("partition", it.name(), places.of(path + ".name"), report);
                case Container it -> names.unique("container", it.name(), places.of(path + ".name"), report);
                case NodeConfig whole -> {
                    Interfaces.check(whole.network().interfaces(), places, report);
                    Containers.check(whole.containers(), places, report);
                    Clashes.check(whole, places, report);
                }
                default -> {
                    // Nothing beyond its type.
                }
            }
        }
    }
}
