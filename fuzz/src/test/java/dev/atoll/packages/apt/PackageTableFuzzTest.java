package dev.atoll.packages.apt;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.packages.deb.MalformedPackageException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

class PackageTableFuzzTest {
    private static final String NAME = "thing";

    /** The store is ours, but disks fail: a table is whole, or not there, or refused, also where its check happens to be right. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        byte[] bytes = input.clone();
        if (bytes.length >= PackageTable.TRAILER) {
            CRC32C crc = new CRC32C();
            crc.update(bytes, 0, bytes.length - 2 * Integer.BYTES);
            ByteBuffer.wrap(bytes, bytes.length - 2 * Integer.BYTES, 2 * Integer.BYTES)
                    .putInt((int) crc.getValue())
                    .putInt(PackageTable.MAGIC);
        }
        Hostile.read(
                bytes.length,
                () -> PackageTable.of(bytes, new PackagesReader("a table", "trixie", "amd64"))
                        .map(table -> table.answering(NAME).size() + table.all().size()),
                MalformedPackageException.class);
    }
}
