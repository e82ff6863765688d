package dev.atoll.packages.payload;

/** What a {@link PayloadEntry} is. */
public enum EntryType {
    FILE('f'),
    DIRECTORY('d'),
    SYMLINK('l'),
    /** Another name of a {@link #FILE} of the same package. */
    HARD_LINK('h'),
    CHARACTER_DEVICE('c'),
    BLOCK_DEVICE('b'),
    FIFO('p');

    private final char code;

    EntryType(char code) {
        this.code = code;
    }

    /** The letter that stands for it in the cached index. */
    char code() {
        return code;
    }

    static EntryType of(int code) {
        for (EntryType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IllegalArgumentException("no type of entry: " + code);
    }
}
