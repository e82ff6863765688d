package dev.atoll.image.definition;

import dev.atoll.document.JsonSchema;

/** The JSON Schema (draft 2020-12) of definitions, as {@code docs/schema/image.schema.json} has it. */
public final class DefinitionSchema {
    private DefinitionSchema() {}

    /** The schema, ending in a line feed. */
    public static String text() {
        return JsonSchema.layered(
                Definition.class, "Atoll image definition", DefinitionReader.PER_ARCHITECTURE, Architecture.names());
    }
}
