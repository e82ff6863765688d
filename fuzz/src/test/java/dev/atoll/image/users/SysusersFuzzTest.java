package dev.atoll.image.users;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import java.nio.charset.StandardCharsets;

class SysusersFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Hostile.read(input.length, () -> SysusersParser.file("a.conf", text), MalformedSysusersException.class)
                .ifPresent(lines -> lines.forEach(line -> {
                    if (line instanceof SysusersLine.User user) {
                        String fields = user.name()
                                + user.description()
                                + user.home().orElse("")
                                + user.shell().orElse("");
                        Hostile.require(
                                fields.indexOf(':') < 0 && fields.chars().noneMatch(c -> c < ' '),
                                "a line of passwd would be broken by " + fields);
                    }
                }));
    }
}
