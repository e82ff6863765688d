package dev.atoll.cli.image;

import com.github.difflib.DiffUtils;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.document.Documents;
import dev.atoll.image.definition.JavaProgram;
import dev.atoll.image.runtime.ClassPath;
import dev.atoll.image.runtime.Programs;
import dev.atoll.node.Provision;
import dev.atoll.store.Digest;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;
import tools.jackson.core.json.JsonFactory;

/** The programs that this {@code atoll} can put into images, by a class of each of their jars. */
final class OwnPrograms {
    private OwnPrograms() {}

    static Programs all() {
        return new Programs(Map.of(JavaProgram.AGENT, OwnPrograms::agent));
    }

    private static ClassPath agent() {
        return ClassPath.of(
                Provision.class,
                Documents.class,
                Digest.class,
                FileTree.class,
                LoadSettings.class,
                JsonFactory.class,
                DiffUtils.class,
                CommandLine.class);
    }
}
