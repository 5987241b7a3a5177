package org.hornbook.corpus;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A document on its way in, ready to be stored.
///
/// @param packed its text, by `TextPacker`
/// @param hash the first half of its text's SHA-256
/// @param metadata as a JSON object of strings
/// @param offset empty where the source is a folder and the key alone says which file it is
record Incoming(
        String key,
        byte[] packed,
        byte[] hash,
        int characters,
        int bytes,
        String metadata,
        Optional<Long> offset) {

    private Incoming withPacked(byte[] bytes) {
        return new Incoming(key, bytes, hash, characters, this.bytes, metadata, offset);
    }

    /// Makes them, on one thread at a time. Texts are packed a hundred or so together: the tables
    /// that packing looks into then stay in the processor's cache.
    static final class Maker {
        private static final int TOGETHER = 128;
        private static final int TOGETHER_BYTES = 1 << 20;

        private final TextPacker packer;
        private final MessageDigest digest;
        private final List<Incoming> waiting = new ArrayList<>(); // with their texts not yet packed
        private int waitingBytes;
        private List<Incoming> made = new ArrayList<>();

        Maker(TextPacker packer) {
            this.packer = packer;
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        /// @param characters how many UTF-16 code units the text is
        void add(
                String key,
                byte[] utf8,
                int characters,
                Map<String, String> metadata,
                Optional<Long> offset) {
            waiting.add(
                    new Incoming(
                            key,
                            utf8,
                            Arrays.copyOf(digest.digest(utf8), 16),
                            characters,
                            utf8.length,
                            json(metadata),
                            offset));
            waitingBytes += utf8.length;
            if (waiting.size() == TOGETHER || waitingBytes >= TOGETHER_BYTES) {
                pack();
            }
        }

        /// How many were added since they were last taken.
        int size() {
            return made.size() + waiting.size();
        }

        /// What was added since this was last asked.
        List<Incoming> take() {
            pack();
            List<Incoming> all = made;
            made = new ArrayList<>(all.size());
            return all;
        }

        private void pack() {
            List<byte[]> packed = packer.pack(waiting.stream().map(Incoming::packed).toList());
            for (int i = 0; i < packed.size(); i++) {
                made.add(waiting.get(i).withPacked(packed.get(i)));
            }
            waiting.clear();
            waitingBytes = 0;
        }

        /// What the documents taken since are packed with, if it is new: it must be stored first.
        Optional<TextModel> learned() {
            return packer.learned();
        }

        private static String json(Map<String, String> fields) {
            StringBuilder json = new StringBuilder("{");
            fields.forEach(
                    (field, value) -> {
                        quoted(field, json.append(json.length() > 1 ? "," : ""));
                        quoted(value, json.append(':'));
                    });
            return json.append('}').toString();
        }

        private static void quoted(String text, StringBuilder json) {
            json.append('"');
            if (plain(text)) {
                json.append(text);
            } else {
                JsonStringEncoder.getInstance().quoteAsString(text, json);
            }
            json.append('"');
        }

        private static boolean plain(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < ' ' || c == '"' || c == '\\') {
                    return false;
                }
            }
            return true;
        }
    }
}
