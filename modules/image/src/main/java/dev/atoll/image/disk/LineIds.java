package dev.atoll.image.disk;

import dev.atoll.store.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Identifiers that stay the same for all versions of one image line, so that versions differ only where their contents
 * do: they are derived from the image's id.
 *
 * @param imageId {@code image.id} of the definition
 */
public record LineIds(String imageId) {

    /** UUID of the root file system's superblock. */
    public UUID fileSystem() {
        return uuid("root");
    }

    /** Label of the root file system: the id, cut to the 15 bytes that it can have. */
    public String volumeName() {
        return imageId.substring(0, Math.min(imageId.length(), 15));
    }

    /** UUID of the hash tree's superblock. */
    public UUID verity() {
        return uuid("verity");
    }

    /** GUID of the disk. */
    public UUID disk() {
        return uuid("disk");
    }

    /** GUID of the EFI system partition. */
    public UUID esp() {
        return uuid("esp");
    }

    /** Volume serial number of the EFI system partition. */
    public int espSerial() {
        return ByteBuffer.wrap(hash("esp")).getInt();
    }

    /** Salt of the hash tree, 32 bytes. */
    public byte[] salt() {
        return hash("salt");
    }

    /**
     * The GUID of the root partition and of the hash partition: the two halves of the root hash, by which the kernel
     * command line finds them in whichever slot they are (discoverable partitions specification).
     */
    public static UUID[] partitionIds(String rootHash) {
        ByteBuffer hash = ByteBuffer.wrap(HexFormat.of().parseHex(rootHash));
        UUID root = new UUID(hash.getLong(), hash.getLong());
        return new UUID[] {root, new UUID(hash.getLong(), hash.getLong())};
    }

    private byte[] hash(String purpose) {
        String name = "atoll:" + imageId + ":" + purpose;
        return HexFormat.of()
                .parseHex(Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex());
    }

    /** A version 8 UUID (RFC 9562) of the purpose's hash. */
    private UUID uuid(String purpose) {
        ByteBuffer hash = ByteBuffer.wrap(hash(purpose));
        long high = (hash.getLong() & ~0xf000L) | 0x8000L;
        long low = (hash.getLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low);
    }
}
