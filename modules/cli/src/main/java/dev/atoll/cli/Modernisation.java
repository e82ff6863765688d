package dev.atoll.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes jars start faster; the launcher runs this on its own copy of them.
 *
 * <p>Classes compiled for Java 5 get the stack maps and version of Java 8 (JVMS 4.7.4): the JVM keeps no older classes
 * in its AOT cache and checks them slowly, and the command line library consists of such. A class that does not verify
 * afterwards stays as it was. Signatures of jars are left out, with the digests in their manifests (JAR file
 * specification): the JVM keeps no signed classes either, and reads the digests of thousands of files at each start.
 * Maven has checked what it fetched.
 */
public final class Modernisation {
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    private final ClassFile classFile;

    Modernisation(ClassLoader loader) {
        ClassHierarchyResolver hierarchy =
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
        this.classFile = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    /** Rewrites jars in place; the classes they refer to must be on the class path. */
    public static void main(String[] jars) throws IOException {
        Modernisation modernisation = new Modernisation(Modernisation.class.getClassLoader());
        for (String jar : jars) {
            modernisation.rewrite(Path.of(jar));
        }
    }

    private void rewrite(Path jar) throws IOException {
        Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(rewritten))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (SIGNATURE.matcher(entry.getName()).matches()) {
                    continue;
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(contents(entry.getName(), bytes));
            }
        }
        Files.move(rewritten, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private byte[] contents(String name, byte[] bytes) throws IOException {
        if (name.equals(JarFile.MANIFEST_NAME)) {
            return unsigned(bytes);
        }
        return name.endsWith(".class") ? modern(bytes) : bytes;
    }

    /** A manifest's main part: what is said of the whole jar. */
    static byte[] unsigned(byte[] manifest) throws IOException {
        Manifest read = new Manifest(new ByteArrayInputStream(manifest));
        read.getEntries().clear();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        read.write(out);
        return out.toByteArray();
    }

    /** The class with the version of Java 8, or as it is if it is new enough or would not verify. */
    byte[] modern(byte[] bytes) {
        try {
            ClassModel old = classFile.parse(bytes);
            if (old.majorVersion() >= ClassFile.JAVA_6_VERSION) {
                return bytes;
            }
            // Handing every instruction on by itself makes the library write code, and stack maps with it, anew.
            ClassTransform code = ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
            ClassTransform version = (builder, element) -> {
                if (element instanceof ClassFileVersion) {
                    builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                } else {
                    builder.with(element);
                }
            };
            byte[] modern = classFile.transformClass(old, code.andThen(version));
            return classFile.verify(modern).isEmpty() ? modern : bytes;
        } catch (IllegalArgumentException e) {
            return bytes;
        }
    }
}
