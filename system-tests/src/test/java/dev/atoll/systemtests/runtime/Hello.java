package dev.atoll.systemtests.runtime;

import java.net.http.HttpClient;
import java.time.ZoneId;
import java.util.function.Supplier;

/** A program of an image, for the test: uses what a runtime that lacks something would not have. */
final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        Supplier<String> greeting = () -> "hello from " + System.getProperty("java.home");
        try (HttpClient client = HttpClient.newHttpClient()) {
            System.out.println(greeting.get() + ", " + client.sslContext().getProtocol() + ", "
                    + ZoneId.of("Europe/Lisbon").getRules().isFixedOffset());
        }
    }
}
