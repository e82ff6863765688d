package dev.atoll.disk.pe;

/** Offsets, sizes and flags of the PE format specification; every field is little-endian. */
final class PeLayout {
    static final int DOS_MAGIC = 0x5a4d;
    static final int DOS_SIZE = 64;
    /** File offset of the PE signature, 32 bits. */
    static final int DOS_PE_OFFSET = 60;

    static final int PE_MAGIC = 0x00004550;

    /** COFF file header, relative to the PE signature. */
    static final int COFF_MACHINE = 4;

    static final int COFF_SECTION_COUNT = 6;
    static final int COFF_SYMBOL_TABLE = 12;
    static final int COFF_SYMBOL_COUNT = 16;
    static final int COFF_OPTIONAL_SIZE = 20;
    static final int COFF_CHARACTERISTICS = 22;
    static final int COFF_END = 24;
    static final int COFF_LOCAL_SYMBOLS_STRIPPED = 0x0008;
    static final int SYMBOL_SIZE = 18;

    /** Optional header of PE32+, relative to its start. */
    static final int PE32_PLUS = 0x20b;

    static final int OPTIONAL_INITIALIZED_SIZE = 8;
    static final int OPTIONAL_SECTION_ALIGNMENT = 32;
    static final int OPTIONAL_FILE_ALIGNMENT = 36;
    static final int OPTIONAL_IMAGE_SIZE = 56;
    static final int OPTIONAL_HEADERS_SIZE = 60;
    static final int OPTIONAL_CHECKSUM = 64;
    static final int OPTIONAL_DIRECTORY_COUNT = 108;
    static final int OPTIONAL_DIRECTORIES = 112;
    /** The fifth data directory: offset in the file and size of the attribute certificate table. */
    static final int OPTIONAL_CERTIFICATES = OPTIONAL_DIRECTORIES + 4 * 8;

    static final int OPTIONAL_MIN = OPTIONAL_CERTIFICATES + 8;

    /** Section header, relative to its start. */
    static final int SECTION_SIZE = 40;

    static final int SECTION_NAME = 8;
    static final int SECTION_VIRTUAL_SIZE = 8;
    static final int SECTION_VIRTUAL_ADDRESS = 12;
    static final int SECTION_RAW_SIZE = 16;
    static final int SECTION_RAW_OFFSET = 20;
    static final int SECTION_CHARACTERISTICS = 36;

    static final int CODE = 0x00000020;
    static final int INITIALIZED = 0x00000040;
    static final int READ = 0x40000000;

    /** WIN_CERTIFICATE: 32 bits of length, 16 of revision, 16 of type; entries are aligned to eight bytes. */
    static final int CERTIFICATE_HEADER = 8;

    static final int CERTIFICATE_ALIGNMENT = 8;
    static final int CERTIFICATE_REVISION_2 = 0x0200;
    static final int CERTIFICATE_PKCS_SIGNED_DATA = 0x0002;

    private PeLayout() {}

    static long roundUp(long value, long alignment) {
        return (value + alignment - 1) / alignment * alignment;
    }
}
