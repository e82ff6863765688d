package dev.atoll.image.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** Recognises what a file or partition holds by its magic numbers. */
enum ContentType {
    // Each character of a magic number stands for a byte.
    EROFS("erofs", 1024, "\u00e2\u00e1\u00f5\u00e0"),
    VERITY("verity", 0, "verity\0\0"),
    FAT32("fat32", 82, "FAT32   "),
    FAT16("fat16", 54, "FAT1"),
    EXT("ext4", 1080, "S\u00ef"),
    XFS("xfs", 0, "XFSB"),
    BTRFS("btrfs", 65600, "_BHRfS_M"),
    SQUASHFS("squashfs", 0, "hsqs"),
    LUKS("luks", 0, "LUKS\u00ba\u00be"),
    SWAP("swap", 4086, "SWAPSPACE2"),
    LVM("lvm", 536, "LVM2 001"),
    ISO9660("iso9660", 32769, "CD001"),
    QCOW2("qcow2", 0, "QFI\u00fb"),
    VMDK("vmdk", 0, "KDMV"),
    VHDX("vhdx", 0, "vhdxfile"),
    VHD("vhd", 0, "conectix"),
    GZIP("gzip", 0, "\u001f\u008b"),
    XZ("xz", 0, "\u00fd7zXZ\0"),
    ZSTD("zstd", 0, "(\u00b5/\u00fd"),
    PE("pe", 0, "MZ"),
    EMPTY("empty", 0, ""),
    UNKNOWN("unknown", 0, "");

    /** Forms of disks that programs wrap around the raw one. */
    private static final List<ContentType> WRAPPED = List.of(QCOW2, VMDK, VHDX, VHD);

    private static final List<ContentType> COMPRESSED = List.of(GZIP, XZ, ZSTD);
    private static final int LOOKED_AT = 66 << 10;

    private final String text;
    private final int offset;
    private final String magic;

    ContentType(String text, int offset, String magic) {
        this.text = text;
        this.offset = offset;
        this.magic = magic;
    }

    /** Its name in lower case. */
    String text() {
        return text;
    }

    boolean isWrappedDisk() {
        return WRAPPED.contains(this);
    }

    boolean isCompressed() {
        return COMPRESSED.contains(this);
    }

    /** What begins at an offset, in bytes. */
    static ContentType at(FileChannel channel, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LOOKED_AT);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                break;
            }
        }
        byte[] start = new byte[bytes.flip().remaining()];
        bytes.get(start);
        for (ContentType type : values()) {
            if (!type.magic.isEmpty() && type.matches(start)) {
                return type;
            }
        }
        for (byte it : start) {
            if (it != 0) {
                return UNKNOWN;
            }
        }
        return EMPTY;
    }

    private boolean matches(byte[] start) {
        if (start.length < offset + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((start[offset + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
