CREATE TABLE IF NOT EXISTS users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT 'user',
  password_hash TEXT,
  email_verified INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

-- Every token that was issued. All that descend from one sign-in are a family.
CREATE TABLE IF NOT EXISTS tokens (
  jti TEXT PRIMARY KEY,
  family TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users (id),
  used INTEGER NOT NULL DEFAULT 0,
  revoked INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS tokens_by_family ON tokens (family);
CREATE INDEX IF NOT EXISTS tokens_by_user ON tokens (user_id);

-- Links in mails and the states of OAuth; only hashes, so that the table opens no door.
CREATE TABLE IF NOT EXISTS one_use_tokens (
  hash TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  email TEXT NOT NULL,
  redirect_uri TEXT,
  used INTEGER NOT NULL DEFAULT 0,
  expires_at REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS failed_logins (
  email TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  locked_until REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id),
  title TEXT NOT NULL,
  target_pages INTEGER NOT NULL,
  status TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE
);

CREATE TABLE IF NOT EXISTS payments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id),
  document_id INTEGER NOT NULL REFERENCES documents (id),
  payment_intent_id TEXT NOT NULL UNIQUE,
  client_secret TEXT NOT NULL,
  amount INTEGER NOT NULL,
  amount_refunded INTEGER NOT NULL DEFAULT 0,
  currency TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'pending',
  intent_status TEXT NOT NULL,
  failure_code TEXT,
  failure_detail TEXT,
  disputed INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  completed_at TEXT
);
-- One live intent for a document.
CREATE UNIQUE INDEX IF NOT EXISTS one_live_payment ON payments (document_id)
  WHERE status IN ('pending', 'failed') AND intent_status <> 'canceled';

-- One job for a payment, whatever goes on elsewhere.
CREATE TABLE IF NOT EXISTS jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  payment_id INTEGER NOT NULL UNIQUE REFERENCES payments (id),
  document_id INTEGER NOT NULL REFERENCES documents (id),
  status TEXT NOT NULL DEFAULT 'queued',
  created_at TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS stripe_events (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  received_at TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS idempotent_answers (
  operation TEXT NOT NULL,
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  headers TEXT NOT NULL,
  body BLOB NOT NULL,
  expires_at REAL NOT NULL,
  PRIMARY KEY (operation, caller, key)
);
