package dev.atoll.packages.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.packages.Package;
import dev.atoll.packages.deb.MalformedPackageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class PackageTableTest {
    private final PackagesReader reader = new PackagesReader("index", "trixie", "amd64");

    private byte[] bytes(String packages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reader.tabulate(
                new ByteArrayInputStream(packages.getBytes(StandardCharsets.UTF_8)), new PackageTableWriter(out));
        return out.toByteArray();
    }

    private PackageTable table(String packages) throws IOException {
        return PackageTable.of(bytes(packages), reader).orElseThrow();
    }

    private static String paragraph(String name, String version, String more) {
        return "Package: " + name + "\nVersion: " + version + "\nArchitecture: amd64\n" + more + "Filename: pool/"
                + name + ".deb\nSize: 1\nSHA256: " + "0".repeat(64) + "\n\n";
    }

    private static List<String> names(List<Package> packages) {
        return packages.stream().map(it -> it.name() + " " + it.version()).toList();
    }

    @Test
    void packagesAnswerToTheirNamesAndToWhatTheyProvide() throws IOException {
        PackageTable table = table(TestRepository.PACKAGES + "\n"
                + paragraph("b", "2", "Provides: a, virtual (= 3), b\n")
                + paragraph("c", "1", ""));
        assertThat(names(table.all())).containsExactly("a 1:2-3", "b 1", "b 2", "c 1");
        assertThat(names(table.answering("a"))).containsExactly("a 1:2-3", "b 2");
        assertThat(names(table.answering("b"))).containsExactly("b 1", "b 2");
        assertThat(names(table.answering("virtual"))).containsExactly("a 1:2-3", "b 2");
        assertThat(table.answering("d")).isEmpty();
        assertThat(table.answering("elsewhere")).isEmpty();
        assertThat(table.answering("")).isEmpty();
        assertThat(table.answering("a").getFirst()).isSameAs(table.all().getFirst());
    }

    @Test
    void aHundredThousandNamesAreFound() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append(paragraph("p" + i, "1", i % 3 == 0 ? "Provides: v" + i / 6 + "\n" : ""));
        }
        PackageTable table = table(text.toString());
        for (int i = 0; i < 100_000; i += 7) {
            assertThat(names(table.answering("p" + i))).containsExactly("p" + i + " 1");
        }
        assertThat(names(table.answering("v0"))).containsExactly("p0 1", "p3 1");
    }

    @Test
    void longValuesAndOtherAlphabetsComeBack() throws IOException {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add("dependency-" + i);
        }
        Package item = table(paragraph("a", "1", "Depends: " + String.join(", ", many) + "\n"))
                .all()
                .getFirst();
        assertThat(item.requires()).hasSize(10_000);
        Package plain = table(paragraph("a", "1", "").replace("pool/a", "pool/\u00e4\u6f22"))
                .all()
                .getFirst();
        assertThat(plain.path()).isEqualTo("pool/\u00e4\u6f22.deb");
    }

    @Test
    void nothingIsATableToo() throws IOException {
        assertThat(table("").all()).isEmpty();
        assertThat(table("").answering("a")).isEmpty();
    }

    @Test
    void aDamagedTableIsNotOpened() throws IOException {
        byte[] sound = bytes(TestRepository.PACKAGES);
        Random random = new Random(1);
        for (int i = 0; i < sound.length; i++) {
            byte[] damaged = sound.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(PackageTable.of(damaged, reader)).as("byte " + i).isEmpty();
            byte[] cut = new byte[i];
            System.arraycopy(sound, 0, cut, 0, i);
            assertThat(PackageTable.of(cut, reader)).as("cut at " + i).isEmpty();
        }
    }

    /** Whoever may write the store can make the check right; then there is an answer or an error, and no more. */
    @Test
    void aForgedTableAnswersOrIsRefused() throws IOException {
        byte[] sound = bytes(TestRepository.PACKAGES);
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            byte[] forged = sound.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                forged[random.nextInt(forged.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
            }
            CRC32C crc = new CRC32C();
            crc.update(forged, 0, forged.length - 8);
            ByteBuffer.wrap(forged)
                    .putInt(forged.length - 8, (int) crc.getValue())
                    .putInt(forged.length - 4, PackageTable.MAGIC);
            Optional<PackageTable> table = PackageTable.of(forged, reader);
            if (table.isPresent()) {
                for (String name : List.of("a", "b", "virtual", "x")) {
                    try {
                        table.get().answering(name);
                        table.get().all();
                    } catch (MalformedPackageException e) {
                        assertThat(e.getMessage()).contains("index");
                    }
                }
            }
        }
    }

    @Test
    void whatAPackageSaysIsLookedAtWhenItIsAskedFor() throws IOException {
        PackageTable table = table(TestRepository.PACKAGES.replace("Size: 1234", "Size: x"));
        assertThat(table.answering("b")).hasSize(1);
        assertThatThrownBy(() -> table.answering("a"))
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining("package a");
    }
}
