package dev.atoll.image.effect;

import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.packages.PackageScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says for every script that an installation would have run what stands in for it.
 *
 * <p>Debian's build tools mark the parts they generate ({@code # Automatically added by dh_installsystemd}); parts whose
 * work one of our shared steps does need no review. What is left over must be covered by the package's effect.
 */
public final class ScriptReview {
    /** Scripts that an installation runs; those for removal never matter to an image. */
    private static final Set<String> INSTALL_SCRIPTS = Set.of("preinst", "postinst");

    private static final Pattern GENERATED = Pattern.compile(
            "# Automatically added by (dh_[a-z0-9_]+)[^\\n]*\\n.*?# End automatically added section\\n?",
            Pattern.DOTALL);

    /** Generated parts and the step that does their work; alternatives differ by package and are not among them. */
    private static final Set<String> COVERED_PARTS = Set.of(
            "dh_installdeb", // moves configuration files on upgrades: an image is never upgraded in place
            "dh_installdebconf", // asks questions
            "dh_installinit", // System V scripts
            "dh_installmenu",
            "dh_installnss", // nsswitch.conf is the definition's
            "dh_installsystemd", // presets
            "dh_installsystemduser",
            "dh_installsysusers", // accounts are composed
            "dh_installtmpfiles", // every boot runs tmpfiles
            "dh_makeshlibs", // no ld.so.cache is needed
            "dh_runit");

    private static final Pattern NOTHING = Pattern.compile("\\s*(#.*|set -e|exit 0|true|:)?\\s*");

    private ScriptReview() {}

    /**
     * One script that was not run.
     *
     * @param packageName whose it is
     * @param script its name ({@code postinst})
     * @param covered whether something stands in for it
     * @param because what, or that nobody has looked at it
     */
    public record Finding(String packageName, String script, boolean covered, String because) {}

    /** Reviews the scripts of all packages; sorted by package and script. */
    public static List<Finding> of(List<UnpackedPackage> packages, PackageEffects effects) {
        List<Finding> findings = new ArrayList<>();
        for (UnpackedPackage unpacked : packages) {
            for (PackageScript script : unpacked.payload().scripts()) {
                if (INSTALL_SCRIPTS.contains(script.name())) {
                    findings.add(review(unpacked.name(), script, effects.of(unpacked.name())));
                }
            }
        }
        findings.sort(Comparator.comparing(Finding::packageName).thenComparing(Finding::script));
        return List.copyOf(findings);
    }

    private static Finding review(String packageName, PackageScript script, Optional<PackageEffect> effect) {
        if (effect.isPresent() && effect.get().scripts().contains(script.name())) {
            return new Finding(packageName, script.name(), true, effect.get().because());
        }
        String rest = withoutCoveredParts(script.text());
        boolean nothingLeft =
                rest.lines().allMatch(line -> NOTHING.matcher(line).matches());
        return nothingLeft
                ? new Finding(packageName, script.name(), true, "only generated parts, whose work Atoll's own steps do")
                : new Finding(packageName, script.name(), false, "nobody has reviewed it: its effects are missing");
    }

    private static String withoutCoveredParts(String script) {
        Matcher matcher = GENERATED.matcher(script);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            String part = COVERED_PARTS.contains(matcher.group(1)) ? "" : matcher.group();
            matcher.appendReplacement(rest, Matcher.quoteReplacement(part));
        }
        return matcher.appendTail(rest).toString();
    }
}
