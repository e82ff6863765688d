package dev.atoll.node.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
    private static XmlElement read(String document) {
        return XmlReader.read(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsElementsAndTheirText() {
        XmlElement root = read("""
                \uFEFF<?xml version="1.0" encoding="utf-8"?>
                <!-- a comment -->
                <p:a xmlns:p='urn:x' b = "&lt;">one<c/> &amp; <d>&#65;&#x1F600;<![CDATA[<x>&amp;]]></d ></p:a>
                """);
        assertThat(root.name()).isEqualTo("a");
        assertThat(root.text()).isEqualTo("one & ");
        assertThat(root.children()).extracting(XmlElement::name).containsExactly("c", "d");
        assertThat(root.textAt("d")).contains("A\uD83D\uDE00<x>&amp;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a/>text",
                "<a b/>",
                "<a b=c/>",
                "<a b='1'c='2'/>",
                "<a b='<'/>",
                "<a>&unknown;</a>",
                "<a>&#0;</a>",
                "<a>&#x110000;</a>",
                "<a>&#xd800;</a>",
                "<a>& b</a>",
                "<a>\u0001</a>",
                "<a><!-- </a>",
                "<a><![CDATA[</a>",
                "<a><?x y?></a>",
                "<?x y?><a/>",
                "<?xml version='1.0' encoding='latin1'?><a/>",
                "<1/>",
                "<:a/>",
                "< a/>"
            })
    void refusesAllElse(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(XmlException.class);
    }

    @Test
    void refusesBombs() {
        assertThatThrownBy(() -> read("<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>"))
                .isInstanceOf(XmlException.class);
        assertThatThrownBy(() -> read("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"))
                .isInstanceOf(XmlException.class);
        assertThatThrownBy(() -> read("<a>".repeat(200_000))).hasMessageContaining("too deep");
        assertThatThrownBy(() -> read("<a>" + "<b/>".repeat(20_000) + "</a>")).hasMessageContaining("too many");
        assertThatThrownBy(() -> read("<a>" + "x".repeat(XmlReader.LARGEST) + "</a>"))
                .hasMessageContaining("more than");
        assertThatThrownBy(() -> XmlReader.read(new byte[] {'<', 'a', (byte) 0xff, '>'}))
                .hasMessageContaining("not UTF-8");
    }
}
