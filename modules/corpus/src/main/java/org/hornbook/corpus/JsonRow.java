package org.hornbook.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Any JSON object as the fields of a row, or what is wrong with it in one sentence.
final class JsonRow {
    private static final int DEEPEST = 1000;

    /// Python's writer gives NaN and Infinity for such floats; they are let in.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(JsonLines.LONGEST_LINE)
                                    .maxNestingDepth(DEEPEST)
                                    .build())
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    private JsonRow() {}

    static JsonParser parser(java.io.InputStream in) throws IOException {
        return FACTORY.createParser(in);
    }

    /// The fields of the one object in these bytes. Throws `IllegalArgumentException` that says
    /// what is wrong.
    static List<RawRow.Field> fields(byte[] bytes, int from, int to) {
        if (Utf8.characters(bytes, from, to) < 0) {
            throw new IllegalArgumentException("not UTF-8");
        }
        try (JsonParser json = FACTORY.createParser(bytes, from, to - from)) {
            json.nextToken();
            List<RawRow.Field> fields = object(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("more than one value in the line");
            }
            return fields;
        } catch (IOException e) {
            throw new IllegalArgumentException(wrong(e), e);
        }
    }

    /// The fields of the object the parser stands at the beginning of.
    static List<RawRow.Field> object(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            throw new IllegalArgumentException("not a JSON object");
        }
        List<RawRow.Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        String wrong = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            RawRow.Field field = field(name, json);
            fields.add(field);
            if (!names.add(name)) {
                wrong = "the key " + name + " occurs twice";
            } else if (field.kind() == RawRow.Kind.TEXT && halves(field.value())) {
                wrong = name + " holds half of a surrogate pair, which is no text";
            }
        }
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
        return fields;
    }

    private static RawRow.Field field(String name, JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> RawRow.Field.text(name, json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    RawRow.Field.of(name, RawRow.Kind.NUMBER, json.getText());
            case VALUE_TRUE, VALUE_FALSE ->
                    RawRow.Field.of(name, RawRow.Kind.TRUTH, json.getText());
            case VALUE_NULL -> RawRow.Field.absent(name);
            default -> RawRow.Field.of(name, RawRow.Kind.NESTED, nested(json));
        };
    }

    private static String nested(JsonParser json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.copyCurrentStructureExact(json);
        }
        return text.toString();
    }

    private static boolean halves(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    static String wrong(IOException e) {
        if (e instanceof StreamConstraintsException tooMuch) {
            return tooMuch.getMessage().contains("depth")
                    ? "nested deeper than " + DEEPEST + " levels"
                    : "too large: " + first(tooMuch.getOriginalMessage());
        }
        if (e instanceof JsonEOFException) {
            return "not JSON: it breaks off in the middle";
        }
        return "not JSON: "
                + first(
                        e instanceof com.fasterxml.jackson.core.JsonProcessingException wrong
                                ? wrong.getOriginalMessage()
                                : e.getMessage());
    }

    private static String first(String message) {
        return String.valueOf(message).lines().findFirst().orElse("").strip();
    }
}
