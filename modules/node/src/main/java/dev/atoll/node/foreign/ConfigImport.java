package dev.atoll.node.foreign;

import dev.atoll.document.Documents;
import dev.atoll.document.Place;
import dev.atoll.document.Problem;
import dev.atoll.document.Shown;
import dev.atoll.document.Tree;
import dev.atoll.document.Value;
import dev.atoll.node.check.NodeConfigReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Makes node configurations of foreign ones. The steps: read the foreign document as a tree; let the format's reader make a
 * draft of it, with findings; leave out what our own rules refuse; write it. Equal input gives equal output. Thread-safe.
 */
public final class ConfigImport {
    private final String name;
    private final Findings findings = new Findings();
    private final Origins origins = new Origins();
    private final Draft draft = new Draft();

    private ConfigImport(String name) {
        this.name = name;
    }

    /**
     * Imports a document.
     *
     * @throws dev.atoll.document.InvalidDocumentException if it is none of the format, or nothing valid can be made of it
     */
    public static Imported read(Format format, Input input) {
        ConfigImport run = new ConfigImport(input.name());
        String what = switch (format) {
            case IGNITION -> Ignition.readJson(run.tree(input), run.draft, run.findings);
            case BUTANE -> Ignition.readButane(run.tree(input), run.draft, run.findings);
            case CLOUD_INIT -> run.userData(input);
        };
        return run.finish(what);
    }

    /**
     * Imports user-data of cloud-init together with a network configuration.
     *
     * @throws dev.atoll.document.InvalidDocumentException as {@link #read}
     */
    public static Imported readCloudInit(Input userData, Input network) {
        ConfigImport run = new ConfigImport(userData.name());
        String what = run.userData(userData);
        CloudNetwork.readAlone(run.tree(network), run.draft, run.findings);
        return run.finish(what + " with " + plainName(network.name()));
    }

    private String userData(Input input) {
        return new UserData(draft, findings, origins).read(input);
    }

    private Tree tree(Input input) {
        return tree(input, origins, findings);
    }

    /** Reads a foreign document; what is wrong with it although it can be read becomes findings. */
    static Tree tree(Input input, Origins origins, Findings findings) {
        Tree tree = Templates.read(input);
        origins.add(tree.root(), "");
        for (Problem problem : tree.problems()) {
            Place place = problem.place().orElseThrow();
            findings.changed(
                    place,
                    "",
                    "YAML",
                    problem.code().equals("duplicate-key")
                            ? problem.message() + "; the last one counts"
                            : problem.message(),
                    problem.hint().orElse("correct it in the source"));
        }
        return tree;
    }

    private Imported finish(String what) {
        Settling.Settled settled = new Settling(origins, findings).settle(draft.document());
        Value.Mapping tree = settled.tree();
        String header = "# Imported from " + plainName(name) + " (" + what + ").\n";
        String yaml = header
                + NodeYaml.write(Documents.tree(settled.config()), path -> comment(tree, path))
                        .text();
        if (!NodeConfigReader.read("node.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .equals(settled.config())) {
            throw new IllegalStateException("a configuration was written that does not read back");
        }
        return new Imported(settled.config(), yaml, findings.sorted());
    }

    /** Where an item of a list at the top comes from, or an interface. */
    private Optional<String> comment(Value.Mapping tree, String path) {
        int open = path.indexOf('[');
        String list = path.substring(0, open);
        if (path.indexOf('.', open) >= 0 || !path.endsWith("]") || path.startsWith("time.")) {
            return Optional.empty();
        }
        Optional<Value> at = Optional.of(tree);
        for (String key : list.split("\\.", -1)) {
            at = at.flatMap(it -> it instanceof Value.Mapping mapping ? mapping.find(key) : Optional.empty());
        }
        int index = Integer.parseInt(path, open + 1, path.length() - 1, 10);
        return at.filter(it ->
                        it instanceof Value.Sequence list2 && list2.items().get(index) instanceof Value.Mapping)
                .map(it -> ((Value.Sequence) it).items().get(index).place())
                .map(place -> plainName(place.document()) + ":" + place.line());
    }

    /** A file's name without its folders, which are of the machine that imported it. */
    private static String plainName(String document) {
        return Shown.oneLine(document.substring(document.lastIndexOf('/') + 1));
    }
}
