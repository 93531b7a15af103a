-- What the platform keeps. Times that end in _at are ISO 8601 as the API says them, those that end in _ms are milliseconds since 1970.
-- The constraints here are rules of the platform, not only hygiene: whatever races there are, they hold.

create table users (
  id integer primary key autoincrement,
  email text not null unique,
  name text not null,
  role text not null default 'user' check (role in ('user', 'admin')),
  password_hash text,
  email_verified integer not null default 0,
  language text not null default 'en',
  timezone text not null default 'Europe/Berlin',
  email_notifications integer not null default 1,
  marketing_emails integer not null default 0,
  created_at text not null,
  updated_at text not null
) strict;

-- Wrong passwords in a row, by address: kept whether or not it has an account.
create table failed_logins (
  email text primary key,
  failures integer not null,
  locked_until_ms integer not null default 0
) strict;

-- Every token that was handed out. All that descend from one sign-in are a family.
create table tokens (
  jti text primary key,
  family text not null,
  user_id integer not null references users on delete cascade,
  kind text not null check (kind in ('access', 'refresh')),
  used integer not null default 0,
  revoked integer not null default 0,
  expires_ms integer not null
) strict;
create index tokens_of_family on tokens (family);
create index tokens_of_user on tokens (user_id);

-- Links and codes that are good once. Only a digest is kept: whoever reads the table cannot use them.
create table one_use_tokens (
  digest text primary key,
  purpose text not null,
  email text not null default '',
  provider text,
  redirect_uri text,
  used integer not null default 0,
  expires_ms integer not null
) strict;

create table activities (
  id integer primary key autoincrement,
  user_id integer not null,
  action text not null,
  resource_type text,
  resource_id text,
  created_at text not null
) strict;
create index activities_of_user on activities (user_id);

create table documents (
  id integer primary key autoincrement,
  user_id integer not null references users on delete cascade,
  title text not null,
  topic text not null,
  target_pages integer not null check (target_pages between 1 and 200),
  language text not null,
  document_type text not null,
  status text not null default 'draft',
  grammar_score real,
  plagiarism_score real,
  ai_detection_score real,
  quality_warnings text not null default '[]',
  -- Makes payments safe to begin again: ids alone would come again in another database with the same account at Stripe.
  payment_key text not null default (lower(hex(randomblob(16)))),
  created_at text not null,
  updated_at text not null
) strict;
create index documents_of_user on documents (user_id);

create table sections (
  id integer primary key autoincrement,
  document_id integer not null references documents on delete cascade,
  section_index integer not null,
  title text not null,
  content text,
  status text not null check (status in ('completed', 'failed')),
  attempts integer not null,
  grammar_score real,
  plagiarism_score real,
  ai_detection_score real,
  warning text,
  created_at text not null,
  unique (document_id, section_index)
) strict;

create table citations (
  id integer primary key autoincrement,
  document_id integer not null references documents on delete cascade,
  section_index integer not null,
  title text not null,
  authors text not null,
  year integer not null,
  source text not null,
  doi text,
  url text
) strict;
create index citations_of_document on citations (document_id);

create table files (
  id text primary key,
  document_id integer not null references documents on delete cascade,
  filename text not null,
  format text not null check (format in ('docx', 'pdf')),
  ready integer not null default 0,
  expires_ms integer not null
) strict;

-- Neither documents nor users are referenced from here: what was paid stays in the books.
create table payments (
  id integer primary key autoincrement,
  user_id integer not null,
  document_id integer not null,
  payment_intent_id text not null unique,
  client_secret text not null,
  amount integer not null check (amount > 0),
  amount_refunded integer not null default 0 check (amount_refunded between 0 and amount),
  currency text not null,
  status text not null default 'pending',
  intent_status text not null,
  failure_code text,
  failure_detail text,
  disputed integer not null default 0,
  created_at text not null,
  updated_at text not null,
  completed_at text
) strict;
create index payments_of_user on payments (user_id);
-- One live intent for each document.
create unique index live_payment_of_document on payments (document_id)
  where status in ('pending', 'failed') and intent_status not in ('canceled', 'succeeded');

-- An event of Stripe is taken once, however often it comes.
create table received_events (
  id text primary key,
  type text not null,
  received_at text not null
) strict;

create table jobs (
  id integer primary key autoincrement,
  user_id integer not null,
  document_id integer not null,
  payment_id integer not null,
  status text not null default 'queued',
  progress integer not null default 0 check (progress between 0 and 100),
  current_section integer not null default 0,
  total_sections integer not null,
  completed_sections integer not null default 0,
  failed_sections integer not null default 0,
  quality_warnings text not null default '[]',
  stage text not null default 'queued',
  error_code text,
  error_detail text,
  created_at text not null,
  started_at text,
  finished_at text,
  updated_at text not null
) strict;
create index jobs_of_user on jobs (user_id);
-- The most important line of this file: a payment has one job, whatever anybody forgot elsewhere.
create unique index job_of_payment on jobs (payment_id);

create table refunds (
  id integer primary key autoincrement,
  payment_id integer not null references payments,
  user_id integer not null,
  amount integer not null check (amount > 0),
  currency text not null,
  reason text not null,
  status text not null default 'pending',
  review_note text,
  reviewed_at text,
  created_at text not null,
  updated_at text not null
) strict;
create index refunds_of_user on refunds (user_id);
-- A payment has one refund that is not rejected.
create unique index living_refund_of_payment on refunds (payment_id) where status <> 'rejected';

-- The first answer to each idempotency key.
create table idempotency_records (
  operation text not null,
  caller text not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  headers text not null,
  body text,
  expires_ms integer not null,
  primary key (operation, caller, key)
) strict;

create table feature_flags (
  key text primary key,
  description text not null,
  enabled integer not null default 0,
  updated_at text not null
) strict;

create table platform_settings (
  id integer primary key check (id = 1),
  support_email text not null,
  announcement text,
  activity_retention_days integer not null
) strict;

create table email_templates (
  key text primary key,
  subject text not null,
  text text not null,
  html text not null,
  placeholders text not null,
  updated_at text not null
) strict;

-- Of a secret only a digest is kept.
create table api_keys (
  id integer primary key autoincrement,
  name text not null,
  prefix text not null,
  digest text not null unique,
  created_at text not null,
  last_used_at text,
  expires_at text
) strict;
