package dev.atoll.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The allowed edges between modules, as docs/architecture.md draws them. */
class ModuleEdgesTest {
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "document", Set.of(),
            "store", Set.of(),
            "disk", Set.of(),
            "packages", Set.of("store"),
            "image", Set.of("packages", "disk", "document", "store"),
            "node", Set.of("release", "disk", "document", "store"),
            "machine", Set.of("release", "disk", "document", "store"),
            "cli", Set.of("document", "store", "disk", "packages", "image", "node", "machine"));

    private final JavaClasses classes =
            new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests())).importPackages("dev.atoll");

    @Test
    void everyModuleUsesOnlyWhatItMay() {
        Set<String> seen = new TreeSet<>();
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : classes) {
            String from = module(type).orElseThrow();
            seen.add(from);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                module(dependency.getTargetClass())
                        .filter(to -> !to.equals(from)
                                && !ALLOWED.getOrDefault(from, Set.of()).contains(to))
                        .ifPresent(to -> wrong.add(from + " -> " + to + ": " + dependency.getDescription()));
            }
        }
        assertThat(seen).as("modules that were looked at").containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
        assertThat(wrong).isEmpty();
    }

    @Test
    void formatsNeedNothingButTheJdk() {
        Set<String> foreign = new TreeSet<>();
        classes.stream()
                .filter(type -> module(type).filter("disk"::equals).isPresent())
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getPackageName())
                .filter(name -> !name.isEmpty()
                        && !name.startsWith("java.")
                        && !name.startsWith("dev.atoll.disk")
                        && !name.startsWith("org.jspecify"))
                .forEach(foreign::add);
        assertThat(foreign).isEmpty();
    }

    /** What a command prints goes through its session, which keeps foreign text from commanding terminals. */
    @Test
    void nothingPrintsPastTheSession() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(classes);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void packagesOfAModuleFormNoCircle(String module) {
        slices().assignedFrom(packagesOf(module)).should().beFreeOfCycles().check(classes);
    }

    static Set<String> modules() {
        return ALLOWED.keySet();
    }

    /** Each package is a slice of its own, the module's outermost too. */
    private static SliceAssignment packagesOf(String module) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return module(type).filter(module::equals).isPresent()
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of " + module;
            }
        };
    }

    private static Optional<String> module(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith("dev.atoll.")
                ? Optional.of(name.substring("dev.atoll.".length()).split("\\.", 2)[0])
                : Optional.empty();
    }
}
