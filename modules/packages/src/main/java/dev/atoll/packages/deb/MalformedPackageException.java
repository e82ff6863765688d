package dev.atoll.packages.deb;

/** A package or index that is not what its format says. */
public final class MalformedPackageException extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** A field may have megabytes; nobody reads more than this of one. */
    private static final int LONGEST = 2000;

    private final String subject;
    private final String member;

    public MalformedPackageException(String subject, String member, String why) {
        super(text(subject, member, why));
        this.subject = subject;
        this.member = member;
    }

    public MalformedPackageException(String subject, String member, String why, Throwable cause) {
        super(text(subject, member, why), cause);
        this.subject = subject;
        this.member = member;
    }

    private static String text(String subject, String member, String why) {
        String what = "cannot read " + subject + (member.isEmpty() ? "" : ", " + member) + ": " + why;
        String shown = what.length() > LONGEST ? what.substring(0, LONGEST) + "…" : what;
        return shown.replace("\n", "\\n") // names and values of the package must not begin lines of their own
                + "\n  hint: the file is damaged or not of the kind it should be; remove it and fetch it again";
    }

    /** The package or index. */
    public String subject() {
        return subject;
    }

    /** The part of it that is wrong ({@code control.tar.xz}, {@code data.tar.xz usr/bin/env}); may be empty. */
    public String member() {
        return member;
    }
}
