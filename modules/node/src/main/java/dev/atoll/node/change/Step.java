package dev.atoll.node.change;

/** What has to be done so that the running system follows a change. */
public sealed interface Step {
    /** Whoever reads the file next sees it. */
    record Nothing() implements Step {}

    /** The name of the machine is set. */
    record SetHostname() implements Step {}

    /** Variables of the kernel are set. */
    record ApplySysctl() implements Step {}

    /** Modules of the kernel are loaded. */
    record LoadModules() implements Step {}

    /** systemd-networkd reads its files, and sets up again what they change. */
    record ReloadNetwork() implements Step {}

    /** systemd-udevd reads its rules. */
    record ReloadDevices() implements Step {}

    /** Files of tmpfiles.d(5) are carried out. */
    record MakeFiles() implements Step {}

    /**
     * A unit reads its files, without being stopped.
     *
     * @param unit its name
     */
    record Reload(String unit) implements Step {}

    /**
     * A unit is stopped and started, if it runs.
     *
     * @param unit its name
     */
    record Restart(String unit) implements Step {}

    /**
     * A unit is started.
     *
     * @param unit its name
     */
    record Start(String unit) implements Step {}

    /**
     * A unit is stopped.
     *
     * @param unit its name
     */
    record Stop(String unit) implements Step {}

    /**
     * A unit does its work again without being stopped; it is started if it does not run.
     *
     * @param unit its name
     */
    record Renew(String unit) implements Step {}

    /**
     * A swap file that no configuration asks for any more is removed.
     *
     * @param unit the one that made it
     */
    record RemoveSwapFile(String unit) implements Step {}

    /** Only the next boot sees it. */
    record Reboot() implements Step {}

    /** What it costs, for people: {@code live}, {@code restarts UNIT}, {@code reboot}. */
    default String cost() {
        return switch (this) {
            case Reload(String unit) -> "reloads " + unit;
            case Restart(String unit) -> "restarts " + unit;
            case Renew(String unit) -> "runs " + unit;
            case RemoveSwapFile(String _) -> "removes the file";
            case Start(String unit) -> "starts " + unit;
            case Stop(String unit) -> "stops " + unit;
            case Reboot() -> "reboot";
            default -> "live";
        };
    }
}
