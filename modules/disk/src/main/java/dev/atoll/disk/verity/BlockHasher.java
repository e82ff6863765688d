package dev.atoll.disk.verity;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Salted SHA-256 of blocks of 4096 bytes. Not thread safe. */
final class BlockHasher {
    static final int BLOCK = 4096;
    static final int HASH = 32;
    static final int HASHES_PER_BLOCK = BLOCK / HASH;
    static final int MAX_SALT = 256;

    private final MessageDigest digest;
    private final byte[] salt;

    /** Takes the salt as it is, without copying. */
    BlockHasher(byte[] salt) {
        if (salt.length > MAX_SALT) {
            throw new IllegalArgumentException("salt has " + salt.length + " bytes, dm-verity takes " + MAX_SALT);
        }
        this.salt = salt;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Hashes the block at {@code offset} and puts the hash at {@code at} of {@code into}. */
    void hash(byte[] data, int offset, byte[] into, int at) {
        digest.update(salt);
        digest.update(data, offset, BLOCK);
        try {
            digest.digest(into, at, HASH);
        } catch (DigestException e) {
            throw new AssertionError("room for a hash was given", e);
        }
    }
}
