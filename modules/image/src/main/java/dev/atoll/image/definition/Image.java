package dev.atoll.image.definition;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;

/**
 * What an image is called.
 *
 * @param id {@code IMAGE_ID} of os-release; names the files of the image line
 * @param name for people
 * @param version {@code IMAGE_VERSION} of os-release; numbers separated by dots
 * @param architecture of the machines it runs on
 */
public record Image(
        @Doc("name of the image line in file names") @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        String id,

        @Doc("name for people")
        @Matches(value = "[^\\x00-\\x1f\\x7f\"'`$\\\\]+", says = "a name on one line without quotes, $ and backslashes")
        String name,

        @Doc("version, such as 4.0.3") @Matches(value = "[0-9]+(?:\\.[0-9]+)*", says = "numbers separated by dots")
        String version,

        @Doc("architecture of the machines it runs on") Architecture architecture) {}
