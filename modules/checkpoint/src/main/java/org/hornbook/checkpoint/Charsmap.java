package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/// The character map of SentencePiece in a tokenizer.json: four bytes that tell the size of a table
/// of ints, the table, and texts.
final class Charsmap {
    private Charsmap() {}

    /// Whether its parts are as long as it says.
    static boolean sound(JsonNode map) {
        if (map.isNull()) {
            return true;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(map.asText(""));
            if (bytes.length < Integer.BYTES) {
                return false;
            }
            long table =
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
            return table % Integer.BYTES == 0 && table > 0 && table <= bytes.length - Integer.BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
