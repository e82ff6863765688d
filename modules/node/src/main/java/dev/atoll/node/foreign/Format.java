package dev.atoll.node.foreign;

/** A format of somebody else's. */
public enum Format {
    /** JSON, specification 3.0 to 3.6. */
    IGNITION,
    /** YAML that Butane makes Ignition's JSON of. */
    BUTANE,
    /** User-data and network configuration of cloud-init. */
    CLOUD_INIT
}
