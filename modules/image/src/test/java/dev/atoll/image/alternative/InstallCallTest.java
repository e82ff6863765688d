package dev.atoll.image.alternative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallCallTest {
    @Test
    void readsAChoiceWithItsFollowers() {
        assertThat(InstallCall.of("update-alternatives --quiet --install /usr/bin/pager 'pager'   \"/usr/bin/less\" -77"
                        + " --slave /usr/share/man/man1/pager.1.gz pager.1.gz /usr/share/man/man1/less.1.gz"
                        + " --slave /a a /b >/dev/null 2>&1 || true"))
                .contains(new Alternative(
                        "usr/bin/pager",
                        "pager",
                        "usr/bin/less",
                        -77,
                        List.of(
                                new Alternative.Follower(
                                        "usr/share/man/man1/pager.1.gz", "pager.1.gz", "usr/share/man/man1/less.1.gz"),
                                new Alternative.Follower("a", "a", "b"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "update-alternatives --remove pager /usr/bin/less",
                "update-alternatives --install /usr/bin/$x x /usr/bin/y 5",
                "update-alternatives --install /usr/bin/x x \"/usr/bin/$y\" 5",
                "update-alternatives --install /usr/bin/x x /usr/bin/y$(z) 5",
                "update-alternatives --install /usr/bin/x x /usr/bin/y* 5",
                "update-alternatives --install /usr/bin/x x /usr/bin/y",
                "update-alternatives --install /usr/bin/x x /usr/bin/y 5 --slave /a a",
                "update-alternatives --install /usr/bin/x x /usr/bin/y five",
                "update-alternatives --install usr/bin/x x /usr/bin/y 5",
                "update-alternatives --install /usr/bin/../x x /usr/bin/y 5",
                "update-alternatives --install /usr/bin/x\0 x /usr/bin/y 5",
                "update-alternatives --install '/usr/bin/\n/../x' x /usr/bin/y 5",
                "update-alternatives --install /usr/bin/x ../x /usr/bin/y 5",
                "update-alternatives --install /usr/bin/x .. /usr/bin/y 5",
                "update-alternatives --install /usr/bin/x x /usr/bin/y 5 > /etc/file",
                "update-alternatives --install /usr/bin/x x /usr/bin/y 5 && touch /x",
                "update-alternatives --install /usr/bin/x x /usr/bin/y 5 || touch /x",
                "update-alternatives --force --install /usr/bin/x x /usr/bin/y 5",
                "my-update-alternatives --install /usr/bin/x x /usr/bin/y 5",
                "echo update-alternatives --install /usr/bin/x x /usr/bin/y 5",
                "update-alternatives --install /usr/bin/x x /usr/bin/y 5;",
            })
    void refusesAllElse(String statement) {
        assertThat(InstallCall.of(statement)).isEmpty();
    }
}
