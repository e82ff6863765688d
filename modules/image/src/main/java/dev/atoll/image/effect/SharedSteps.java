package dev.atoll.image.effect;

import dev.atoll.image.alternative.InstallCall;
import dev.atoll.image.script.ScriptOutline;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements of scripts whose work a step of ours does, for whatever package. */
final class SharedSteps {
    private static final String QUIET = "(?:\\s+[12]?>\\s*/dev/null|\\s+2>&1)*(?:\\s+\\|\\|\\s+(?:true|:))?";

    /** The loader's cache, PAM's stacks, and which units are enabled. */
    private static final Pattern DONE = Pattern.compile("(?:(?:(?:/usr)?/sbin/)?ldconfig"
            + "|pam-auth-update --package"
            + "|systemctl(?: --system)? daemon-reload"
            + "|(?:deb-systemd-helper|deb-systemd-invoke)\\s[^&|;<>$`]*"
            + ")" + QUIET);

    private static final Pattern SHELL =
            Pattern.compile("(?:/usr/sbin/)?add-shell((?:\\s+(?:/[A-Za-z0-9._+-]+)+)+)" + QUIET);

    private SharedSteps() {}

    /** Whether a statement needs no review. */
    static boolean doWhat(ScriptOutline.Statement statement) {
        boolean once = statement.certain()
                && (InstallCall.of(statement.text()).isPresent()
                        || !shells(statement).isEmpty());
        return once || DONE.matcher(statement.text()).matches();
    }

    /** The shells that a statement adds; none if it is no such call, or may not run. */
    static List<String> shells(ScriptOutline.Statement statement) {
        Matcher call = SHELL.matcher(statement.text());
        if (!statement.certain() || !call.matches()) {
            return List.of();
        }
        String paths = call.group(1);
        return paths == null ? List.of() : List.of(paths.strip().split("\\s+", -1));
    }
}
