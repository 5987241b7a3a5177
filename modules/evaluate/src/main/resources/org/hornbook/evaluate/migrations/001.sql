CREATE TABLE eval_run(
  id INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL UNIQUE,
  model TEXT NOT NULL,
  benchmark TEXT NOT NULL,
  provenance TEXT NOT NULL
);
CREATE TABLE eval_answer(
  run_id INTEGER NOT NULL REFERENCES eval_run(id) ON DELETE CASCADE,
  task_id TEXT NOT NULL,
  completion TEXT NOT NULL,
  outcome TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY(run_id, task_id)
) WITHOUT ROWID;
