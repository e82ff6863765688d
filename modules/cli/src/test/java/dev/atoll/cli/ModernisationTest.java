package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
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
}
