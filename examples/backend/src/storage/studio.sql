-- Channels, the videos that are made for them, and the queue in which those wait.

create table channels (
  id integer primary key autoincrement,
  user_id integer not null references users on delete cascade,
  name text not null,
  niche text not null,
  language text not null,
  description text,
  created_at text not null,
  updated_at text not null
) strict;
create index channels_of_user on channels (user_id);

create table videos (
  id integer primary key autoincrement,
  user_id integer not null references users on delete cascade,
  channel_id integer not null references channels on delete cascade,
  task_id text not null unique,
  title text not null,
  topic text not null,
  duration_seconds integer not null check (duration_seconds between 15 and 900),
  priority text not null check (priority in ('high', 'normal', 'low')),
  -- As the channel was when it was ordered, and what each component cost then: JSON.
  niche text not null,
  language text not null,
  prices text not null,
  status text not null default 'queued',
  progress integer not null default 0 check (progress between 0 and 100),
  stage text not null default 'queued',
  script text,
  error_code text,
  error_detail text,
  -- In cents. No video costs more, whatever anybody forgot elsewhere.
  amount integer not null default 0 check (amount between 0 and 300),
  alerted_at text,
  created_at text not null,
  started_at text,
  finished_at text,
  updated_at text not null
) strict;
create index videos_of_user on videos (user_id);
create index videos_of_channel on videos (channel_id);

create table bought_components (
  video_id integer not null references videos on delete cascade,
  name text not null,
  amount integer not null check (amount >= 0),
  bought_at text not null,
  -- Nothing is bought twice.
  primary key (video_id, name)
) strict;

-- The work queue. A message leaves it when its video has ended, so what an earlier process was at is still there.
create table video_tasks (
  task_id text primary key references videos (task_id) on delete cascade,
  video_id integer not null unique,
  -- 0 is the most urgent.
  urgency integer not null,
  in_work integer not null default 0
) strict;
