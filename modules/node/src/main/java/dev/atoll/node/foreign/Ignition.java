package dev.atoll.node.foreign;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import dev.atoll.document.Tree;
import dev.atoll.document.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads Ignition's configurations, specification 3.0 to 3.6, and those of Butane, which write the same model in YAML with
 * underscores in the names and add a few keys. The code has Ignition's names.
 */
final class Ignition {
    /** The newest minor version of the specification 3 that is read. */
    private static final int NEWEST = 6;

    /** Variants of Butane that say no more than Ignition with the conveniences all variants share. */
    private static final Map<String, String> VARIANTS =
            Map.of("fcos", "1\\.[0-6]\\.0", "flatcar", "1\\.[01]\\.0", "r4e", "1\\.[01]\\.0", "fiot", "1\\.0\\.0");

    private static final String FIRST_BOOT =
            "Ignition fetches this when a machine boots first; an import reads one file";
    private static final String ARGUMENTS = "the kernel's command line is signed with the image";
    private static final String ADD_ONS =
            "put the arguments into kernelAddons: or kernel: commandLine: of the image definition";

    private final Draft draft;
    private final Findings findings;

    private Ignition(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    /**
     * Reads a configuration of Ignition.
     *
     * @return what it is, for people
     * @throws InvalidDocumentException if it is no configuration of a version that is read
     */
    static String readJson(Tree tree, Draft draft, Findings findings) {
        Optional<Value.Scalar> version =
                scalar(tree.root(), "ignition").isEmpty() && tree.root() instanceof Value.Mapping top
                        ? top.find("ignition").flatMap(it -> scalar(it, "version"))
                        : Optional.empty();
        if (version.isEmpty()) {
            throw refused(
                    tree.root(),
                    "not-ignition",
                    "no configuration of Ignition: it has no ignition: version:",
                    "Butane's YAML is read with --from butane");
        }
        String text = version.get().text();
        if (!text.matches("3\\.[0-" + NEWEST + "]\\.0")) {
            throw refused(
                    version.get(),
                    "unknown-version",
                    "version " + text + " of Ignition's specification is not read; 3.0.0 to 3." + NEWEST + ".0 are",
                    text.startsWith("2.") || text.startsWith("1.") ? "translate it to version 3 first" : "");
        }
        new Ignition(draft, findings).read(tree.root(), UnaryOperator.identity());
        return "Ignition " + text;
    }

    /** Reads a configuration of Butane; as {@link #readJson}. */
    static String readButane(Tree tree, Draft draft, Findings findings) {
        Optional<Value.Scalar> variant = scalar(tree.root(), "variant");
        Optional<Value.Scalar> version = scalar(tree.root(), "version");
        if (variant.isEmpty() || version.isEmpty()) {
            throw refused(
                    tree.root(),
                    "not-butane",
                    "no configuration of Butane: it has no variant: and version:",
                    "Ignition's JSON is read with --from ignition");
        }
        String versions = VARIANTS.get(variant.get().text());
        if (versions == null) {
            throw refused(
                    variant.get(),
                    "unknown-variant",
                    "this variant of Butane is not read",
                    "read are "
                            + String.join(
                                    ", ", VARIANTS.keySet().stream().sorted().toList()));
        }
        if (!version.get().text().matches(versions)) {
            throw refused(
                    version.get(),
                    "unknown-version",
                    "this version of the variant is not read",
                    "read are 1.0.0 to 1.6.0 of fcos, 1.0.0 of fiot, 1.0.0 and 1.1.0 of flatcar and r4e");
        }
        new Ignition(draft, findings).read(tree.root(), Ignition::withUnderscores);
        return "Butane " + variant.get().text() + " " + version.get().text();
    }

    /** A name of Ignition's as Butane writes it. */
    static String withUnderscores(String name) {
        return name.replace("MiB", "Mib")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<Value.Scalar> scalar(Value value, String key) {
        return value instanceof Value.Mapping mapping
                ? mapping.find(key).filter(Value.Scalar.class::isInstance).map(Value.Scalar.class::cast)
                : Optional.empty();
    }

    private static InvalidDocumentException refused(Value at, String code, String message, String hint) {
        return new InvalidDocumentException(List.of(Problem.at(at.place(), code, message, hint)));
    }

    private void read(Value root, UnaryOperator<String> spelling) {
        Cursor.read(root, "", findings, spelling, top -> {
            top.take("variant");
            top.take("version");
            top.within("ignition", this::ignition);
            top.within("kernelArguments", it -> {
                it.lost("shouldExist", ARGUMENTS, ADD_ONS);
                it.lost("shouldNotExist", ARGUMENTS, ADD_ONS);
            });
            top.within("passwd", new IgnitionAccounts(draft, findings)::read);
            top.within("systemd", it -> it.each("units", this::unit));
            top.within("storage", new IgnitionStorage(draft, findings)::read);
            top.lost(
                    "bootDevice",
                    "the boot disk has the layout of the image",
                    "say it below disk: of the image definition");
            top.lost("grub", "machines boot by systemd-boot, without a menu to protect", "nothing");
            top.lost("extensions", "packages belong to the image", "name them below packages: of the image definition");
        });
    }

    private void ignition(Cursor it) {
        it.take("version");
        it.within("config", config -> {
            config.lost("merge", FIRST_BOOT, "import that configuration too, and merge the results");
            config.lost("replace", FIRST_BOOT, "import that configuration in place of this one");
        });
        it.lost("timeouts", FIRST_BOOT, "nothing: a node tries again until it has what it fetches");
        it.lost("proxy", FIRST_BOOT, "if programs need it too, say it below network: proxy:");
        it.lost(
                "security",
                "these authorities vouch only for what Ignition fetches",
                "if programs shall trust them, name them below caCertificates:");
    }

    private void unit(Cursor it) {
        Optional<Text> name = it.text("name");
        if (name.isEmpty()) {
            it.abandon("the unit has no name", "correct it in the source");
            return;
        }
        Units.Unit unit = draft.units().unit(name.get(), it.place());
        Optional<Text> enabled = said(it, "enabled", "enabled", "disabled");
        Optional<Text> masked = said(it, "mask", "masked", "");
        enabled.ifPresent(word -> unit.state(word, findings));
        masked.filter(word -> !word.text().isEmpty()).ifPresent(word -> unit.state(word, findings));
        Optional<Text> contents = it.nonEmpty("contents");
        if (contents.isPresent()) {
            boolean isMasked = masked.filter(word -> !word.text().isEmpty()).isPresent();
            if (isMasked) {
                findings.lost(contents.get(), "a masked unit has no unit file", "remove one of them");
            } else {
                unit.text(contents.get(), findings);
            }
        }
        it.lost("contentsLocal", IgnitionStorage.LOCAL, IgnitionStorage.EMBED);
        it.each("dropins", dropIn -> {
            Optional<Text> file = dropIn.text("name");
            Optional<Text> text = dropIn.nonEmpty("contents");
            if (file.isPresent() && text.isPresent()) {
                unit.dropIn(file.get(), text.get(), findings);
            } else {
                dropIn.abandon(
                        dropIn.has("contentsLocal") ? IgnitionStorage.LOCAL : "a drop-in needs name and contents",
                        IgnitionStorage.EMBED);
            }
        });
    }

    /** A word for a truth value, where the value stands. */
    private static Optional<Text> said(Cursor it, String key, String yes, String no) {
        Optional<Value> value = it.peek(key);
        return it.logical(key)
                .map(flag -> new Text(flag ? yes : no, value.orElseThrow().place(), it.pathTo(key)));
    }
}
