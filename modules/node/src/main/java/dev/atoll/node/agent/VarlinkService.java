package dev.atoll.node.agent;

import dev.atoll.document.Documents;
import dev.atoll.document.Value;
import dev.atoll.node.telemetry.TelemetryStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The calls that the agent answers: those that every Varlink service has, and its own. Thread safe. */
final class VarlinkService {
    private static final String INTERFACE = "dev.atoll.Node";

    private static final String SERVICE_INTERFACE = """
            # What every service tells of itself
            interface org.varlink.service

            method GetInfo() -> (
              vendor: string,
              product: string,
              version: string,
              url: string,
              interfaces: []string
            )

            method GetInterfaceDescription(interface: string) -> (description: string)

            error InterfaceNotFound (interface: string)
            error MethodNotFound (method: string)
            error MethodNotImplemented (method: string)
            error InvalidParameter (parameter: string)
            error PermissionDenied ()
            error ExpectedMore ()
            """;

    private final Map<String, Method> methods;

    VarlinkService(NodeState state, Supplier<Optional<TelemetryStatus>> telemetry, String version) {
        this.methods = new TreeMap<>(Map.of(
                "org.varlink.service.GetInfo",
                _ -> new Info("Atoll", "Atoll agent", version, "", List.of("org.varlink.service", INTERFACE)),
                "org.varlink.service.GetInterfaceDescription",
                VarlinkService::describe,
                INTERFACE + ".GetStatus",
                _ -> state.status(),
                INTERFACE + ".ListGenerations",
                _ -> state.generations(),
                INTERFACE + ".GetDrift",
                _ -> state.drift(),
                INTERFACE + ".GetTelemetry",
                _ -> new Sending(telemetry.get())));
    }

    /** What answers a call. */
    private interface Method {
        Record call(Value.Mapping parameters) throws IOException;
    }

    record Sending(Optional<TelemetryStatus> telemetry) {}

    record Info(String vendor, String product, String version, String url, List<String> interfaces) {}

    record Description(String description) {}

    /** The reply to a call, as a JSON object. */
    String call(String name, Value.Mapping parameters) {
        Method method = methods.get(name);
        if (method == null) {
            return error("org.varlink.service.MethodNotFound", new MethodName(name));
        }
        try {
            return "{\"parameters\":" + Documents.writeJson(method.call(parameters)) + "}";
        } catch (UnknownInterfaceException e) {
            return error("org.varlink.service.InvalidParameter", new ParameterName("interface"));
        } catch (IOException | RuntimeException e) {
            return error("dev.atoll.Node.Failed", new Reason(String.valueOf(e.getMessage())));
        }
    }

    record MethodName(String method) {}

    record ParameterName(String parameter) {}

    record Reason(String reason) {}

    private static String error(String name, Record parameters) {
        return "{\"error\":\"" + name + "\",\"parameters\":" + Documents.writeJson(parameters) + "}";
    }

    /** The text of a key; empty if there is none. */
    static String text(Value.Mapping mapping, String key) {
        return mapping.find(key)
                .map(it -> it instanceof Value.Scalar scalar ? scalar.text() : "")
                .orElse("");
    }

    private static Record describe(Value.Mapping parameters) throws IOException {
        String name = text(parameters, "interface");
        return new Description(
                switch (name) {
                    case "org.varlink.service" -> SERVICE_INTERFACE;
                    case INTERFACE -> own();
                    default -> throw new UnknownInterfaceException(name);
                });
    }

    private static String own() throws IOException {
        try (InputStream in = VarlinkService.class.getResourceAsStream(INTERFACE + ".varlink")) {
            if (in == null) {
                throw new UncheckedIOException(new IOException("the agent lacks its interface description"));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class UnknownInterfaceException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownInterfaceException(String name) {
            super(name);
        }
    }
}
