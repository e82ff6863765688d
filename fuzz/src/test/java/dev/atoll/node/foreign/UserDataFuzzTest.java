package dev.atoll.node.foreign;

import com.code_intelligence.jazzer.junit.FuzzTest;

class UserDataFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        ForeignInput.imported(Format.CLOUD_INIT, input);
    }
}
