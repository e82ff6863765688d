package dev.atoll.packages.apt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Traits;
import dev.atoll.packages.Traits.Importance;
import dev.atoll.packages.Traits.MultiArch;
import dev.atoll.packages.Traits.Priority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackagesReaderTest {
    @Test
    void readsWhatAPackageSaysOfItself() throws IOException {
        Package item = read("""
                Multi-Arch: same
                Essential: yes
                Protected: yes
                Priority: required
                Replaces: old (<< 2), older
                """);
        assertThat(item.traits()).isEqualTo(new Traits(MultiArch.SAME, Importance.ESSENTIAL, Priority.REQUIRED));
        assertThat(item.replaces())
                .containsExactly(new Relation("old", "", Relation.Operator.EARLIER, "2"), Relation.of("older"));
    }

    @Test
    void theOldAndTheNewNameOfProtectedMeanTheSame() throws IOException {
        assertThat(read("Important: yes\n").traits().importance()).isEqualTo(Importance.PROTECTED);
        assertThat(read("Protected: yes\n").traits().importance()).isEqualTo(Importance.PROTECTED);
        assertThat(read("Essential: no\n").traits().importance()).isEqualTo(Importance.ORDINARY);
    }

    @Test
    void whatIsUnknownOrAbsentIsOrdinary() throws IOException {
        assertThat(read("").traits()).isEqualTo(Traits.NONE);
        assertThat(read("Multi-Arch: sometimes\nPriority: urgent\n").traits()).isEqualTo(Traits.NONE);
    }

    private static Package read(String fields) throws IOException {
        String text = """
                Package: a
                Version: 1
                Architecture: amd64
                Filename: pool/a.deb
                Size: 1
                SHA256: %s
                """.formatted("0".repeat(64)) + fields;
        List<Package> packages = new PackagesReader("index", "s", "amd64")
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return packages.getFirst();
    }
}
