package dev.atoll.node.foreign;

import com.code_intelligence.jazzer.junit.FuzzTest;

class ButaneFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        ForeignInput.imported(Format.BUTANE, input);
    }
}
