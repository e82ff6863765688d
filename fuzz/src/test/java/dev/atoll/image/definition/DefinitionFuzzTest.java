package dev.atoll.image.definition;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.fuzz.Hostile;

class DefinitionFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(
                input.length, () -> Documents.bind("a.yaml", input, Definition.class), InvalidDocumentException.class);
    }
}
