-- Where a version of a rubric came from: the one it was changed or copied from, and when.
CREATE TABLE rubric_origin(
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  from_name TEXT NOT NULL,
  from_version INTEGER NOT NULL,
  made TEXT NOT NULL,
  PRIMARY KEY(name, version)
) WITHOUT ROWID;
-- Two rubrics asked about the same documents, with what came of it as JSON.
CREATE TABLE rubric_trial(
  id INTEGER PRIMARY KEY,
  corpus_id INTEGER NOT NULL,
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  made TEXT NOT NULL,
  report TEXT NOT NULL
);
CREATE INDEX rubric_trial_corpus ON rubric_trial(corpus_id, id);
