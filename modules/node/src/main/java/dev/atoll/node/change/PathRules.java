package dev.atoll.node.change;

import dev.atoll.node.change.PathChange.Kind;
import dev.atoll.node.render.UnitNames;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which step a path asks for. The first rule that fits counts. */
final class PathRules {
    private static final String UNIT =
            "([^/]+\\.(?:service|socket|timer|path|target|mount|automount|swap|slice|scope))";

    private record Rule(Pattern path, Function<Asked, Step> step) {}

    private record Asked(PathChange change, Matcher match) {
        String group() {
            return match.group(1);
        }

        boolean removes() {
            return change.kind() == Kind.REMOVED;
        }
    }

    private static final List<Rule> RULES = List.of(
            rule("/etc/hostname", _ -> new Step.SetHostname()),
            // What a variable was before, or a module's device, only a boot brings back.
            rule("/etc/sysctl\\.d/.*", it -> it.removes() ? new Step.Reboot() : new Step.ApplySysctl()),
            rule("/etc/modules-load\\.d/.*", it -> it.removes() ? new Step.Reboot() : new Step.LoadModules()),
            rule("/etc/modprobe\\.d/.*", _ -> new Step.Reboot()),
            // networkd makes devices, and leaves those alone that are there.
            rule(
                    "/etc/systemd/network/.*\\.(?:netdev|link)(?:\\.d/.*)?",
                    it -> it.change().kind() == Kind.ADDED ? new Step.ReloadNetwork() : new Step.Reboot()),
            rule("/etc/systemd/network/.*", _ -> new Step.ReloadNetwork()),
            rule("/etc/systemd/resolved\\.conf(?:\\.d/.*)?", _ -> new Step.Restart("systemd-resolved.service")),
            rule("/etc/systemd/timesyncd\\.conf(?:\\.d/.*)?", _ -> new Step.Restart("systemd-timesyncd.service")),
            rule("/etc/systemd/journald\\.conf(?:\\.d/.*)?", _ -> new Step.Restart("systemd-journald.service")),
            rule("/etc/systemd/system\\.conf(?:\\.d/.*)?", _ -> new Step.Reboot()),
            // What a person opens is started by that.
            rule(
                    "/etc/systemd/system/atoll-keyed\\.target\\.wants/" + UNIT,
                    it -> it.removes() ? new Step.Stop(it.group()) : new Step.Nothing()),
            rule(
                    "/etc/systemd/system/[^/]+\\.(?:wants|requires|upholds)/" + UNIT,
                    it -> it.removes() ? new Step.Stop(it.group()) : new Step.Start(it.group())),
            // What is at the partitions of a disk goes on while others are made; links say whether it is started or
            // stopped.
            rule("/etc/systemd/system/(atoll-disk@[^/]+\\.service)\\.d/.*", PathRules::disk),
            rule(
                    "/etc/atoll/disks/([^/]+)/.*",
                    it -> disk(it, "atoll-disk@" + UnitNames.escape(it.group()) + ".service")),
            rule("/etc/systemd/system/systemd-(?:cryptsetup|fsck)@[^/]+\\.service\\.d/.*", _ -> new Step.Nothing()),
            rule(
                    "/etc/systemd/system/(atoll-swapfile@[^/]+\\.service)\\.d/.*",
                    it -> it.removes() ? new Step.RemoveSwapFile(it.group()) : new Step.Restart(it.group())),
            rule("/etc/systemd/system/" + UNIT + "(?:\\.d/.*)?", PathRules::unit),
            rule("/etc/containers/systemd/([^/]+)\\.container(?:\\.d/.*)?", it -> container(it, ".service")),
            rule("/etc/containers/systemd/([^/]+)\\.image", it -> container(it, "-image.service")),
            rule("/etc/nftables\\.(?:conf|d/.*)", _ -> new Step.Reload("nftables.service")),
            rule("/etc/ssh/sshd_config(?:\\.d/.*)?", _ -> new Step.Reload("ssh.service")),
            rule("/etc/atoll/telemetry\\.json", _ -> new Step.Restart("atoll-agent.service")),
            rule("/etc/udev/rules\\.d/.*", _ -> new Step.ReloadDevices()),
            rule("/etc/tmpfiles\\.d/.*", _ -> new Step.MakeFiles()),
            rule("/etc/(?:fstab|atoll/kernel-addons)", _ -> new Step.Reboot()));

    private PathRules() {}

    static Step step(PathChange change) {
        for (Rule rule : RULES) {
            Matcher match = rule.path().matcher(change.path());
            if (match.matches()) {
                return rule.step().apply(new Asked(change, match));
            }
        }
        return new Step.Nothing();
    }

    private static Rule rule(String path, Function<Asked, Step> step) {
        return new Rule(Pattern.compile(path), step);
    }

    /** A template is no unit that runs; its instances are not known here. */
    private static Step unit(Asked it) {
        if (it.group().contains("@.")) {
            return new Step.Nothing();
        }
        boolean file = it.change().path().endsWith("/" + it.group());
        return it.removes() && file ? new Step.Stop(it.group()) : new Step.Restart(it.group());
    }

    private static Step disk(Asked it) {
        return disk(it, it.group());
    }

    private static Step disk(Asked it, String unit) {
        return it.change().kind() == Kind.CHANGED ? new Step.Renew(unit) : new Step.Nothing();
    }

    private static Step container(Asked it, String ending) {
        String unit = it.group() + ending;
        return switch (it.change().kind()) {
            case ADDED -> new Step.Start(unit);
            case CHANGED -> new Step.Restart(unit);
            case REMOVED -> new Step.Stop(unit);
        };
    }
}
