package dev.atoll.node.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NodeYamlTest {
    private static final String[] PIECES = {
        "a", " ", "\n", "\t", "#", ": ", "- ", "|", "\"", "\\", "'", "{", "}", "true", "1", "é", "😀", "\r", "\u2028",
        "\u0085", "\uFEFF", "%", "---", "...", "&", "*", "!", "null", "~", "0x1", "1e3", ":"
    };

    private static NodeConfig read(String yaml) {
        return NodeConfigReader.read("node.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theExampleReadsBackEqual() {
        NodeConfig config = NodeConfigReader.read(Path.of("../../examples/web.yaml"));
        String yaml = NodeYaml.write(config);
        assertThat(read(yaml)).isEqualTo(config);
        assertThat(yaml)
                .contains(
                        "    text: |\n      <h1>Atoll</h1>\n",
                        "net.core.somaxconn: \"1024\"",
                        "containers:\n  - name: web");
    }

    @Test
    void anyTextReadsBackEqual() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 1500; round++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(8); pieces >= 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            StringBuilder quoted = new StringBuilder();
            text.codePoints().forEach(c -> quoted.append("\\U%08x".formatted(c)));
            NodeConfig config =
                    read("node: 1\nfiles: [{path: /etc/a, text: \"" + quoted + "\"}, {path: /etc/b, text: x}]\n");
            assertThat(config.files().getFirst().text()).contains(text.toString());
            assertThat(read(NodeYaml.write(config))).as("%s", quoted).isEqualTo(config);
        }
    }

    @Test
    void textsOfSeveralLinesAreBlocks() {
        NodeConfig config = read(
                "node: 1\nfiles:\n  - {path: /etc/a, text: \"  a\\n\\nb\"}\n  - {path: /etc/b, text: \"a\\n\\n\"}\n");
        assertThat(NodeYaml.write(config)).isEqualTo("""
                node: 1
                files:
                  - path: /etc/a
                    text: |2-
                        a

                      b
                  - path: /etc/b
                    text: |+
                      a

                """);
    }
}
