-- What an import knows of keys and hashes it keeps in memory while it runs: document_key comes back at its end.
DROP INDEX document_hash;
CREATE TABLE text_model(
  id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL REFERENCES corpus(id),
  body BLOB NOT NULL
);
-- The index is built in runs of this many bytes of memory: fewer, larger runs are merged less often.
INSERT INTO document_fts(document_fts, rank) VALUES('hashsize', 67108864);
