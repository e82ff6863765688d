package dev.atoll.packages.solver;

import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.apt.DebianMirror;
import dev.atoll.packages.apt.RawIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("conformance")
class JudgedByReferencesTest {
    @TempDir
    Path directory;

    @Test
    void proto() throws IOException {
        int count = Integer.getInteger("jobs", 20);
        DebianMirror mirror = DebianMirror.open();
        AptIndex trixie = mirror.load(DebianMirror.trixie());
        Path packages = directory.resolve("Packages");
        RawIndex.write(mirror, trixie, packages);
        ReferenceApt apt = new ReferenceApt(directory.resolve("apt"), Map.of("trixie", packages), List.of("amd64"), "");
        ReferenceSolv solv = new ReferenceSolv(directory.resolve("solv"), mirror, trixie, packages);
        PackagePool pool = new PackagePool(trixie.packages());
        Random random = new Random(20261122);
        List<List<String>> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<String> names = new LinkedHashSet<>();
            for (int j = 1 + random.nextInt(5); j > 0; j--) {
                names.add(trixie.packages()
                        .get(random.nextInt(trixie.packages().size()))
                        .name());
            }
            jobs.add(List.copyOf(names));
        }
        List<Answer> solvs = solv.install(jobs);
        int same = 0;
        int sameSolv = 0;
        for (int i = 0; i < count; i++) {
            Answer ours =
                    Answer.of(new Resolver(pool).resolve(Request.of(jobs.get(i).toArray(String[]::new))));
            Answer apts = apt.install(jobs.get(i));
            same += show("apt", jobs.get(i), ours, apts);
            sameSolv += show("solv", jobs.get(i), ours, solvs.get(i));
        }
        System.out.println("same as apt " + same + " as testsolv " + sameSolv + " of " + count);
    }

    private int show(String who, List<String> job, Answer ours, Answer theirs) {
        if (ours.equals(theirs) || (!ours.solved() && !theirs.solved())) {
            return 1;
        }
        Set<String> more = new TreeSet<>(ours.packages());
        more.removeAll(theirs.packages());
        Set<String> fewer = new TreeSet<>(theirs.packages());
        fewer.removeAll(ours.packages());
        System.out.println("DIFF " + who + " " + job + " ours " + (ours.solved() ? more : ours.text()) + " theirs "
                + (theirs.solved() ? fewer : theirs.text()));
        return 0;
    }
}
