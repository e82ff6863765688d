package dev.atoll.node.azure;

import dev.atoll.node.fetch.Http;
import dev.atoll.node.fetch.Retries;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The host's server that gives machines their goal state, and takes their word that they reached it. */
public final class WireServer {
    private static final Map<String, String> HEADERS = Map.of("x-ms-agent-name", "atoll", "x-ms-version", "2012-11-30");

    /** A longer description is cut off by the server. */
    private static final int LONGEST = 512;

    private final URI base;
    private final PlatformHttp http;

    /** @param base where it is, such as {@code http://168.63.129.16} */
    public WireServer(URI base, Http http, Retries retries) {
        this.base = base;
        this.http = new PlatformHttp(http, retries);
    }

    /** What a report has to name. */
    private record GoalState(String incarnation, String container, String instance) {
        static GoalState of(byte[] document) {
            XmlElement root = XmlReader.read(document);
            return new GoalState(
                    text(root, "Incarnation"),
                    text(root, "Container", "ContainerId"),
                    text(root, "Container", "RoleInstanceList", "RoleInstance", "InstanceId"));
        }

        private static String text(XmlElement root, String... way) {
            return root.textAt(way)
                    .orElseThrow(() -> new XmlException("the goal state has no " + String.join("/", way)));
        }
    }

    /**
     * Says that the machine is ready, or why it will not be.
     *
     * @param failure why not
     * @throws AzureException if the server did not take it
     */
    public void report(Optional<String> failure) {
        GoalState goal = http.ask(base.resolve("/machine/?comp=goalstate"), HEADERS, Optional.empty(), GoalState::of);
        Map<String, String> headers = Map.of(
                "x-ms-agent-name", "atoll", "x-ms-version", "2012-11-30", "Content-Type", "text/xml;charset=utf-8");
        http.ask(base.resolve("/machine/?comp=health"), headers, Optional.of(health(goal, failure)), _ -> true);
    }

    private static String health(GoalState goal, Optional<String> failure) {
        String details = failure.map(why -> "<Details><SubStatus>ProvisioningFailed</SubStatus><Description>"
                        + escaped(why.length() > LONGEST ? why.substring(0, LONGEST) : why)
                        + "</Description></Details>")
                .orElse("");
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Health>"
                + element("GoalStateIncarnation", escaped(goal.incarnation()))
                + element(
                        "Container",
                        element("ContainerId", escaped(goal.container()))
                                + element(
                                        "RoleInstanceList",
                                        element(
                                                "Role",
                                                element("InstanceId", escaped(goal.instance()))
                                                        + element(
                                                                "Health",
                                                                element(
                                                                                "State",
                                                                                failure.isEmpty()
                                                                                        ? "Ready"
                                                                                        : "NotReady")
                                                                        + details))))
                + "</Health>\n";
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.appendCodePoint(c < 0x20 || c == 0xfffe || c == 0xffff ? ' ' : c);
            }
        });
        return escaped.toString();
    }
}
