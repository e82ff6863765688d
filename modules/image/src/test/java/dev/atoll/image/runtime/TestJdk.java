package dev.atoll.image.runtime;

import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.PackageUse;
import dev.atoll.image.plan.SmallDeb;
import dev.atoll.store.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ModuleDesc;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package with modules in which there is nothing but their descriptors. */
final class TestJdk {
    static final String VERSION = Integer.toString(Runtime.version().feature());
    private static final String FOLDER = "usr/lib/jvm/java/jmods/";

    private final TreeMap<String, byte[]> files = new TreeMap<>();

    /** A module, and what it requires; {@code ?name} is required when compiling only. */
    TestJdk module(String name, String version, String... requires) throws IOException {
        return file(FOLDER + name + ".jmod", jmod(descriptor(name, version, List.of(requires))));
    }

    TestJdk file(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    private static byte[] descriptor(String name, String version, List<String> requires) {
        return ClassFile.of().buildModule(ModuleAttribute.of(ModuleDesc.of(name), module -> {
            module.moduleVersion(version);
            for (String each : requires) {
                boolean only = each.startsWith("?");
                List<AccessFlag> flags = only ? List.of(AccessFlag.STATIC_PHASE) : List.of();
                module.requires(ModuleDesc.of(only ? each.substring(1) : each), flags, null);
            }
        }));
    }

    private static byte[] jmod(byte[] descriptor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'J', 'M', 1, 0});
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("classes/module-info.class"));
            zip.write(descriptor);
        }
        return out.toByteArray();
    }

    /** The package's file below a folder. */
    Path in(Path folder) throws IOException {
        return Files.write(Files.createTempFile(folder, "jdk", ".deb"), SmallDeb.of("jdk", "25-1", 0, "", files));
    }

    /** What a lock says of a file. */
    static LockedPackage locked(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new LockedPackage(
                "jdk", "25-1", "amd64", "s", "jdk.deb", bytes.length, Digest.of(bytes), Optional.of(PackageUse.BUILD));
    }

    /** A lock's entry of a file with other bytes. */
    static LockedPackage other() {
        byte[] bytes = "other".getBytes(StandardCharsets.US_ASCII);
        return new LockedPackage(
                "jdk", "25-1", "amd64", "s", "jdk.deb", 5, Digest.of(bytes), Optional.of(PackageUse.BUILD));
    }

    static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return Arrays.stream(files.toArray(Path[]::new))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
