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
-- MinHash signatures, see Signature for the layout.
CREATE TABLE signature(
  corpus_id INTEGER NOT NULL,
  doc_id INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY(corpus_id, doc_id)
) WITHOUT ROWID;
-- The latest search for near-duplicates in a corpus.
CREATE TABLE near_run(
  corpus_id INTEGER PRIMARY KEY,
  threshold REAL NOT NULL,
  job TEXT NOT NULL,
  made TEXT NOT NULL,
  documents INTEGER NOT NULL,
  groups INTEGER NOT NULL,
  members INTEGER NOT NULL
);
-- group_id is the group's first document; similarity is to that one.
CREATE TABLE near_member(
  corpus_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  doc_id INTEGER NOT NULL,
  similarity REAL NOT NULL,
  PRIMARY KEY(corpus_id, group_id, doc_id)
) WITHOUT ROWID;
CREATE INDEX near_member_document ON near_member(doc_id);
-- Groups in order of size, for a list.
CREATE TABLE near_group(
  corpus_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  members INTEGER NOT NULL,
  exact INTEGER NOT NULL,
  PRIMARY KEY(corpus_id, group_id)
) WITHOUT ROWID;
CREATE INDEX near_group_size ON near_group(corpus_id, members DESC, group_id);
-- A check of documents against a benchmark. at is the last document that was looked at.
CREATE TABLE contamination_run(
  id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL,
  fingerprint TEXT NOT NULL UNIQUE,
  benchmark TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  query TEXT NOT NULL,
  words INTEGER NOT NULL,
  made TEXT NOT NULL,
  documents INTEGER NOT NULL DEFAULT 0,
  finished INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE benchmark_item(
  run_id INTEGER NOT NULL REFERENCES contamination_run(id) ON DELETE CASCADE,
  item INTEGER NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(run_id, item)
) WITHOUT ROWID;
-- The longest stretch of words that a document shares with an item; places are UTF-16 code units.
CREATE TABLE contamination(
  run_id INTEGER NOT NULL REFERENCES contamination_run(id) ON DELETE CASCADE,
  doc_id INTEGER NOT NULL,
  item INTEGER NOT NULL,
  words INTEGER NOT NULL,
  doc_from INTEGER NOT NULL,
  doc_to INTEGER NOT NULL,
  item_from INTEGER NOT NULL,
  item_to INTEGER NOT NULL,
  PRIMARY KEY(run_id, doc_id, item)
) WITHOUT ROWID;
