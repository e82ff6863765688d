package dev.atoll.image.depmod;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Which module needs which, by their indexes in depmod's order. */
final class ModuleGraph {
    private final List<KernelModule> modules;
    private final Map<String, Integer> owners = new HashMap<>();
    private final List<Set<Integer>> direct = new ArrayList<>();
    private final int[] rank;

    /** @throws MalformedModuleException naming the modules, if some need each other in a circle */
    ModuleGraph(String directory, List<KernelModule> modules) {
        this.modules = modules;
        this.rank = new int[modules.size()];
        // Of several modules that export a symbol the last owns it.
        for (int i = 0; i < modules.size(); i++) {
            for (String symbol : modules.get(i).exports()) {
                owners.put(symbol, i);
            }
        }
        modules.forEach(module -> direct.add(needs(module)));
        sort(directory);
    }

    /** The index of the module that exports each symbol. */
    Map<String, Integer> owners() {
        return owners;
    }

    /** All modules a module needs, directly or not, those that need others first. */
    List<KernelModule> dependencies(int module) {
        Set<Integer> all = new LinkedHashSet<>();
        Deque<Integer> waiting = new ArrayDeque<>(direct.get(module));
        while (!waiting.isEmpty()) {
            int next = waiting.removeLast();
            if (all.add(next)) {
                waiting.addAll(direct.get(next));
            }
        }
        return all.stream()
                .sorted((a, b) -> Integer.compare(rank[a], rank[b]))
                .map(modules::get)
                .toList();
    }

    private Set<Integer> needs(KernelModule module) {
        Set<Integer> needs = new LinkedHashSet<>();
        for (String symbol : module.imports()) {
            Optional.ofNullable(owners.get(symbol.startsWith(".") ? symbol.substring(1) : symbol))
                    .ifPresent(needs::add);
        }
        return needs;
    }

    /**
     * Ranks modules so that each comes before what it needs. Of modules that nobody left needs, the one found last goes
     * first, as depmod has it: the order shows in modules.dep.
     */
    private void sort(String directory) {
        int[] users = new int[modules.size()];
        direct.forEach(needs -> needs.forEach(need -> users[need]++));
        Deque<Integer> free = new ArrayDeque<>();
        IntStream.range(0, users.length).filter(i -> users[i] == 0).forEach(free::addLast);
        Arrays.fill(rank, -1);
        int ranked = 0;
        while (!free.isEmpty()) {
            int module = free.removeLast();
            rank[module] = ranked++;
            for (int need : direct.get(module)) {
                users[need]--;
                if (users[need] == 0) {
                    free.addLast(need);
                }
            }
        }
        if (ranked < modules.size()) {
            List<String> circle = IntStream.range(0, rank.length)
                    .filter(i -> rank[i] < 0)
                    .mapToObj(i -> modules.get(i).name())
                    .sorted()
                    .limit(10)
                    .toList();
            throw new MalformedModuleException(
                    directory,
                    "modules need each other in a circle, so none can be loaded first; look among "
                            + String.join(", ", circle));
        }
    }
}
