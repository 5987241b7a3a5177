CREATE TABLE job(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  fingerprint TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  unit TEXT NOT NULL,
  message TEXT NOT NULL,
  pid INTEGER NOT NULL,
  started TEXT NOT NULL,
  ended TEXT,
  cursor TEXT,
  result TEXT,
  error TEXT,
  provenance TEXT NOT NULL
);
CREATE TABLE job_metric(
  job_id INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  step INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY(job_id, name, step)
) WITHOUT ROWID;
