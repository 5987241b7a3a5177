CREATE TABLE chat_conversation(
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  name TEXT NOT NULL,
  form TEXT NOT NULL,
  sampling TEXT NOT NULL,
  together INTEGER NOT NULL,
  sources TEXT NOT NULL,
  leaf TEXT NOT NULL,
  created TEXT NOT NULL,
  changed TEXT NOT NULL,
  trashed TEXT
);
CREATE INDEX chat_conversation_changed ON chat_conversation(changed);
CREATE TABLE chat_turn(
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES chat_conversation(id) ON DELETE CASCADE,
  parent TEXT NOT NULL,
  place INTEGER NOT NULL,
  prompt TEXT NOT NULL,
  form TEXT NOT NULL,
  task TEXT NOT NULL,
  chosen TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX chat_turn_conversation ON chat_turn(conversation_id, place);
CREATE TABLE chat_reply(
  id TEXT PRIMARY KEY,
  turn_id TEXT NOT NULL REFERENCES chat_turn(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  source TEXT NOT NULL,
  author TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  text TEXT NOT NULL,
  prompt_tokens INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  seconds_to_first REAL NOT NULL,
  tokens_per_second REAL NOT NULL,
  stop TEXT NOT NULL,
  sampling TEXT NOT NULL,
  seed INTEGER NOT NULL,
  begun INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  why TEXT NOT NULL,
  provenance TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX chat_reply_turn ON chat_reply(turn_id, place);
CREATE TABLE chat_vote(
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES chat_conversation(id) ON DELETE CASCADE,
  turn_id TEXT NOT NULL UNIQUE REFERENCES chat_turn(id) ON DELETE CASCADE,
  contenders TEXT NOT NULL,
  better TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX chat_vote_conversation ON chat_vote(conversation_id);
