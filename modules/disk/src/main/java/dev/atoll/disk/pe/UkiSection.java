package dev.atoll.disk.pe;

/**
 * A section that makes a stub into a unified kernel image.
 *
 * @param name {@code .linux}, {@code .initrd}, {@code .cmdline}, {@code .osrel}, {@code .uname} …: a dot and up to seven
 *     printable ASCII characters
 * @param data its content, not empty; not copied, so it must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // kernels are large: a copy at each access would be wasteful
public record UkiSection(String name, byte[] data) {
    /** @throws IllegalArgumentException if the name does not fit or there is no data */
    public UkiSection {
        if (!name.matches("\\.[\\x21-\\x7e]{1,7}")) {
            throw new IllegalArgumentException(
                    "section name '" + name + "' is not a dot and one to seven ASCII characters");
        }
        if (data.length == 0) {
            throw new IllegalArgumentException("section " + name + " is empty: leave it out");
        }
    }
}
