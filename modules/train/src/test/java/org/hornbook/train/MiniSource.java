package org.hornbook.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentSource;

/// A few hundred small functions.
record MiniSource(int count0) implements DocumentSource {
    @Override
    public String name() {
        return "mini";
    }

    @Override
    public String fingerprint() {
        return "mini-documents-" + count0;
    }

    @Override
    public long count() {
        return count0;
    }

    @Override
    public List<Document> after(DocumentId last, int limit) {
        List<Document> page = new ArrayList<>();
        for (long id = last.value() + 1; id <= count0 && page.size() < limit; id++) {
            String text =
                    "def add_"
                            + id
                            + "(x):\n    \"\"\"Add "
                            + id
                            + " to x.\"\"\"\n    return x + "
                            + id
                            + "\n";
            page.add(new Document(new DocumentId(id), "d" + id, text, Map.of()));
        }
        return page;
    }
}
