package dev.atoll.packages.solver;

import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine's {@code apt-get}, told to simulate on indexes of the test's, with nothing installed. */
final class ReferenceApt {
    private static final Pattern INSTALL = Pattern.compile("Inst (\\S+?)(?::\\S+)? \\((\\S+) .*?\\[(\\S+)\\]\\).*");

    private final Path root;
    private final Map<String, String> environment;

    /**
     * Sets it up in a directory of its own.
     *
     * @param repositories text of the {@code Packages} file by name of the repository, which is its suite
     * @param architectures the native one first
     * @param preferences apt_preferences(5)
     */
    ReferenceApt(Path root, Map<String, Path> repositories, List<String> architectures, String preferences)
            throws IOException {
        this.root = root.toAbsolutePath();
        this.environment = Map.of("APT_CONFIG", this.root.resolve("apt.conf").toString(), "LC_ALL", "C.UTF-8");
        for (String directory : List.of(
                "etc/apt/preferences.d",
                "etc/apt/sources.list.d",
                "var/lib/apt/lists/partial",
                "var/cache/apt/archives/partial",
                "var/lib/dpkg")) {
            Files.createDirectories(this.root.resolve(directory));
        }
        Files.writeString(this.root.resolve("var/lib/dpkg/status"), "");
        Files.writeString(this.root.resolve("etc/apt/preferences"), preferences);
        Files.writeString(this.root.resolve("apt.conf"), """
                Dir "%1$s";
                Dir::State::status "%1$s/var/lib/dpkg/status";
                Dir::Bin::methods "/usr/lib/apt/methods";
                APT::Architecture "%2$s";
                APT::Architectures { "%3$s"; };
                APT::Sandbox::User "";
                APT::Install-Recommends "false";
                Acquire::Languages "none";
                """.formatted(
                        this.root, architectures.getFirst(), String.join("\"; \"", architectures)));
        List<String> sources = new ArrayList<>();
        for (Map.Entry<String, Path> each : repositories.entrySet()) {
            Path directory =
                    Files.createDirectories(this.root.resolve("repositories").resolve(each.getKey()));
            Path packages = Files.copy(each.getValue(), directory.resolve("Packages"));
            Files.writeString(directory.resolve("Release"), """
                    Origin: Test
                    Suite: %s
                    Date: Sun, 22 Nov 2026 00:00:00 UTC
                    SHA256:
                     %s %d Packages
                    """.formatted(
                    each.getKey(), Digest.of(Files.readAllBytes(packages)).hex(), Files.size(packages)));
            sources.add("deb [trusted=yes] file:" + directory + " ./\n");
        }
        Files.writeString(this.root.resolve("etc/apt/sources.list"), String.join("", sources));
        Tool.Output update = run("update");
        if (update.status() != 0) {
            throw new AssertionError("apt-get update: " + update.text());
        }
    }

    /** What an installation of some packages on an empty system would choose. */
    Answer install(List<String> names) throws IOException {
        return simulate("install", names);
    }

    /** The same on a system that gets all its essential packages too. */
    Answer withEssential(List<String> names) throws IOException {
        return simulate("dist-upgrade", names.stream().map(name -> name + "+").toList());
    }

    private Answer simulate(String operation, List<String> names) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-s", "-qq", operation));
        arguments.addAll(names);
        Tool.Output output = run(arguments.toArray(String[]::new));
        if (output.status() != 0) {
            if (output.text().contains("unmet dependencies")
                    || output.text().contains("has no installation candidate")
                    || output.text().contains("Unable to locate package")
                    || output.text().contains("held broken packages")
                    || output.text().contains("was not found")) {
                return Answer.none(output.text());
            }
            throw new AssertionError("apt-get " + arguments + ": " + output.text());
        }
        Set<String> packages = new TreeSet<>();
        for (String line : output.text().lines().toList()) {
            Matcher install = INSTALL.matcher(line);
            if (install.matches()) {
                packages.add(install.group(1) + ":" + install.group(3) + " " + install.group(2));
            }
        }
        return Answer.of(packages);
    }

    private Tool.Output run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-get"));
        command.addAll(List.of(arguments));
        return Tool.run(root, environment, command);
    }
}
