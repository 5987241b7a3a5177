-- What an import knows of keys and hashes it keeps in memory while it runs: document_key comes back at its end.
DROP INDEX document_hash;
CREATE TABLE text_model(
  id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL REFERENCES corpus(id),
  body BLOB NOT NULL
);
