package dev.atoll.systemtests;

import dev.atoll.store.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A container image made here: one static program. An OCI image layout in a tar archive
 * (OCI image specification 1.1), with an uncompressed layer.
 */
public final class OciArchive {
    private static final int TAR_BLOCK = 512;
    private static final long LOAD_ADDRESS = 0x400000;
    private static final int HEADERS = 64 + 56;

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    private OciArchive() {}

    /** The archive of an image {@code name} whose program prints {@code words} and ends. */
    public static byte[] saying(String words, String name) {
        return of("hello", program(words), name);
    }

    /** The archive of an image {@code name} that holds a static x86-64 program and runs it. */
    public static byte[] of(String file, byte[] program, String name) {
        OciArchive layer = new OciArchive();
        layer.add(file, program, 0755);
        byte[] layerTar = layer.finish();
        byte[] config = """
                {"architecture":"amd64","os":"linux","config":{"Entrypoint":["/%s"]},\
                "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}""".formatted(file, Digest.of(layerTar)).getBytes(StandardCharsets.UTF_8);
        byte[] manifest = """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%d},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:%s","size":%d}]}""".formatted(Digest.of(config), config.length, Digest.of(layerTar), layerTar.length)
                .getBytes(StandardCharsets.UTF_8);
        byte[] index = """
                {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "digest":"sha256:%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"%s"}}]}""".formatted(Digest.of(manifest), manifest.length, name).getBytes(StandardCharsets.UTF_8);
        OciArchive archive = new OciArchive();
        archive.add("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8), 0644);
        archive.add("index.json", index, 0644);
        for (byte[] blob : new byte[][] {config, manifest, layerTar}) {
            archive.add("blobs/sha256/" + Digest.of(blob), blob, 0644);
        }
        return archive.finish();
    }

    /** A static x86-64 ELF program: write(1, words) and exit(0). */
    private static byte[] program(String words) {
        byte[] text = (words + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer code = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        code.put(new byte[] {(byte) 0xb8, 1, 0, 0, 0}); // mov eax, 1: write
        code.put(new byte[] {(byte) 0xbf, 1, 0, 0, 0}); // mov edi, 1
        int codeSize = 5 + 5 + 10 + 5 + 2 + 5 + 2 + 2;
        code.put(new byte[] {0x48, (byte) 0xbe}).putLong(LOAD_ADDRESS + HEADERS + codeSize); // mov rsi, text
        code.put((byte) 0xba).putInt(text.length); // mov edx, length
        code.put(new byte[] {0x0f, 0x05}); // syscall
        code.put(new byte[] {(byte) 0xb8, 60, 0, 0, 0}); // mov eax, 60: exit
        code.put(new byte[] {0x31, (byte) 0xff}); // xor edi, edi
        code.put(new byte[] {0x0f, 0x05}); // syscall
        int size = HEADERS + codeSize + text.length;
        ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        elf.putShort((short) 2).putShort((short) 62).putInt(1).putLong(LOAD_ADDRESS + HEADERS);
        elf.putLong(64)
                .putLong(0)
                .putInt(0)
                .putShort((short) 64)
                .putShort((short) 56)
                .putShort((short) 1);
        elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        elf.putInt(1).putInt(5).putLong(0).putLong(LOAD_ADDRESS).putLong(LOAD_ADDRESS);
        elf.putLong(size).putLong(size).putLong(0x1000);
        elf.put(code.array(), 0, codeSize).put(text);
        return elf.array();
    }

    private void add(String name, byte[] content, int mode) {
        byte[] header = new byte[TAR_BLOCK];
        field(header, 0, name);
        field(header, 100, "%07o".formatted(mode));
        field(header, 108, "0000000");
        field(header, 116, "0000000");
        field(header, 124, "%011o".formatted(content.length));
        field(header, 136, "%011o".formatted(0));
        field(header, 156, "0");
        field(header, 257, "ustar");
        field(header, 263, "00");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        field(header, 148, "%06o".formatted(sum));
        header[154] = 0;
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[(TAR_BLOCK - content.length % TAR_BLOCK) % TAR_BLOCK]);
    }

    private static void field(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private byte[] finish() {
        tar.writeBytes(new byte[2 * TAR_BLOCK]);
        return tar.toByteArray();
    }
}
