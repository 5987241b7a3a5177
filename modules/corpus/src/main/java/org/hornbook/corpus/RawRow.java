package org.hornbook.corpus;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.store.Json;

/// A row as a file gives it, before it is known which column is the text.
///
/// @param offset the row's number in its file, from 1
/// @param fields in the order of the file; no name occurs twice
record RawRow(long offset, List<Field> fields) {
    /// What stood in the file, before it became text.
    enum Kind {
        TEXT("text"),
        NUMBER("a number"),
        TRUTH("true or false"),
        NESTED("a list or an object"),
        BINARY("bytes that are no text"),
        ABSENT("null");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// A value with its name. Long texts stay in UTF-8 until somebody asks for them as a `String`;
    /// most go on to the compressor as they are.
    static final class Field {
        private final String name;
        private final Kind kind;
        private final byte[] utf8;
        private final int characters;
        private String value;

        private Field(String name, Kind kind, String value, byte[] utf8, int characters) {
            this.name = name;
            this.kind = kind;
            this.value = value;
            this.utf8 = utf8;
            this.characters = characters;
        }

        static Field of(String name, Kind kind, String value) {
            return new Field(name, kind, value, null, value.length());
        }

        static Field text(String name, String value) {
            return of(name, Kind.TEXT, value);
        }

        /// @param utf8 valid, and not changed any more
        /// @param characters how many UTF-16 code units it is
        static Field text(String name, byte[] utf8, int characters) {
            return new Field(name, Kind.TEXT, null, utf8, characters);
        }

        static Field absent(String name) {
            return new Field(name, Kind.ABSENT, null, null, 0);
        }

        String name() {
            return name;
        }

        Kind kind() {
            return kind;
        }

        int characters() {
            return characters;
        }

        /// As text; nested values as JSON; `null` if absent.
        String value() {
            if (value == null && utf8 != null) {
                value =
                        new String(
                                utf8,
                                characters == utf8.length
                                        ? StandardCharsets.ISO_8859_1
                                        : StandardCharsets.UTF_8);
            }
            return value;
        }

        byte[] utf8() {
            return utf8 != null ? utf8 : value.getBytes(StandardCharsets.UTF_8);
        }

        boolean blank() {
            if (utf8 == null) {
                return value == null || value.isBlank();
            }
            // A text begins with white space seldom, and rarely with much of it.
            for (byte b : utf8) {
                if (b < 0) {
                    return value().isBlank();
                }
                if (b > ' ') {
                    return false;
                }
            }
            return value().isBlank();
        }
    }

    /// The field of that name, or `null`.
    Field field(String name) {
        for (Field field : fields) {
            if (field.name.equals(name)) {
                return field;
            }
        }
        return null;
    }

    /// Names to values as text, without what is absent.
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : fields) {
            if (field.kind != Kind.ABSENT) {
                values.put(field.name, field.value());
            }
        }
        return values;
    }

    /// The beginning of the row as JSON, for a person to see what it was.
    String beginning() {
        StringBuilder json = new StringBuilder("{");
        for (Field field : fields) {
            if (json.length() > Rejected.RAW) {
                break;
            }
            json.append(json.length() > 1 ? "," : "")
                    .append(Json.write(field.name))
                    .append(':')
                    .append(
                            switch (field.kind) {
                                case TEXT, BINARY -> Json.write(Rejected.beginning(field.value()));
                                case NUMBER, TRUTH, NESTED -> Rejected.beginning(field.value());
                                case ABSENT -> "null";
                            });
        }
        return Rejected.beginning(json.append('}').toString());
    }
}
