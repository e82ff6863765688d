package dev.atoll.node.foreign;

import com.code_intelligence.jazzer.junit.FuzzTest;

class IgnitionFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        ForeignInput.imported(Format.IGNITION, input);
    }
}
