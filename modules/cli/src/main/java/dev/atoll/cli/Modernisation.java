package dev.atoll.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Gives classes compiled for Java 5 the stack maps and version of Java 8 (JVMS 4.7.4). The JVM keeps no older classes
 * in its AOT cache and checks them slowly, and the command line library consists of such: it is a quarter of the start.
 * The launcher runs this on its own copy of that jar; a class that does not verify afterwards stays as it was.
 */
public final class Modernisation {
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
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(entry.getName().endsWith(".class") ? modern(bytes) : bytes);
            }
        }
        Files.move(rewritten, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
