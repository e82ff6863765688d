package dev.atoll.node.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class RecoveryKeyTest {
    @Test
    void aKeyHas64DigitsInGroupsAndIsNeverTheSame() {
        SecureRandom random = new SecureRandom();
        String key = RecoveryKey.random(random);
        assertThat(key).matches("(?:[cbdefghijklnrtuv]{8}-){7}[cbdefghijklnrtuv]{8}");
        assertThat(RecoveryKey.random(random)).isNotEqualTo(key);
    }
}
