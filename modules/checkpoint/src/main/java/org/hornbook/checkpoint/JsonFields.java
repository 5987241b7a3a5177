package org.hornbook.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hornbook.store.Json;

/// A JSON object in a file, read key by key; every complaint names the file and the key.
record JsonFields(Path file, JsonNode object) {
    private static final ObjectReader STRICT =
            Json.mapper().reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    static JsonFields read(Path file) {
        try {
            return of(file, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file + " is missing", e);
        } catch (IOException e) {
            throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Empty if there is no such file.
    static Optional<JsonFields> ifThere(Path file) {
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /// The elements of a file that holds one array.
    static JsonNode readArray(Path file) {
        try {
            JsonNode tree = STRICT.readTree(Files.readAllBytes(file));
            if (tree == null || !tree.isArray()) {
                throw new CheckpointException(file + " holds no JSON array");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new CheckpointException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static JsonFields of(Path file, byte[] json) {
        try {
            JsonNode tree = STRICT.readTree(json);
            if (tree == null || !tree.isObject()) {
                throw new CheckpointException(file + " holds no JSON object");
            }
            return new JsonFields(file, tree);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CheckpointException(file + " is not JSON: " + e.getMessage(), e);
        }
    }

    /// The value of `key`; empty if it is absent or null.
    Optional<JsonNode> find(String key) {
        JsonNode value = object.get(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    Optional<JsonFields> findObject(String key) {
        return find(key)
                .map(
                        value -> {
                            if (!value.isObject()) {
                                throw wrong(key, "an object");
                            }
                            return new JsonFields(file, value);
                        });
    }

    Optional<Integer> findInt(String key) {
        return find(key)
                .map(
                        value -> {
                            if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                                throw wrong(key, "a whole number");
                            }
                            return value.intValue();
                        });
    }

    Optional<Double> findDouble(String key) {
        return find(key)
                .map(
                        value -> {
                            if (!value.isNumber()) {
                                throw wrong(key, "a number");
                            }
                            return value.doubleValue();
                        });
    }

    Optional<String> findText(String key) {
        return find(key)
                .map(
                        value -> {
                            if (!value.isTextual()) {
                                throw wrong(key, "a string");
                            }
                            return value.textValue();
                        });
    }

    boolean flag(String key, boolean otherwise) {
        return find(key)
                .map(
                        value -> {
                            if (!value.isBoolean()) {
                                throw wrong(key, "true or false");
                            }
                            return value.booleanValue();
                        })
                .orElse(otherwise);
    }

    /// The first of `keys` that is there.
    Optional<Integer> findInt(String key, String otherKey) {
        return findInt(key).or(() -> findInt(otherKey));
    }

    Optional<List<Double>> findDoubles(String key) {
        return find(key)
                .map(
                        value -> {
                            List<Double> numbers = new ArrayList<>();
                            for (JsonNode number : value) {
                                if (!value.isArray() || !number.isNumber()) {
                                    throw wrong(key, "a list of numbers");
                                }
                                numbers.add(number.doubleValue());
                            }
                            return numbers;
                        });
    }

    /// An id, or the first of a list of ids.
    OptionalInt tokenId(String key) {
        JsonNode value = find(key).orElse(null);
        if (value == null || value.isArray() && value.isEmpty()) {
            return OptionalInt.empty();
        }
        JsonNode id = value.isArray() ? value.get(0) : value;
        if (!id.isIntegralNumber() || !id.canConvertToInt()) {
            throw wrong(key, "a token id");
        }
        return OptionalInt.of(id.intValue());
    }

    double needDouble(String key) {
        return findDouble(key).orElseThrow(() -> missing(key));
    }

    int needInt(String key, String otherKey) {
        return findInt(key, otherKey).orElseThrow(() -> missing(key));
    }

    /// For a number that others are divided by.
    int needPositive(String key) {
        return needPositive(key, key);
    }

    int needPositive(String key, String otherKey) {
        int value = needInt(key, otherKey);
        ModelConfig.positive(key, value);
        return value;
    }

    int needInt(String key) {
        return findInt(key).orElseThrow(() -> missing(key));
    }

    CheckpointException missing(String key) {
        return new CheckpointException(file + ": \"" + key + "\" is missing");
    }

    CheckpointException wrong(String key, String wanted) {
        return new CheckpointException(
                file + ": \"" + key + "\" is " + object.get(key) + ", not " + wanted);
    }
}
