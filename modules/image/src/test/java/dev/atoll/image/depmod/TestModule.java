package dev.atoll.image.depmod;

import dev.atoll.disk.tree.Content;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes small kernel modules: relocatable ELF files with the sections that describe a module. */
final class TestModule {
    private record Symbol(String name, int section, int binding) {}

    private record Part(String name, int type, int entrySize, byte[] bytes) {}

    private final StringBuilder information = new StringBuilder();
    private final List<Symbol> symbols = new ArrayList<>();
    private final ByteArrayOutputStream versions = new ByteArrayOutputStream();
    private final StringBuilder exports = new StringBuilder();

    TestModule says(String key, String value) {
        information.append(key).append('=').append(value).append('\0');
        return this;
    }

    /** Exports a symbol with its checksum. */
    TestModule exports(String symbol) {
        symbols.add(new Symbol("__crc_" + symbol, 1, 1));
        exports.append(symbol).append('\0');
        return this;
    }

    /** Exports a symbol of which only the string table tells. */
    TestModule exportsByName(String symbol) {
        exports.append(symbol).append('\0');
        return this;
    }

    TestModule imports(String symbol) {
        symbols.add(new Symbol(symbol, 0, 1));
        return version(symbol);
    }

    TestModule version(String symbol) {
        ByteBuffer version =
                ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(0x12345678);
        versions.writeBytes(version.put(latin(symbol)).array());
        return this;
    }

    TestModule importsWeakly(String symbol) {
        symbols.add(new Symbol(symbol, 0, 2));
        return this;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bytes() {
        StringBuilder names = new StringBuilder("\0");
        ByteBuffer table = little(24 * (symbols.size() + 1)).position(24);
        for (Symbol symbol : symbols) {
            table.putInt(names.length()).put((byte) (symbol.binding() << 4)).put((byte) 0);
            table.putShort((short) symbol.section()).putLong(0).putLong(0);
            names.append(symbol.name()).append('\0');
        }
        List<Part> parts = List.of(
                new Part("", 0, 0, new byte[0]),
                new Part(".modinfo", 1, 0, latin(information.toString())),
                new Part("__ksymtab_strings", 1, 0, latin(exports.toString())),
                new Part("__versions", 1, 0, versions.toByteArray()),
                new Part(".symtab", 2, 24, table.array()),
                new Part(".strtab", 3, 0, latin(names.toString())),
                new Part(".shstrtab", 3, 0, new byte[100]));
        return file(parts);
    }

    private static byte[] file(List<Part> parts) {
        int at = 64;
        for (Part part : parts) {
            at += part.bytes().length + 7 & -8;
        }
        ByteBuffer file = little(at + parts.size() * 64);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putShort(16, (short) 1).putShort(18, (short) 62).putInt(20, 1).putLong(40, at);
        file.putShort(52, (short) 64).putShort(58, (short) 64);
        file.putShort(60, (short) parts.size()).putShort(62, (short) (parts.size() - 1));
        StringBuilder sectionNames = new StringBuilder();
        int offset = 64;
        int header = at;
        for (Part part : parts) {
            file.putInt(header, sectionNames.length()).putInt(header + 4, part.type());
            file.putLong(header + 24, offset).putLong(header + 32, part.bytes().length);
            file.putLong(header + 56, part.entrySize());
            sectionNames.append(part.name()).append('\0');
            file.position(offset).put(part.bytes());
            offset += part.bytes().length + 7 & -8;
            header += 64;
        }
        byte[] names = latin(sectionNames.toString());
        file.position((int) file.getLong(header - 64 + 24)).put(names);
        return file.array();
    }

    Content content() {
        return Content.of(bytes());
    }
}
