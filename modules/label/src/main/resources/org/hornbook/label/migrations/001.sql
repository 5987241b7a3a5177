CREATE TABLE annotator(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL
);
CREATE TABLE rubric(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  UNIQUE(name, version)
);
-- value is NULL where a model's reply could not be read; raw then holds the reply.
CREATE TABLE label(
  annotator_id INTEGER NOT NULL REFERENCES annotator(id),
  rubric_id INTEGER NOT NULL REFERENCES rubric(id),
  doc_id INTEGER NOT NULL,
  value INTEGER,
  rationale TEXT NOT NULL,
  raw TEXT,
  created TEXT NOT NULL,
  PRIMARY KEY(annotator_id, rubric_id, doc_id)
) WITHOUT ROWID;
CREATE INDEX label_doc ON label(doc_id);
