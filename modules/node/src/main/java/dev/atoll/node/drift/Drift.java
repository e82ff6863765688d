package dev.atoll.node.drift;

import dev.atoll.node.change.PathChange;
import dev.atoll.node.generation.EtcState;
import dev.atoll.node.generation.EtcSwitch;
import dev.atoll.node.render.TextDiff;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what was changed by hand. */
public final class Drift {
    /** What the system itself writes: who it is, the key that came with the machine, locks, backups of accounts. */
    private static final Set<String> OWN = Set.of(
            "/etc/machine-id",
            "/etc/machine-info",
            "/etc/.pwd.lock",
            "/etc/passwd-",
            "/etc/shadow-",
            "/etc/group-",
            "/etc/gshadow-",
            "/etc/.updated",
            "/etc/ssh/authorized_keys.d/root");

    private static final int OTHERS_READ = 04;
    private static final int LARGEST = 1 << 18;
    private static final int LONGEST_VARIABLE = 1 << 14;

    private final EtcSwitch etc;
    private final Path sysctl;

    public Drift(EtcSwitch etc) {
        this(etc, Path.of("/proc/sys"));
    }

    Drift(EtcSwitch etc, Path sysctl) {
        this.etc = etc;
        this.sysctl = sysctl;
    }

    /**
     * One difference.
     *
     * @param name a path, or {@code sysctl NAME}
     * @param kind what happened to it
     * @param diff lines of a unified diff from what should be to what is, where both are text that everybody may read
     */
    public record Difference(String name, PathChange.Kind kind, List<String> diff) {
        public Difference {
            diff = List.copyOf(diff);
        }

        /** The change of a path; empty for a variable of the kernel. */
        public Optional<PathChange> path() {
            return name.startsWith("/") ? Optional.of(new PathChange(name, kind)) : Optional.empty();
        }
    }

    /** Everything that differs, by path, then variables of the kernel. */
    public List<Difference> find() throws IOException {
        List<Difference> found = new ArrayList<>();
        EtcState wanted = etc.state(etc.live());
        List<Path> layers = new ArrayList<>(List.of(etc.drift()));
        layers.addAll(wanted.layers());
        EtcState there = new EtcState(layers);
        for (PathChange change : EtcState.changes(wanted, there)) {
            if (!OWN.contains(change.path())) {
                String path = change.path().substring("/etc/".length());
                List<String> diff =
                        TextDiff.unified(change.path(), text(wanted.find(path)), change.path(), text(there.find(path)));
                found.add(new Difference(change.path(), change.kind(), diff));
            }
        }
        Optional<Path> variables = wanted.find("sysctl.d/90-node.conf");
        if (variables.isPresent()) {
            for (String line : Files.readAllLines(variables.get())) {
                variable(line).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Difference> variable(String line) throws IOException {
        int equals = line.indexOf(" = ");
        if (equals < 0) {
            return Optional.empty();
        }
        String name = line.substring(0, equals);
        Path file = sysctl.resolve(name.indexOf('/') >= 0 ? name : name.replace('.', '/'));
        String wanted = line.substring(equals + 3).strip();
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        String there = variable(file);
        if (there.replaceAll("\\s+", " ").equals(wanted.replaceAll("\\s+", " "))) {
            return Optional.empty();
        }
        List<String> diff = TextDiff.unified(name, wanted, name, there);
        return Optional.of(new Difference("sysctl " + name, PathChange.Kind.CHANGED, diff));
    }

    /** In one go: the kernel gives the value to the first call only. */
    static String variable(Path file) throws IOException {
        byte[] bytes = new byte[LONGEST_VARIABLE];
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(bytes, 0, Math.max(0, in.read(bytes)), StandardCharsets.UTF_8).strip();
        }
    }

    /** Whether everybody may read a file; what others hold does not go into a journal. */
    static boolean isPublic(Path file) throws IOException {
        return ((int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & OTHERS_READ) != 0;
    }

    private static String text(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return "";
        }
        if (Files.isSymbolicLink(file.get())) {
            return "-> " + Files.readSymbolicLink(file.get());
        }
        if (!Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)
                || Files.size(file.get()) > LARGEST
                || !isPublic(file.get())) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file.get())))
                    .toString();
        } catch (CharacterCodingException | AccessDeniedException e) {
            return ""; // not text, or nothing that may be shown
        }
    }
}
