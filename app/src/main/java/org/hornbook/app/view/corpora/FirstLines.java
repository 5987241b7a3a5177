package org.hornbook.app.view.corpora;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Value;
import org.hornbook.corpus.DocumentId;

/// The first lines of documents in sight, read as they come into sight and kept for a while. To be
/// used on the FX thread.
public final class FirstLines {
    private static final int KEPT = 4_000;
    private static final int LONGEST = 240;

    private final Desk desk;
    private final Latest reads;
    private final Value<Long> version = new Value<>(0L);
    private final Map<DocumentId, String> lines =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<DocumentId, String> eldest) {
                    return size() > KEPT;
                }
            };

    /// What is being read: a layout asks again and again.
    private List<DocumentId> asked = List.of();

    FirstLines(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
    }

    /// Grows whenever more lines are there.
    Value<Long> version() {
        return version;
    }

    void clear() {
        lines.clear();
        asked = List.of();
    }

    /// Null while it is being read.
    String of(DocumentId id) {
        return lines.get(id);
    }

    /// Reads those of `ids` that are not there yet.
    void want(List<DocumentId> ids) {
        List<DocumentId> missing = ids.stream().filter(id -> !lines.containsKey(id)).toList();
        if (missing.equals(asked)) {
            return;
        }
        asked = missing;
        if (missing.isEmpty()) {
            reads.forget();
            return;
        }
        reads.ask(
                () -> {
                    List<String> read = new ArrayList<>();
                    for (DocumentId id : missing) {
                        read.add(line(desk.bench().corpora().get(id).text()));
                    }
                    return read;
                },
                read -> {
                    for (int i = 0; i < missing.size(); i++) {
                        lines.put(missing.get(i), read.get(i));
                    }
                    asked = List.of();
                    version.update(v -> v + 1);
                },
                e -> {
                    asked = List.of();
                    desk.tell(e);
                });
    }

    /// The beginning of a text on one line.
    static String line(String text) {
        String start = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        String line = start.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end);
    }
}
