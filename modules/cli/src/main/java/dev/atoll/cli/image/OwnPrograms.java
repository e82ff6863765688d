package dev.atoll.cli.image;

import dev.atoll.image.runtime.Programs;

/** The programs that this {@code atoll} can put into images, by a class of each of their jars. */
final class OwnPrograms {
    private OwnPrograms() {}

    static Programs all() {
        return Programs.NONE;
    }
}
