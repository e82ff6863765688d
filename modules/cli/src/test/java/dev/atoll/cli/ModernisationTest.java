package dev.atoll.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModernisationTest {
    private final Modernisation modernisation = new Modernisation(getClass().getClassLoader());

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    @Test
    void oldClassesGetAVersionThatCachesTakeAndStillVerify() throws Exception {
        byte[] old = bytes(CommandLine.class);
        byte[] modern = modernisation.modern(old);
        assertThat(ByteBuffer.wrap(old).getShort(6)).isLessThan((short) 50);
        assertThat(ByteBuffer.wrap(modern).getShort(6)).isEqualTo((short) 52);
        ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                return name.equals(CommandLine.class.getName())
                        ? defineClass(name, modern, 0, modern.length)
                        : super.loadClass(name, resolve);
            }
        };
        Class<?> loaded = loader.loadClass(CommandLine.class.getName());
        assertThat(loaded.getMethod("getCommandName").getName()).isEqualTo("getCommandName");
        assertThat(loaded).isNotSameAs(CommandLine.class);
    }

    @Test
    void otherBytesStayAsTheyAre() throws IOException {
        byte[] ours = bytes(Modernisation.class);
        assertThat(modernisation.modern(ours)).isSameAs(ours);
        byte[] junk = {1, 2, 3};
        assertThat(modernisation.modern(junk)).isSameAs(junk);
    }

    @Test
    void aManifestLosesWhatItSaysOfSingleFiles() throws IOException {
        String main = "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n";
        String signed = main + "Name: a/B.class\r\nSHA-256-Digest: abc\r\n\r\n";
        assertThat(new String(Modernisation.unsigned(signed.getBytes(UTF_8)), UTF_8))
                .isEqualTo(main);
    }

    @Test
    void aRewrittenJarIsUnsignedAndStillWorks(@TempDir Path folder) throws Exception {
        Path original = Path.of(BouncyCastleProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path copy = Files.copy(original, folder.resolve("copy.jar"));
        Modernisation.main(new String[] {copy.toString()});
        try (URLClassLoader loader = new URLClassLoader(new URL[] {copy.toUri().toURL()}, null)) {
            Class<?> provider = loader.loadClass(BouncyCastleProvider.class.getName());
            assertThat(provider.getSigners()).isNull();
            assertThat(BouncyCastleProvider.class.getSigners()).isNotNull();
            Provider loaded = (Provider) provider.getConstructor().newInstance();
            assertThat(MessageDigest.getInstance("SHA3-256", loaded).digest()).hasSize(32);
        }
    }
}
