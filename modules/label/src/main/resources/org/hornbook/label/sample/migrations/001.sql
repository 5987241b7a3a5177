-- Documents chosen for labelling; plan says how, as JSON.
CREATE TABLE sample(
  id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  plan TEXT NOT NULL,
  provenance TEXT NOT NULL,
  made TEXT NOT NULL,
  UNIQUE(corpus_id, name)
);
CREATE TABLE sample_document(
  sample_id INTEGER NOT NULL REFERENCES sample(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  doc_id INTEGER NOT NULL,
  PRIMARY KEY(sample_id, place)
) WITHOUT ROWID;
-- How many documents of a sample someone has behind them.
CREATE TABLE sample_place(
  sample_id INTEGER NOT NULL REFERENCES sample(id) ON DELETE CASCADE,
  who TEXT NOT NULL,
  at INTEGER NOT NULL,
  moved TEXT NOT NULL,
  PRIMARY KEY(sample_id, who)
) WITHOUT ROWID;
