package dev.atoll.image.effect;

import dev.atoll.image.alternative.Alternative;
import dev.atoll.image.alternative.InstallCall;
import dev.atoll.image.definition.Acknowledgement;
import dev.atoll.image.definition.PackagePattern;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.image.script.ScriptOutline;
import dev.atoll.packages.PackageScript;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says for every script that an installation would have run what stands in for it.
 *
 * <p>Debian's build tools mark the parts they generate ({@code # Automatically added by dh_installsystemd}); parts whose
 * work one of our shared steps does need no review, nor do statements that a first installation does not run, nor literal
 * calls of {@code update-alternatives --install}. What is left over must be covered by the package's effect, or the
 * definition must acknowledge its loss.
 */
public final class ScriptReview {
    /** Scripts that an installation runs, and what dpkg tells them; those for removal never matter to an image. */
    private static final Map<String, String> INSTALL_SCRIPTS = Map.of("preinst", "install", "postinst", "configure");

    private static final Pattern GENERATED = Pattern.compile(
            "# Automatically added by (dh_[a-z0-9_]+)[^\\n]*\\n.*?# End automatically added section\\n?",
            Pattern.DOTALL);

    /** Generated parts and the step that does their work. */
    private static final Set<String> COVERED_PARTS = Set.of(
            "dh_apparmor", // files for local rules are made; apparmor.service loads profiles at boot
            "dh_installdeb", // moves configuration files on upgrades: an image is never upgraded in place
            "dh_installdebconf", // asks questions
            "dh_installemacsen", // compiles Lisp, which Emacs reads as source too
            "dh_installinit", // System V scripts
            "dh_installmenu",
            "dh_installnss", // nsswitch.conf is the definition's
            "dh_installsystemd", // presets
            "dh_installsystemduser",
            "dh_installsysusers", // accounts are composed
            "dh_installtmpfiles", // every boot runs tmpfiles
            "dh_makeshlibs", // the loader's step
            "dh_runit",
            "dh_systemd_enable", // what dh_installsystemd was before
            "dh_systemd_start",
            "dh_usrlocal"); // empty directories below /usr/local, where nobody can write

    private static final String GENERATED_ONLY = "only generated parts, whose work Atoll's own steps do";

    private static final Pattern LIBRARY_DIRECTORY = Pattern.compile("(?:x86_64|aarch64)-linux-gnu");

    private ScriptReview() {}

    /**
     * One script that was not run.
     *
     * @param packageName whose it is
     * @param script its name ({@code postinst})
     * @param digest of what a reviewer reads, see {@link ScriptReview#digest}
     * @param covered whether something stands in for all of it
     * @param because what, or why nothing does
     * @param runs if it is not covered, the first statement that an installation would have run
     * @param lost if it is not covered but acknowledged, what the image lacks
     */
    public record Finding(
            String packageName,
            String script,
            String digest,
            boolean covered,
            String because,
            Optional<String> runs,
            Optional<String> lost) {
        /** Whether it must stop a build: nothing stands in for it, and nobody took the loss on himself. */
        public boolean isOpen() {
            return !covered && lost.isEmpty();
        }
    }

    /** Reviews the scripts of all packages; sorted by package and script. */
    public static List<Finding> of(
            List<UnpackedPackage> packages, PackageEffects effects, List<Acknowledgement> acknowledged) {
        List<Finding> findings = new ArrayList<>();
        for (UnpackedPackage unpacked : packages) {
            for (PackageScript script : unpacked.payload().scripts()) {
                if (INSTALL_SCRIPTS.containsKey(script.name())) {
                    findings.add(review(unpacked.name(), script, effects.of(unpacked.name()), acknowledged));
                }
            }
        }
        findings.sort(Comparator.comparing(Finding::packageName).thenComparing(Finding::script));
        return List.copyOf(findings);
    }

    /** The choices that packages offer by scripts or effects, in the order of their names. */
    public static List<Alternative> alternatives(List<UnpackedPackage> packages, PackageEffects effects) {
        List<Alternative> found = new ArrayList<>();
        byName(packages).forEach(unpacked -> {
            statements(unpacked)
                    .filter(ScriptOutline.Statement::certain)
                    .flatMap(statement -> InstallCall.of(statement.text()).stream())
                    .forEach(found::add);
            effects.of(unpacked.name()).ifPresent(effect -> found.addAll(effect.alternatives()));
        });
        return List.copyOf(found);
    }

    /** The shells that packages' scripts add, in the order of the packages' names. */
    public static List<String> shells(List<UnpackedPackage> packages) {
        return byName(packages)
                .flatMap(ScriptReview::statements)
                .flatMap(statement -> SharedSteps.shells(statement).stream())
                .toList();
    }

    private static Stream<UnpackedPackage> byName(List<UnpackedPackage> packages) {
        return packages.stream().sorted(Comparator.comparing(UnpackedPackage::name));
    }

    /** What a package does once it is unpacked. */
    private static Stream<ScriptOutline.Statement> statements(UnpackedPackage unpacked) {
        return unpacked.payload().scripts().stream()
                .filter(script -> script.name().equals("postinst"))
                .flatMap(script -> outline(script).stream());
    }

    /**
     * The digest by which a review recognises the text it was made for: SHA-256 of the script without generated parts
     * that need no review, and with a star for what the star of the effect's name stands for in the package's name, so
     * that a new version of the kernel's package is the same text. The names of library directories count as one, for
     * the scripts of all architectures.
     */
    public static Digest digest(PackageScript script, PackagePattern effect, String packageName) {
        String text = withoutCoveredParts(script.text());
        String read = effect.star(packageName)
                .filter(star -> !star.isEmpty())
                .map(star -> text.replace(star, "*"))
                .orElse(text);
        read = LIBRARY_DIRECTORY.matcher(read).replaceAll("TRIPLET");
        return Digest.of(read.getBytes(StandardCharsets.UTF_8));
    }

    private static Finding review(
            String packageName,
            PackageScript script,
            Optional<PackageEffect> effect,
            List<Acknowledgement> acknowledged) {
        PackagePattern name = effect.map(PackageEffect::packages).orElse(new PackagePattern(packageName));
        String digest = digest(script, name, packageName).hex();
        List<ScriptOutline.Statement> statements = outline(script);
        Optional<String> runs = statements.stream()
                .filter(statement -> !script.name().equals("postinst") || !SharedSteps.doWhat(statement))
                .map(ScriptOutline.Statement::text)
                .findFirst();
        Optional<PackageEffect> reviewed = effect.filter(it -> it.scripts().contains(script.name()));
        boolean stale = reviewed.map(it -> it.reviewed(script.name()))
                .filter(read -> !read.isEmpty() && !read.contains(digest))
                .isPresent();
        if (reviewed.isPresent() && !stale) {
            return new Finding(
                    packageName,
                    script.name(),
                    digest,
                    true,
                    reviewed.get().because(),
                    Optional.empty(),
                    Optional.empty());
        }
        if (runs.isEmpty()) {
            String because = statements.isEmpty() ? GENERATED_ONLY : "nothing but what Atoll's own steps do";
            return new Finding(packageName, script.name(), digest, true, because, Optional.empty(), Optional.empty());
        }
        Optional<String> lostParts = lostParts(packageName, script, acknowledged);
        if (!stale && lostParts.isPresent()) {
            String because = "what is left of it was generated by tools whose parts the definition acknowledges";
            return new Finding(packageName, script.name(), digest, false, because, runs, lostParts);
        }
        String because = stale
                ? "effects/" + name.text() + ".yaml is about another text of it: read it again"
                : "nobody has reviewed it: its effects are missing";
        Optional<String> lost = acknowledged.stream()
                .filter(it -> it.covers(packageName, script.name()))
                .map(Acknowledgement::lost)
                .findFirst();
        return new Finding(packageName, script.name(), digest, false, because, runs, lost);
    }

    /** What is lost if all that would run of a script are generated parts that are acknowledged. */
    private static Optional<String> lostParts(
            String packageName, PackageScript script, List<Acknowledgement> acknowledged) {
        List<Acknowledgement> lost = acknowledged.stream()
                .filter(it -> it.coversParts(packageName, script.name()))
                .filter(it -> it.parts().stream().anyMatch(tool -> script.text().contains("added by " + tool)))
                .toList();
        Set<String> parts = new HashSet<>(COVERED_PARTS);
        lost.forEach(it -> parts.addAll(it.parts()));
        boolean nothingElse = outline(without(parts, script.text()), script.name()).stream()
                .allMatch(it -> script.name().equals("postinst") && SharedSteps.doWhat(it));
        return lost.isEmpty() || !nothingElse
                ? Optional.empty()
                : Optional.of(
                        lost.stream().map(Acknowledgement::lost).distinct().collect(Collectors.joining("; ")));
    }

    private static List<ScriptOutline.Statement> outline(PackageScript script) {
        return outline(withoutCoveredParts(script.text()), script.name());
    }

    private static List<ScriptOutline.Statement> outline(String text, String script) {
        return ScriptOutline.of(text, INSTALL_SCRIPTS.getOrDefault(script, "")).statements();
    }

    private static String withoutCoveredParts(String script) {
        return without(COVERED_PARTS, script);
    }

    private static String without(Set<String> parts, String script) {
        Matcher matcher = GENERATED.matcher(script);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            String part = parts.contains(matcher.group(1)) ? "" : matcher.group();
            matcher.appendReplacement(rest, Matcher.quoteReplacement(part));
        }
        return matcher.appendTail(rest).toString();
    }
}
