package dev.atoll.node.render;

import dev.atoll.document.Documents;
import dev.atoll.node.config.CaCertificate;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.config.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Name, time, kernel variables and modules, trusted authorities. */
final class SystemFiles {
    /** Read by those who tell how a change ended. */
    private static final String REPORT = "/etc/atoll/report.json";

    private SystemFiles() {}

    static void render(NodeConfig config, Sheet sheet) {
        config.hostname().ifPresent(name -> sheet.text("/etc/hostname", name + "\n", "hostname"));
        config.time()
                .zone()
                .ifPresent(zone -> sheet.link("/etc/localtime", "../usr/share/zoneinfo/" + zone, "time.zone"));
        if (!config.time().servers().isEmpty()) {
            String servers = String.join(" ", config.time().servers());
            sheet.text(
                    "/etc/systemd/timesyncd.conf.d/50-node.conf",
                    new IniText().section("Time").set("NTP", servers).text(),
                    "time.servers");
        }
        if (!config.sysctl().isEmpty()) {
            StringBuilder text = new StringBuilder();
            new TreeMap<>(config.sysctl())
                    .forEach((key, value) ->
                            text.append(key).append(" = ").append(value).append('\n'));
            sheet.text("/etc/sysctl.d/90-node.conf", text.toString(), "sysctl");
        }
        if (!config.modules().isEmpty()) {
            sheet.text("/etc/modules-load.d/node.conf", String.join("\n", config.modules()) + "\n", "modules");
        }
        config.kernelAddons()
                .ifPresent(names -> sheet.text(
                        "/etc/atoll/kernel-addons",
                        names.stream().map(name -> name + "\n").collect(Collectors.joining()),
                        "kernelAddons"));
        config.report().ifPresent(it -> {
            EntryContent content = new EntryContent.Text(Documents.writeBriefJson(it));
            sheet.put(REPORT, new Entry(content, 0600, "root", "root", "report"));
        });
        config.telemetry().ifPresent(telemetry -> telemetry(telemetry, sheet));
        authorities(config.caCertificates(), sheet);
    }

    /** What the agent reads, and the secrets that its unit is given. */
    private static void telemetry(Telemetry telemetry, Sheet sheet) {
        sheet.text("/etc/atoll/telemetry.json", Documents.writeJson(telemetry), "telemetry");
        Map<String, String> credentials = telemetry.otlp().credentials();
        if (!credentials.isEmpty()) {
            IniText text = new IniText().section("Service");
            credentials.forEach((name, place) -> text.set("LoadCredential", name + ":" + place.replace("%", "%%")));
            sheet.text(
                    OwnFiles.UNITS + "atoll-agent.service.d/50-telemetry.conf", text.text(), "telemetry.otlp.headers");
        }
    }

    private static void authorities(List<CaCertificate> authorities, Sheet sheet) {
        if (authorities.isEmpty()) {
            return;
        }
        StringJoiner bundle = new StringJoiner("");
        for (int i = 0; i < authorities.size(); i++) {
            String pem = authorities.get(i).pem().strip() + "\n";
            sheet.text("/etc/ssl/certs/node-" + authorities.get(i).name() + ".pem", pem, "caCertificates[" + i + "]");
            bundle.add(pem);
        }
        sheet.append("/etc/ssl/certs/ca-certificates.crt", bundle.toString(), "caCertificates");
    }
}
