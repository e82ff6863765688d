package dev.atoll.disk.efi;

/** The variables that say whom Secure Boot trusts; each is a run of signature lists. */
public enum SecureBootVariable {
    /** The platform key: who owns the machine, and may change KEK. */
    PK("PK", "8be4df61-93ca-11d2-aa0d-00e098032b8c"),
    /** Key exchange keys: who may change db. */
    KEK("KEK", "8be4df61-93ca-11d2-aa0d-00e098032b8c"),
    /** Who may sign what the firmware starts. */
    DB("db", "d719b2cb-3d3a-4596-a3bc-dad00e67656f");

    /** Non-volatile, for boot services and at run time, with time based authenticated writes. */
    public static final int ATTRIBUTES = 0x27;

    private final String efiName;
    private final String vendor;

    SecureBootVariable(String efiName, String vendor) {
        this.efiName = efiName;
        this.vendor = vendor;
    }

    /** The name the firmware knows it by. */
    public String efiName() {
        return efiName;
    }

    /** The name space of its name. */
    public EfiGuid vendor() {
        return EfiGuid.of(vendor);
    }
}
