CREATE TABLE classifier(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  corpus_id INTEGER NOT NULL,
  annotator_id INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  model BLOB NOT NULL,
  evaluation TEXT NOT NULL,
  provenance TEXT NOT NULL
);
-- The score of each labelled document by the fold that was not trained on it.
CREATE TABLE held_out(
  classifier_id INTEGER NOT NULL REFERENCES classifier(id) ON DELETE CASCADE,
  doc_id INTEGER NOT NULL,
  fold INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY(classifier_id, doc_id)
) WITHOUT ROWID;
CREATE TABLE score(
  classifier_id INTEGER NOT NULL REFERENCES classifier(id) ON DELETE CASCADE,
  doc_id INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY(classifier_id, doc_id)
) WITHOUT ROWID;
CREATE TABLE filtered_set(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  corpus_id INTEGER NOT NULL,
  classifier TEXT NOT NULL,
  rule TEXT NOT NULL,
  cutoff REAL NOT NULL,
  documents INTEGER NOT NULL,
  characters INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  provenance TEXT NOT NULL
);
CREATE TABLE filtered_member(
  set_id INTEGER NOT NULL REFERENCES filtered_set(id) ON DELETE CASCADE,
  doc_id INTEGER NOT NULL,
  PRIMARY KEY(set_id, doc_id)
) WITHOUT ROWID;
