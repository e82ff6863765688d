package dev.atoll.image.depmod;

import dev.atoll.disk.tree.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Indexes the modules of a kernel as {@code depmod -b ROOT VERSION} of kmod 34 does. */
final class Depmod {
    private static final int SYMBOL_BUCKETS = 2048;

    private final ModuleDirectory directory;
    private final List<KernelModule> modules;
    private final ModuleGraph graph;
    private final List<String> symbols;

    private Depmod(FileTree tree, String kernelVersion) {
        this.directory = new ModuleDirectory(tree, kernelVersion);
        this.modules = directory.modules();
        this.graph = new ModuleGraph(directory.path(), modules);
        this.symbols = HashOrder.sort(graph.owners().keySet(), SYMBOL_BUCKETS);
    }

    /**
     * Makes the index files of {@code usr/lib/modules/VERSION}, by their names there.
     *
     * @throws MalformedModuleException naming the file, if there is no such directory, a module is compressed or
     *     damaged, or modules need each other in a circle
     */
    static SortedMap<String, byte[]> files(FileTree tree, String kernelVersion) {
        Depmod depmod = new Depmod(tree, kernelVersion);
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("modules.dep", bytes(depmod.dependencies()));
        files.put("modules.alias", bytes(depmod.aliases()));
        files.put("modules.softdep", bytes(depmod.softdeps()));
        files.put("modules.weakdep", bytes(depmod.weakdeps()));
        files.put("modules.symbols", bytes(depmod.symbols()));
        files.put("modules.devname", bytes(depmod.deviceNames()));
        files.put("modules.dep.bin", bytes(depmod.dependencyIndex()));
        files.put("modules.alias.bin", bytes(depmod.aliasIndex()));
        files.put("modules.symbols.bin", bytes(depmod.symbolIndex()));
        files.put("modules.builtin.bin", bytes(depmod.builtinIndex()));
        files.put("modules.builtin.alias.bin", bytes(depmod.builtinAliasIndex()));
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(Optional<IndexTrie> index) {
        return index.map(IndexTrie::bytes).orElse(new byte[0]);
    }

    private String line(int module) {
        StringBuilder line = new StringBuilder(modules.get(module).path()).append(':');
        graph.dependencies(module).forEach(need -> line.append(' ').append(need.path()));
        return line.toString();
    }

    private String dependencies() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < modules.size(); i++) {
            text.append(line(i)).append('\n');
        }
        return text.toString();
    }

    private Optional<IndexTrie> dependencyIndex() {
        IndexTrie index = new IndexTrie();
        for (int i = 0; i < modules.size(); i++) {
            insert(index, i, modules.get(i).name(), line(i));
        }
        return Optional.of(index);
    }

    private String aliases() {
        return text(
                "# Aliases extracted from modules themselves.\n",
                KernelModule::aliases,
                (module, alias) -> "alias " + alias + " " + module + "\n");
    }

    private String softdeps() {
        return text(
                "# Soft dependencies extracted from modules themselves.\n",
                KernelModule::softdeps,
                (module, softdep) -> "softdep " + module + " " + softdep + "\n");
    }

    private String weakdeps() {
        return text(
                "# Weak dependencies extracted from modules themselves.\n",
                KernelModule::weakdeps,
                (module, weakdep) -> "weakdep " + module + " " + weakdep + "\n");
    }

    /** Makes a line from the name of a module and one of its values. */
    @FunctionalInterface
    private interface Line {
        String of(String module, String value);
    }

    private String text(String head, Function<KernelModule, List<String>> values, Line line) {
        StringBuilder text = new StringBuilder(head);
        for (KernelModule module : modules) {
            values.apply(module).forEach(value -> text.append(line.of(module.name(), value)));
        }
        return text.toString();
    }

    private Optional<IndexTrie> aliasIndex() {
        IndexTrie index = new IndexTrie();
        for (int i = 0; i < modules.size(); i++) {
            for (String alias : modules.get(i).aliases()) {
                Optional<String> key = ModuleNames.alias(alias);
                if (key.isPresent()) {
                    insert(index, i, key.get(), modules.get(i).name());
                }
            }
        }
        return Optional.of(index);
    }

    private String symbols() {
        StringBuilder text = new StringBuilder("# Aliases for symbols, used by symbol_request().\n");
        for (String symbol : symbols) {
            KernelModule owner = modules.get(owner(symbol));
            text.append("alias symbol:")
                    .append(symbol)
                    .append(' ')
                    .append(owner.name())
                    .append('\n');
        }
        return text.toString();
    }

    private Optional<IndexTrie> symbolIndex() {
        IndexTrie index = new IndexTrie();
        for (String symbol : symbols) {
            int owner = owner(symbol);
            insert(index, owner, "symbol:" + symbol, modules.get(owner).name());
        }
        return Optional.of(index);
    }

    private int owner(String symbol) {
        return Optional.ofNullable(graph.owners().get(symbol)).orElseThrow();
    }

    private String deviceNames() {
        StringBuilder text = new StringBuilder();
        modules.forEach(module -> DeviceNames.line(module).ifPresent(text::append));
        return text.isEmpty() ? "" : "# Device nodes to trigger on-demand module loading.\n" + text;
    }

    private Optional<IndexTrie> builtinIndex() {
        if (!directory.has("modules.builtin")) {
            return Optional.empty();
        }
        IndexTrie index = new IndexTrie();
        BuiltinModules.names(directory).forEach(name -> insert(index, name, ""));
        return Optional.of(index);
    }

    private Optional<IndexTrie> builtinAliasIndex() {
        if (!directory.has("modules.builtin.modinfo")) {
            return Optional.empty();
        }
        IndexTrie index = new IndexTrie();
        for (BuiltinModules.Information entry : BuiltinModules.information(directory)) {
            if (entry.key().equals("alias") && !entry.value().isEmpty()) {
                ModuleNames.alias(entry.value()).ifPresent(alias -> insert(index, alias, entry.module()));
            }
        }
        return Optional.of(index);
    }

    private void insert(IndexTrie index, int module, String key, String value) {
        insert(index, directory.absolute(modules.get(module).path()), key, value, module);
    }

    private void insert(IndexTrie index, String key, String value) {
        insert(index, directory.path(), key, value, 0);
    }

    private static void insert(IndexTrie index, String where, String key, String value, int priority) {
        try {
            index.insert(key, value, priority);
        } catch (IllegalArgumentException e) {
            throw new MalformedModuleException(where, String.valueOf(e.getMessage()));
        }
    }
}
