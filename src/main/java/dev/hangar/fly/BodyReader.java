package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;

/// Makes a value of an answer's body.
@FunctionalInterface
interface BodyReader<T> {
    /// @param body the tree; a missing node when there was no body
    T read(JsonNode body) throws UnreadableException;

    /// The same from the text of a body, for readers that need no tree each time.
    default T readText(String body) throws UnreadableException {
        return read(Json.parse(body));
    }
}
