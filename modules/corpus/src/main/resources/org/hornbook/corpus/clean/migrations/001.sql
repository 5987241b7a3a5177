-- A decision to remove documents, or to restore them; undoing one is another decision.
CREATE TABLE removal_decision(
  id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  words TEXT NOT NULL,
  who TEXT NOT NULL,
  job TEXT NOT NULL,
  made TEXT NOT NULL,
  documents INTEGER NOT NULL,
  undoes INTEGER
);
CREATE INDEX removal_decision_corpus ON removal_decision(corpus_id, id);
-- A document stays here once it was removed; restored is the decision that brought it back, NULL while it is out.
-- kept_id is the document that stands in its place, if there is one.
CREATE TABLE removal(
  doc_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  corpus_id INTEGER NOT NULL,
  detail TEXT NOT NULL,
  kept_id INTEGER,
  decision_id INTEGER NOT NULL,
  restored INTEGER,
  PRIMARY KEY(doc_id, reason)
) WITHOUT ROWID;
CREATE INDEX removal_corpus ON removal(corpus_id, restored, reason, doc_id);
CREATE INDEX removal_by_decision ON removal(decision_id);
CREATE INDEX removal_restored ON removal(restored) WHERE restored IS NOT NULL;
