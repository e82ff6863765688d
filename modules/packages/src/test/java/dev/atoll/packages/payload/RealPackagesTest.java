package dev.atoll.packages.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.Package;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.apt.DebianMirror;
import dev.atoll.packages.deb.Compression;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.Download;
import dev.atoll.store.DownloadProgress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("conformance")
class RealPackagesTest {
    private static final Set<String> NAMES = Set.of(
            "systemd",
            "libc6",
            "ca-certificates",
            "base-files",
            "perl-base",
            "iputils-ping",
            "tzdata",
            "dbus-broker",
            "openssh-client",
            "zstd",
            "podman");

    @TempDir
    Path directory;

    @Test
    void unpacksRealPackagesAsDpkgDoes() throws Exception {
        DebianMirror mirror = DebianMirror.open();
        AptIndex index = mirror.load(DebianMirror.trixie());
        List<Package> wanted = new ArrayList<>(
                index.packages().stream().filter(p -> NAMES.contains(p.name())).toList());
        assertThat(wanted).hasSize(NAMES.size());
        Package kernel = index.packages().stream()
                .filter(p -> p.name().startsWith("linux-image-6.") && p.name().endsWith("-cloud-amd64"))
                .findFirst()
                .orElseThrow();
        wanted.add(kernel);
        List<Download> downloads = wanted.stream().map(index::download).toList();
        List<Path> debs = mirror.downloads().fetch(downloads, DownloadProgress.NONE);

        ContentStore fresh = ContentStore.open(directory);
        PayloadStore store = new PayloadStore(fresh);
        List<PackageFile> files = new ArrayList<>();
        for (int i = 0; i < debs.size(); i++) {
            files.add(new PackageFile(wanted.get(i).digest(), debs.get(i)));
        }
        long before = cpu();
        List<Payload> payloads = store.unpackAll(files);
        long unpacked = cpu();
        List<Payload> again = store.unpackAll(files);
        System.out.println("unpack " + wanted.stream().mapToLong(Package::size).sum() + " bytes of debs: CPU ms "
                + (unpacked - before) / 1_000_000 + ", from the cache " + (cpu() - unpacked) / 1_000_000);
        assertThat(again).isEqualTo(payloads);
        for (int i = 0; i < debs.size(); i++) {
            compare(wanted.get(i), debs.get(i), payloads.get(i));
        }
    }

    private static void compare(Package wanted, Path deb, Payload payload) throws Exception {
        Process dpkg = new ProcessBuilder("dpkg-deb", "--fsys-tarfile", deb.toString()).start();
        List<String> expected = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(dpkg.getInputStream())) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                if (!e.getName().equals("./")) {
                    expected.add(line(e, tar));
                }
            }
        }
        assertThat(dpkg.waitFor()).isZero();
        List<String> found = new ArrayList<>();
        try (RandomAccessFile data = new RandomAccessFile(payload.data().toFile(), "r")) {
            for (PayloadEntry entry : payload.entries()) {
                found.add(line(entry, data));
            }
        }
        System.out.println(wanted + ": " + found.size() + " entries, "
                + payload.scripts().size() + " scripts, " + payload.conffiles().size() + " conffiles");
        assertThat(found).isEqualTo(expected);
        Process list = new ProcessBuilder("dpkg-deb", "-c", deb.toString()).start();
        assertThat(new String(list.getInputStream().readAllBytes()).lines().count())
                .isEqualTo(found.size() + 1L);
    }

    private static String line(TarArchiveEntry e, InputStream in) throws IOException {
        String path = e.getName().substring(2).replaceFirst("/$", "");
        String kind = e.isLink() ? "h" : e.isSymbolicLink() ? "l" : e.isDirectory() ? "d" : "f";
        byte[] bytes = kind.equals("f") ? in.readAllBytes() : new byte[0];
        if (kind.equals("f") && path.endsWith(".ko.xz")) {
            path = path.substring(0, path.length() - 3);
            bytes = Compression.XZ
                    .bounded(new ByteArrayInputStream(bytes), "", "", 1L << 30)
                    .readAllBytes();
        }
        String link = kind.equals("h") ? e.getLinkName().substring(2) : kind.equals("l") ? e.getLinkName() : "";
        return String.join(
                " ",
                path,
                kind,
                Integer.toOctalString(e.getMode() & 07777),
                e.getLongUserId() + ":" + e.getLongGroupId(),
                String.valueOf(e.getLastModifiedTime().toInstant().getEpochSecond()),
                link,
                Digest.of(bytes).hex());
    }

    private static String line(PayloadEntry e, RandomAccessFile data) throws IOException {
        byte[] bytes = new byte[(int) e.size()];
        data.seek(e.offset());
        data.readFully(bytes);
        return String.join(
                " ",
                e.path(),
                String.valueOf(e.type().code()),
                Integer.toOctalString(e.mode()),
                e.uid() + ":" + e.gid(),
                String.valueOf(e.mtime()),
                e.link(),
                Digest.of(bytes).hex());
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
