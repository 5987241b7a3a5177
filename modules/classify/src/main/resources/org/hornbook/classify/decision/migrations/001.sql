-- What was decided, in order: where the line of a corpus was drawn (kind line), or documents decided on by hand (kind
-- hand). Taking an act back is another act.
CREATE TABLE decision_act(
  id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  who TEXT NOT NULL,
  made TEXT NOT NULL,
  documents INTEGER NOT NULL,
  undoes INTEGER
);
CREATE INDEX decision_act_corpus ON decision_act(corpus_id, id);
-- The line that an act drew. The latest of a corpus holds; one with an empty classifier says that there is none.
CREATE TABLE decision_line(
  act_id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL,
  classifier TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  rule TEXT NOT NULL,
  cutoff REAL NOT NULL,
  margin REAL NOT NULL
);
CREATE INDEX decision_line_corpus ON decision_line(corpus_id, act_id);
-- What a person decided on a document. It holds against any line.
CREATE TABLE decision_hand(
  doc_id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  act_id INTEGER NOT NULL
);
CREATE INDEX decision_hand_corpus ON decision_hand(corpus_id, doc_id);
CREATE INDEX decision_hand_act ON decision_hand(act_id);
-- What an act changed by hand; a verdict is NULL where the line decided before, or decides again.
CREATE TABLE decision_change(
  act_id INTEGER NOT NULL,
  doc_id INTEGER NOT NULL,
  verdict_before TEXT,
  reason_before TEXT,
  act_before INTEGER,
  verdict_after TEXT,
  reason_after TEXT,
  PRIMARY KEY(act_id, doc_id)
) WITHOUT ROWID;
