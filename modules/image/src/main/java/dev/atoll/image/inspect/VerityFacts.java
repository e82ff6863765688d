package dev.atoll.image.inspect;

import dev.atoll.disk.gpt.GptPartition;
import dev.atoll.disk.gpt.GptTable;
import dev.atoll.disk.verity.MalformedVerityException;
import dev.atoll.disk.verity.VerityArea;
import dev.atoll.disk.verity.VerityMismatchException;
import dev.atoll.disk.verity.VerityVerifier;
import dev.atoll.image.inspect.Inspection.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the root hashes of command lines to the partitions they guard. */
final class VerityFacts {
    private static final Pattern ROOT_HASH =
            Pattern.compile("(?:^|\\s)(?:roothash|usrhash)=([0-9a-fA-F]{64})(?=\\s|$)");

    private final OpenedImage image;
    private final boolean verify;

    private VerityFacts(OpenedImage image, boolean verify) {
        this.image = image;
        this.verify = verify;
    }

    /**
     * Hash trees that command lines name.
     *
     * @param verify whether to compare every block with its hash
     */
    static List<Inspection.Verity> of(OpenedImage image, List<Inspection.BootFile> boot, boolean verify)
            throws IOException {
        VerityFacts facts = new VerityFacts(image, verify);
        List<Inspection.Verity> found = new ArrayList<>();
        for (Inspection.BootFile file : boot) {
            Matcher hash = ROOT_HASH.matcher(file.commandLine().orElse(""));
            if (hash.find()) {
                found.add(facts.follow(file.path(), hash.group(1)));
            }
        }
        return found;
    }

    private Inspection.Verity follow(String bootFile, String rootHash) throws IOException {
        ByteBuffer hash = ByteBuffer.wrap(HexFormat.of().parseHex(rootHash));
        Optional<Integer> data = number(new UUID(hash.getLong(), hash.getLong()));
        Optional<Integer> tree = number(new UUID(hash.getLong(), hash.getLong()));
        Optional<VerityArea> area = Optional.empty();
        Optional<String> problem = Optional.empty();
        Check check = Check.NOT_CHECKED;
        if (image.table().isPresent() && (data.isEmpty() || tree.isEmpty())) {
            problem = Optional.of("no partition has the id that this root hash asks for");
        } else if (data.isPresent() && tree.isPresent()) {
            try (FileChannel channel = FileChannel.open(image.file(), StandardOpenOption.READ)) {
                area = Optional.of(
                        VerityArea.read(channel, partition(tree.get()).offset()));
                if (verify) {
                    VerityVerifier.verify(
                            image.file(),
                            partition(data.get()).offset(),
                            partition(tree.get()).offset(),
                            HexFormat.of().parseHex(rootHash));
                    check = Check.MATCHES;
                }
            } catch (MalformedVerityException | VerityMismatchException | java.io.EOFException e) {
                problem = Optional.of(String.valueOf(e.getMessage()));
                check = verify ? Check.DIFFERS : Check.NOT_CHECKED;
            }
        }
        return new Inspection.Verity(
                bootFile,
                rootHash,
                data,
                tree,
                area.map(it -> it.uuid().toString()),
                area.map(VerityArea::dataBlocks),
                area.map(VerityArea::salt),
                check,
                problem);
    }

    private Optional<Integer> number(UUID id) {
        List<GptPartition> partitions = image.table().map(GptTable::partitions).orElse(List.of());
        for (int i = 0; i < partitions.size(); i++) {
            if (partitions.get(i).id().equals(id)) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    private GptPartition partition(int number) {
        return image.table().orElseThrow().partitions().get(number - 1);
    }
}
