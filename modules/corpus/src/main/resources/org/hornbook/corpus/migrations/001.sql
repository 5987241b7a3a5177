CREATE TABLE corpus(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created TEXT NOT NULL,
  documents INTEGER NOT NULL DEFAULT 0,
  digest INTEGER NOT NULL DEFAULT 0,
  indexed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE source_file(
  id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL REFERENCES corpus(id),
  path TEXT NOT NULL,
  UNIQUE(corpus_id, path)
);
-- source_offset is the row's number in its file; NULL where a file is one document and its key says which.
CREATE TABLE document(
  id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL REFERENCES corpus(id),
  key TEXT NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source_file(id),
  source_offset INTEGER,
  hash BLOB NOT NULL,
  characters INTEGER NOT NULL,
  metadata TEXT NOT NULL
);
CREATE INDEX document_corpus ON document(corpus_id, id);
CREATE UNIQUE INDEX document_key ON document(corpus_id, key);
CREATE UNIQUE INDEX document_hash ON document(corpus_id, hash);
CREATE UNIQUE INDEX document_source ON document(source_id, source_offset);
CREATE TABLE document_text(
  doc_id INTEGER PRIMARY KEY,
  body BLOB NOT NULL
);
-- Tokens come folded, so that ascii is enough and costs a tenth less. Older workspaces have unicode61, which finds the same.
CREATE VIRTUAL TABLE document_fts USING fts5(tokens, content='', contentless_delete=1, tokenize='ascii');
