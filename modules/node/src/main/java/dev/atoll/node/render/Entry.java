package dev.atoll.node.render;

/**
 * What stands at one path.
 *
 * @param content what it is
 * @param mode permission bits; without meaning for links
 * @param owner user, by name or number
 * @param group group, by name or number
 * @param origin the key of the configuration that it comes from: {@code files[2]}
 */
public record Entry(EntryContent content, int mode, String owner, String group, String origin) {}
