package dev.atoll.disk.erofs;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text to UTF-8 and back without replacing what does not fit. */
final class Names {
    private Names() {}

    /** The bytes of a name, target or attribute name of the inode at {@code path}. */
    static byte[] utf8(String path, String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("/" + path + " has a name or target that is not valid Unicode", e);
        }
    }

    /** The text of a part of an image that begins at {@code position}. */
    static String text(byte[] bytes, int from, int to, long position) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedErofsException(position + from, "a name or target is not valid UTF-8");
        }
    }
}
