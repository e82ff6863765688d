package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.apt.DebianMirror;
import dev.atoll.store.DownloadProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** libsolv's {@code testsolv} of Debian trixie, unpacked and run with its own loader and libraries. */
final class ReferenceSolv {
    private static final Pattern INSTALL = Pattern.compile("install (\\S+)@\\S+");

    private final Path root;
    private final Map<String, String> names = new HashMap<>();

    /** Fetches and unpacks the tool, and turns an index into its own format. */
    ReferenceSolv(Path root, DebianMirror mirror, AptIndex trixie, Path packages) throws IOException {
        this.root = Files.createDirectories(root.toAbsolutePath());
        unpack(mirror, trixie);
        for (Package item : trixie.packages()) {
            names.put(item.name() + "-" + item.version() + "." + item.architecture(), Answer.text(item));
        }
        Tool.Output converted = Tool.run(
                this.root,
                Map.of(),
                List.of("sh", "-c", tool("deb2solv") + " -r '" + packages.toAbsolutePath() + "' > trixie.solv"));
        if (converted.status() != 0) {
            throw new AssertionError("deb2solv: " + converted.text());
        }
    }

    /** What it chooses for each of some jobs. */
    List<Answer> install(List<List<String>> jobs) throws IOException {
        StringBuilder test = new StringBuilder("repo system 0 empty\nrepo trixie 0 solv trixie.solv\n");
        test.append("system amd64 deb system\n");
        for (int i = 0; i < jobs.size(); i++) {
            test.append(i == 0 ? "" : "nextjob\n").append("solverflags ignorerecommended\n");
            jobs.get(i)
                    .forEach(name ->
                            test.append("job install name ").append(name).append('\n'));
            test.append("result transaction,problems <inline>\n");
        }
        Files.writeString(root.resolve("jobs.t"), test);
        Tool.Output output = Tool.run(root, Map.of(), List.of("sh", "-c", tool("testsolv") + " -r jobs.t"));
        List<Answer> answers = new ArrayList<>();
        List<String> parts = List.of(output.text().split("(?m)^test \\d+:\\n", -1));
        for (String part :
                jobs.size() == 1 ? parts.subList(parts.size() - 1, parts.size()) : parts.subList(1, parts.size())) {
            answers.add(answer(part));
        }
        if (answers.size() != jobs.size()) {
            throw new AssertionError("testsolv: " + output.text());
        }
        return answers;
    }

    private Answer answer(String text) {
        if (text.contains("problem ")) {
            return Answer.none(text);
        }
        Set<String> packages = new TreeSet<>();
        for (String line : text.lines().toList()) {
            Matcher install = INSTALL.matcher(line);
            if (!install.matches()) {
                throw new AssertionError("testsolv says: " + line);
            }
            packages.add(names.getOrDefault(install.group(1), install.group(1)));
        }
        return Answer.of(packages);
    }

    private String tool(String name) {
        return "usr/lib64/ld-linux-x86-64.so.2 --library-path usr/lib/x86_64-linux-gnu usr/bin/" + name;
    }

    private void unpack(DebianMirror mirror, AptIndex trixie) throws IOException {
        Resolution resolution = new Resolver(new PackagePool(trixie.packages())).resolve(Request.of("libsolv-tools"));
        List<Package> needed = ((Resolution.Solved) resolution).packages();
        mirror.downloads().fetch(needed.stream().map(trixie::download).toList(), DownloadProgress.NONE);
        for (Package item : needed) {
            Path deb = mirror.store().find(item.digest()).orElseThrow().toAbsolutePath();
            Tool.Output output = Tool.run(root, Map.of(), List.of("dpkg-deb", "-x", deb.toString(), root.toString()));
            if (output.status() != 0) {
                throw new AssertionError("dpkg-deb: " + output.text());
            }
        }
    }
}
