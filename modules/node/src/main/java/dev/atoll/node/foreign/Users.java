package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users of a draft, by name: several parts of a foreign configuration may speak of one. Not thread-safe. */
final class Users {
    private final Map<String, User> users = new LinkedHashMap<>();

    /** A user of a draft. */
    static final class User {
        private final Fields fields;
        private final String name;
        private final List<Text> groups = new ArrayList<>();
        private final List<Text> keys = new ArrayList<>();

        private User(Text name, Place place) {
            this.name = name.text();
            this.fields = new Fields(place).text("name", name);
        }

        /** Scalars of the user. */
        Fields fields() {
            return fields;
        }

        void groups(List<Text> names) {
            groups.addAll(names);
        }

        void keys(List<Text> lines) {
            lines.stream().map(line -> line.map(String::strip)).forEach(keys::add);
        }

        /** Its password is in a credential, which somebody must make. */
        void password(Text source, Findings findings) {
            String credential = "password-hash." + name;
            Fields from = new Fields(source.place()).text("credential", credential);
            fields.put("passwordHash", from.build());
            findings.changed(
                    source,
                    "passwords and their hashes are secrets, which a configuration never holds; it names a credential",
                    "give the node the hash as the credential " + credential
                            + " (made by openssl passwd -6, packed by systemd-creds encrypt)");
        }
    }

    /**
     * The user of a name; made if there is none yet.
     *
     * @param place where the foreign configuration says it
     */
    User user(Text name, Place place) {
        return users.computeIfAbsent(name.text(), key -> new User(name, place));
    }

    Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** Forgets a user that was given again. */
    void forget(String name) {
        users.remove(name);
    }

    List<Value> build() {
        List<Value> built = new ArrayList<>();
        for (User user : users.values()) {
            Fields all = new Fields(user.fields.place());
            Value.Mapping scalars = user.fields.build();
            List.of("name", "id", "description")
                    .forEach(key -> scalars.find(key).ifPresent(it -> all.put(key, it)));
            all.texts("groups", user.groups);
            List.of("home", "shell").forEach(key -> scalars.find(key).ifPresent(it -> all.put(key, it)));
            all.texts("sshKeys", user.keys);
            scalars.find("passwordHash").ifPresent(it -> all.put("passwordHash", it));
            built.add(all.build());
        }
        return built;
    }
}
