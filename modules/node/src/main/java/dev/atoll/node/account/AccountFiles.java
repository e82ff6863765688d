package dev.atoll.node.account;

/**
 * The four files of accounts, each as its text with lines of fields that colons separate. Immutable.
 *
 * @param passwd users, passwd(5)
 * @param group groups, group(5)
 * @param shadow passwords of users, shadow(5)
 * @param gshadow passwords of groups, gshadow(5)
 */
public record AccountFiles(String passwd, String group, String shadow, String gshadow) {}
