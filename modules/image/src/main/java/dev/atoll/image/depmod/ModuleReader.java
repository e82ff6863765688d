package dev.atoll.image.depmod;

import dev.atoll.disk.elf.ElfFile;
import dev.atoll.disk.elf.MalformedElfException;
import dev.atoll.disk.elf.StringTable;
import dev.atoll.disk.tree.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a module's own account of itself from its sections. */
final class ModuleReader {
    private static final int SYMBOL = 24;
    private static final int VERSION = 64;
    private static final int VERSION_NAME = 8;
    private static final String CRC = "__crc_";

    private final String path;
    private final ElfFile elf;
    private final List<String> aliases = new ArrayList<>();
    private final List<String> softdeps = new ArrayList<>();
    private final List<String> weakdeps = new ArrayList<>();
    private final List<String> exports = new ArrayList<>();
    private final List<String> imports = new ArrayList<>();

    private ModuleReader(String path, Content content) {
        this.path = path;
        this.elf = ElfFile.read(content);
    }

    /**
     * @param path relative to the kernel's module directory
     * @throws MalformedElfException if it is no ELF file or a section is damaged
     */
    static KernelModule read(String path, Content content) {
        ModuleReader reader = new ModuleReader(path, content);
        reader.information();
        reader.symbols();
        return reader.module();
    }

    private KernelModule module() {
        return new KernelModule(ModuleNames.ofPath(path), path, aliases, softdeps, weakdeps, exports, imports);
    }

    private void information() {
        for (String entry : strings(".modinfo")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                String value = entry.substring(equals + 1);
                switch (entry.substring(0, equals)) {
                    case "alias" -> aliases.add(value);
                    case "softdep" -> softdeps.add(value);
                    case "weakdep" -> weakdeps.add(value);
                    default -> {}
                }
            }
        }
    }

    private void symbols() {
        Optional<ByteBuffer> table = elf.bytes(".symtab");
        Optional<ByteBuffer> names = elf.bytes(".strtab");
        if (table.isEmpty() || names.isEmpty()) {
            exports.addAll(strings("__ksymtab_strings"));
            return;
        }
        if (table.get().limit() % SYMBOL != 0) {
            throw new MalformedElfException("a symbol table of " + table.get().limit() + " bytes");
        }
        Map<String, Boolean> versions = versions();
        StringTable strings = new StringTable(names.get());
        for (int at = SYMBOL; at < table.get().limit(); at += SYMBOL) {
            boolean undefined = table.get().getShort(at + 6) == 0;
            int name = table.get().getInt(at);
            if (undefined || isCrc(names.get(), name)) {
                String symbol = strings.at(Integer.toUnsignedLong(name), "the name of a symbol");
                if (symbol.startsWith(CRC)) {
                    exports.add(symbol.substring(CRC.length()));
                }
                if (undefined && !symbol.isEmpty()) {
                    imports.add(symbol);
                    versions.replace(symbol, true);
                }
            }
        }
        versions.forEach((name, used) -> {
            if (!used) {
                imports.add(name);
            }
        });
        if (exports.isEmpty()) {
            exports.addAll(strings("__ksymtab_strings"));
        }
    }

    private static boolean isCrc(ByteBuffer names, int at) {
        if (at < 0 || at > names.limit() - CRC.length()) {
            return false;
        }
        for (int i = 0; i < CRC.length(); i++) {
            if (names.get(at + i) != CRC.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Names in {@code __versions}, in order, none of them used yet. */
    private Map<String, Boolean> versions() {
        Map<String, Boolean> versions = new LinkedHashMap<>();
        Optional<ByteBuffer> section = elf.bytes("__versions");
        if (section.isPresent() && section.get().limit() % VERSION == 0) {
            for (int at = 0; at < section.get().limit(); at += VERSION) {
                ByteBuffer name = section.get().slice(at + VERSION_NAME, VERSION - VERSION_NAME);
                versions.put(new StringTable(name).at(0, "the name of a version"), false);
            }
        }
        return versions;
    }

    /** The non-empty strings of a section of strings that each end with a NUL; the last may lack it. */
    private List<String> strings(String section) {
        Optional<ByteBuffer> bytes = elf.bytes(section);
        if (bytes.isEmpty()) {
            return List.of();
        }
        byte[] text = new byte[bytes.get().limit()];
        bytes.get().get(0, text);
        return List.of(new String(text, StandardCharsets.ISO_8859_1).split("\0+")).stream()
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
