package dev.atoll.disk.efi;

/** Offsets and values of EDK2's firmware volume with an authenticated variable store. */
final class VariableLayout {
    /** gEfiSystemNvDataFvGuid. */
    static final EfiGuid VOLUME = EfiGuid.of("fff12b8d-7696-4c8b-a985-2747075b4f50");
    /** gEfiAuthenticatedVariableGuid. */
    static final EfiGuid STORE = EfiGuid.of("aaf32c78-947b-439a-a180-2e144ec37792");

    /** Firmware volume header (PI specification, volume 3, chapter 3.2). */
    static final int VOLUME_GUID = 16;

    static final int VOLUME_LENGTH = 32;
    static final int VOLUME_SIGNATURE = 40;
    static final int VOLUME_MAGIC = 0x4856465f;
    static final int VOLUME_HEADER_LENGTH = 48;
    static final int VOLUME_HEADER_MIN = 72;

    /** VARIABLE_STORE_HEADER, relative to its start. */
    static final int STORE_SIZE = 16;

    static final int STORE_FORMAT = 20;
    static final int STORE_FORMATTED = 0x5a;
    static final int STORE_STATE = 21;
    static final int STORE_HEALTHY = 0xfe;
    static final int STORE_HEADER = 28;

    /** AUTHENTICATED_VARIABLE_HEADER, relative to its start; name and data follow. */
    static final int START_ID = 0x55aa;

    static final int STATE = 2;
    static final int ATTRIBUTES = 4;
    static final int TIME = 16;
    static final int NAME_SIZE = 36;
    static final int DATA_SIZE = 40;
    static final int VENDOR = 44;
    static final int HEADER = 60;

    /** Bits are cleared as a variable's life goes on: written, being replaced, deleted. */
    static final int ADDED = 0x3f;

    static final int BEING_REPLACED = 0x3e;
    static final int DELETED_MASK = 0xfd;

    private VariableLayout() {}

    static long align(long offset) {
        return (offset + 3) & ~3L;
    }
}
