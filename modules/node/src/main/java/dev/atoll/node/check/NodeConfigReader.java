package dev.atoll.node.check;

import dev.atoll.document.Bound;
import dev.atoll.document.Check;
import dev.atoll.document.Documents;
import dev.atoll.document.Inclusion;
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
import java.util.List;

/** Reads node configurations, and checks what their types cannot say. Thread safe. */
public final class NodeConfigReader {
    private NodeConfigReader() {}

    /**
     * Reads and checks a configuration that includes nothing.
     *
     * @throws dev.atoll.document.InvalidDocumentException with all its problems
     */
    public static NodeConfig read(Path file) {
        return bind(ConfigText.of(file), IncludeSource.NONE).value();
    }

    /**
     * Reads and checks a configuration in memory that includes nothing.
     *
     * @param name what to call it in places
     * @throws dev.atoll.document.InvalidDocumentException with all its problems
     */
    public static NodeConfig read(String name, byte[] document) {
        return bind(name, document).value();
    }

    /** Like {@link #read(String, byte[])}, with the places of all values for problems found later. */
    public static Bound<NodeConfig> bind(String name, byte[] document) {
        return bind(ConfigText.of(name, document), IncludeSource.NONE);
    }

    /**
     * Reads and checks a configuration with all that it includes; in the result they are one.
     *
     * @param source gives what is included
     * @throws dev.atoll.document.InvalidDocumentException with all problems of all documents
     */
    public static Bound<NodeConfig> bind(ConfigText text, IncludeSource source) {
        Bound<NodeConfig> bound = Documents.bind(text.name(), text.bytes(), NodeConfig.class, new Checks(true));
        return bound.value().include().isEmpty()
                ? bound
                : new Includes(source, () -> new Checks(false)).join(text, bound, new Checks(true));
    }

    /**
     * Reads a configuration for what it says of single things, not of them together: it may refer to what it does not have.
     *
     * @param source gives what is included
     * @throws dev.atoll.document.InvalidDocumentException with all problems of all documents
     */
    public static NodeConfig readPart(ConfigText text, IncludeSource source) {
        Bound<NodeConfig> bound = Documents.bind(text.name(), text.bytes(), NodeConfig.class, new Checks(false));
        return bound.value().include().isEmpty()
                ? bound.value()
                : new Includes(source, () -> new Checks(false))
                        .join(text, bound, new Checks(false))
                        .value();
    }

    /**
     * Lays a configuration over another, which it wins against, as one over another that it includes.
     *
     * @throws dev.atoll.document.InvalidDocumentException with all problems of the result
     */
    public static Bound<NodeConfig> over(Bound<NodeConfig> below, Bound<NodeConfig> above) {
        return Inclusion.join(NodeConfig.class, Includes.KEY, above, List.of(below), new Checks(true));
    }

    /** The JSON Schema of configurations, for editors. */
    public static String schema() {
        return JsonSchema.of(NodeConfig.class, "Atoll node configuration");
    }

    private static final class Checks implements Check {
        private final Names names = new Names();
        private final boolean together;

        /** @param together whether things are checked against each other; of a document that includes others they never are */
        Checks(boolean together) {
            this.together = together;
        }

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
                case NodeConfig whole
                when together && whole.include().isEmpty() -> {
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
