package dev.atoll.image.inspect;

import dev.atoll.disk.tree.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Users and groups of a tree, passwd(5), shadow(5) and group(5). */
final class Accounts {
    private static final List<String> REFUSING = List.of("nologin", "false", "true", "sync", "halt", "shutdown");

    private Accounts() {}

    static List<Inspection.User> users(FileTree tree) {
        Map<String, String> passwords = new TreeMap<>();
        for (String[] fields : records(tree, "etc/shadow", 2)) {
            passwords.put(fields[0], fields[1]);
        }
        List<Inspection.User> users = new ArrayList<>();
        for (String[] fields : records(tree, "etc/passwd", 7)) {
            String password = fields[1].equals("x") ? passwords.getOrDefault(fields[0], "*") : fields[1];
            users.add(new Inspection.User(
                    fields[0], number(fields[2]), number(fields[3]), fields[5], fields[6], login(fields[6], password)));
        }
        return users;
    }

    private static Inspection.Login login(String shell, String password) {
        if (REFUSING.contains(shell.substring(shell.lastIndexOf('/') + 1))) {
            return Inspection.Login.NO_SHELL;
        }
        if (password.isEmpty()) {
            return Inspection.Login.EMPTY_PASSWORD;
        }
        return password.startsWith("!") || password.startsWith("*")
                ? Inspection.Login.NO_PASSWORD
                : Inspection.Login.PASSWORD;
    }

    static List<Inspection.Group> groups(FileTree tree) {
        List<Inspection.Group> groups = new ArrayList<>();
        for (String[] fields : records(tree, "etc/group", 4)) {
            List<String> members = fields[3].isEmpty() ? List.of() : List.of(fields[3].split(","));
            groups.add(new Inspection.Group(fields[0], number(fields[2]), members));
        }
        return groups;
    }

    private static List<String[]> records(FileTree tree, String path, int fields) {
        return TreeText.lines(tree, path).stream()
                .map(line -> line.split(":", -1))
                .filter(record -> record.length >= fields)
                .toList();
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : -1;
    }
}
