package dev.atoll.node.foreign;

import dev.atoll.document.Value;
import dev.atoll.node.foreign.Draft.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a cloud-config: the keys of cloud-init's modules. Accounts, files and disks have classes of their own. */
final class CloudConfig {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private final Draft draft;
    private final Findings findings;

    CloudConfig(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    void read(Value root) {
        Cursor.read(root, "", findings, UnaryOperator.identity(), top -> {
            hostname(top);
            top.text("timezone").ifPresent(draft::zone);
            top.within("ntp", this::ntp);
            new CloudAccounts(draft, findings).read(top);
            new CloudFiles(draft, findings).read(top);
            new CloudMounts(draft, findings).read(top);
            top.within("ca_certs", this::certificates);
            resolver(top);
            top.take("network").ifPresent(it -> CloudNetwork.readInside(it, draft, findings));
            CloudKeys.takeUnsupported(top);
        });
    }

    private void hostname(Cursor top) {
        Optional<Text> hostname = top.nonEmpty("hostname");
        Optional<Text> fqdn = top.nonEmpty("fqdn");
        boolean whole = top.isTrue("prefer_fqdn_over_hostname") && fqdn.isPresent();
        Optional<Text> chosen = whole ? fqdn : hostname.or(() -> fqdn.map(it -> it.map(CloudConfig::first)));
        chosen.ifPresent(draft::hostname);
        if (whole) {
            hostname.ifPresent(it -> findings.lost(it, "fqdn is preferred to it", "nothing"));
        } else {
            fqdn.ifPresent(it -> findings.changed(
                    it,
                    "the rest of a name is the name service's, not the node's",
                    "write the whole name as hostname:"));
        }
        top.lostIfTrue("preserve_hostname", "the node's name is the configuration's", "leave hostname: out");
        top.lostIfFalse("create_hostname_file", "a name that is given is written", "leave hostname: out");
        top.lost(
                "manage_etc_hosts",
                "a node finds its own name without a line in /etc/hosts",
                "name other hosts below network: hosts:");
    }

    private static String first(String name) {
        return name.split("\\.", 2)[0];
    }

    private void ntp(Cursor it) {
        List<Text> servers = new ArrayList<>(it.texts("servers"));
        servers.addAll(it.texts("pools"));
        draft.timeServers(servers);
        it.lost("peers", "a node asks servers and has no peers", "name them as servers");
        it.lost("allow", "a node serves no time", "nothing");
        it.lost("ntp_client", "systemd-timesyncd sets the time", "put another client into the image");
        it.lost("config", "systemd-timesyncd sets the time", "a file below /etc/systemd/timesyncd.conf.d");
        it.lostIfFalse(
                "enabled", "systemd-timesyncd is the image's", "units: systemd-timesyncd.service, state: disabled");
    }

    private void certificates(Cursor it) {
        int number = 0;
        for (Text text : it.texts("trusted")) {
            List<String> certificates = new ArrayList<>();
            Matcher matcher = CERTIFICATE.matcher(text.text());
            while (matcher.find()) {
                certificates.add(matcher.group() + "\n");
            }
            if (certificates.isEmpty()) {
                certificates.add(text.text());
            }
            for (String pem : certificates) {
                String name = "imported-" + ++number;
                draft.add(
                        Section.CERTIFICATES,
                        new Fields(text.place()).text("name", name).text("pem", text.map(whole -> pem)));
            }
        }
        it.lostIfTrue(
                "remove_defaults",
                "authorities of the image stay trusted",
                "leave them out of the image: exclude: in its definition");
    }

    private void resolver(Cursor top) {
        if (!top.isTrue("manage_resolv_conf")) {
            top.lost(
                    "resolv_conf",
                    "cloud-init ignores it without manage_resolv_conf: true",
                    "set it, and import again");
            return;
        }
        top.within("resolv_conf", it -> {
            List<Text> domains = new ArrayList<>(it.texts("searchdomains"));
            it.nonEmpty("domain").ifPresent(domain -> domains.addFirst(domain));
            draft.nameServers(it.texts("nameservers"), domains);
            it.lost("options", "systemd-resolved has no such options", "nothing");
            it.lost("sortlist", "systemd-resolved sorts no addresses", "nothing");
        });
    }

    /** Names of a list, or of one text with commas. */
    static List<Text> names(List<Item> items, Cursor cursor) {
        List<Text> names = new ArrayList<>();
        for (Item item : items) {
            if (item.value() instanceof Value.Mapping) {
                names.addAll(keys(item));
                continue;
            }
            cursor.text(item.value(), item.path()).ifPresent(text -> names.addAll(split(text)));
        }
        return names;
    }

    private static List<Text> keys(Item item) {
        return ((Value.Mapping) item.value())
                .entries().stream()
                        .map(it -> new Text(it.key(), it.keyPlace(), item.path() + "." + it.key()))
                        .toList();
    }

    static List<Text> split(Text text) {
        List<Text> parts = new ArrayList<>();
        for (String part : text.text().split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(text.map(it -> part.strip()));
            }
        }
        return parts;
    }

    /** Reads each value of a mapping, by its key. */
    static void eachKey(Cursor mapping, BiConsumer<String, Cursor> reader) {
        for (String key : mapping.left()) {
            mapping.within(key, it -> reader.accept(key, it));
        }
    }
}
