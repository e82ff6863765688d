package dev.atoll.cli.image;

import dev.atoll.document.Shown;
import dev.atoll.image.inspect.Inspection;
import dev.atoll.image.inspect.Inspection.BootFile;
import dev.atoll.image.inspect.Inspection.Root;
import dev.atoll.image.inspect.Inspection.SpecialFile;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints an inspection for people. */
final class InspectionTables {
    private static final int SHORT_HASH = 16;

    private final PrintWriter out;

    InspectionTables(PrintWriter out) {
        this.out = out;
    }

    void print(Inspection inspection, boolean packages) {
        inspection.root().ifPresent(root -> {
            String name = root.osRelease()
                    .getOrDefault("PRETTY_NAME", root.osRelease().getOrDefault("NAME", ""));
            if (!name.isEmpty()) {
                line("", name);
            }
        });
        inspection.disk().ifPresent(this::disk);
        verity(inspection.verity());
        inspection.boot().forEach(this::bootFile);
        inspection.root().ifPresent(root -> root(root, packages));
    }

    private void heading(String text) {
        out.println();
        out.println(text);
    }

    /** A line of its own about what the image says. */
    private void line(String title, String foreign) {
        out.println(title + Shown.oneLine(foreign));
    }

    private void disk(Inspection.Disk disk) {
        heading("Disk " + disk.id() + ", " + Table.bytes(disk.size()));
        Table table = new Table("#", "type", "name", "content", "size", "used", "id");
        disk.partitions()
                .forEach(it -> table.row(
                        it.number(),
                        it.typeName(),
                        it.name(),
                        it.content(),
                        Table.bytes(it.size()),
                        it.used().map(Table::bytes).orElse("-"),
                        it.id()));
        table.print(out);
    }

    private void verity(List<Inspection.Verity> verity) {
        if (verity.isEmpty()) {
            return;
        }
        heading("Hash trees");
        Table table = new Table("root hash", "data", "hashes", "blocks", "checked", "named by");
        verity.forEach(it -> table.row(
                it.rootHash(),
                it.dataPartition().map(number -> "" + number).orElse("missing"),
                it.hashPartition().map(number -> "" + number).orElse("missing"),
                it.dataBlocks().map(blocks -> "" + blocks).orElse("-"),
                word(it.check()),
                it.bootFile()));
        table.print(out);
    }

    private void bootFile(BootFile file) {
        heading(Shown.oneLine(file.path()) + ": " + file.kind() + ", " + file.machine() + ", "
                + Table.bytes(file.size()));
        file.kernel().ifPresent(kernel -> line("  kernel        ", kernel));
        file.commandLine().ifPresent(line -> line("  command line  ", line));
        if (!file.sbat().isEmpty()) {
            line(
                    "  sbat          ",
                    file.sbat().entrySet().stream()
                            .map(it -> it.getKey() + "," + it.getValue())
                            .sorted()
                            .collect(Collectors.joining("  ")));
        }
        if (file.signatures().isEmpty()) {
            out.println("  not signed");
        }
        file.signatures()
                .forEach(it -> line(
                        "  signature     ",
                        (it.valid() ? "valid" : "INVALID") + ", " + it.signer()
                                + ", " + Instant.ofEpochSecond(it.notBefore()) + " to "
                                + Instant.ofEpochSecond(it.notAfter())
                                + it.problem().map(problem -> ": " + problem).orElse("")));
        if (!file.kind().equals("program")) {
            Table table = new Table("section", "size", "sha256");
            file.sections()
                    .forEach(it -> table.row(
                            it.name(), Table.bytes(it.size()), it.sha256().substring(0, SHORT_HASH)));
            table.print(out);
        }
    }

    private void root(Root root, boolean packages) {
        Inspection.Contents contents = root.contents();
        heading("Root: " + root.fileSystem().type() + ", "
                + Table.bytes(root.fileSystem().size()) + ", "
                + contents.files() + " files with " + Table.bytes(contents.bytes()) + ", " + contents.directories()
                + " directories, " + contents.links() + " links");
        line("  kernel    ", root.kernel().orElse("none") + ", " + root.kernelModules() + " modules");
        out.println("  packages  "
                + (root.packages().isEmpty()
                        ? "the image does not say"
                        : "" + root.packages().size())
                + (packages || root.packages().isEmpty() ? "" : " (--packages lists them)"));
        if (packages) {
            Table table = new Table("package", "version", "architecture", "source package", "from");
            root.packages()
                    .forEach(it -> table.row(
                            it.name(),
                            it.version(),
                            it.architecture(),
                            it.sourcePackage().orElse("-"),
                            it.source()));
            heading("Packages");
            table.print(out);
        }
        accounts(root);
        units(root);
        special("Set-user-id and set-group-id files", root.setId());
        special("Files with capabilities", root.capabilities());
        special("Writable for everyone", root.worldWritable());
    }

    private void accounts(Root root) {
        heading("Users (" + root.users().size() + ") and groups ("
                + root.groups().size() + ")");
        Table table = new Table("user", "uid", "shell", "login");
        root.users().stream()
                .filter(it -> it.login() != Inspection.Login.NO_SHELL)
                .forEach(it -> table.row(it.name(), it.uid(), it.shell(), word(it.login())));
        table.print(out);
        long refused = root.users().stream()
                .filter(it -> it.login() == Inspection.Login.NO_SHELL)
                .count();
        out.println("  " + refused + " more cannot log in");
    }

    private void units(Root root) {
        heading("Units that start by themselves");
        Table enabled = new Table("unit", "wanted by");
        List<Inspection.EnabledUnit> own =
                root.enabled().stream().filter(it -> it.by().equals("image")).toList();
        own.forEach(it ->
                enabled.row(it.unit(), it.wantedBy().isEmpty() ? "(another name)" : String.join(" ", it.wantedBy())));
        enabled.print(out);
        out.println("  " + (root.enabled().size() - own.size()) + " more are started by links of packages below /usr");
        if (!root.masked().isEmpty()) {
            heading("Masked units");
            root.masked().forEach(unit -> line("  ", unit));
        }
        heading("Sockets");
        Table sockets = new Table("unit", "listens on", "starts");
        root.listeners()
                .forEach(it -> sockets.row(
                        it.unit(), String.join(" ", it.addresses()), it.enabled() ? "by itself" : "on request"));
        sockets.print(out);
    }

    private void special(String title, List<SpecialFile> files) {
        if (files.isEmpty()) {
            return;
        }
        heading(title);
        Table table = new Table("path", "mode", "owner", "");
        files.forEach(it -> table.row(it.path(), it.mode(), it.uid() + ":" + it.gid(), it.detail()));
        table.print(out);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
