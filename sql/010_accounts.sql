-- People, organisations, subscriptions, API keys, quotas and usage.
-- Secrets (passwords, mail tokens, keys) are stored as hashes only.

create extension if not exists ltree;

create table users (
  id                uuid primary key,
  email             text not null unique check (email = lower(email)),
  name              text not null default '',
  -- argon2id in PHC form; null for people who only sign in through a provider.
  password_hash     text,
  email_verified_at timestamptz,
  role              text not null default 'user' check (role in ('user', 'operator')),
  is_demo           boolean not null default false,
  disabled_at       timestamptz,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now()
);

create table user_identities (
  provider            text not null,
  provider_account_id text not null,
  user_id             uuid not null references users on delete cascade,
  created_at          timestamptz not null default now(),
  primary key (provider, provider_account_id)
);
create index user_identities_user on user_identities (user_id);

create table email_tokens (
  token_hash bytea primary key,
  user_id    uuid not null references users on delete cascade,
  purpose    text not null check (purpose in ('verify_email', 'reset_password')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index email_tokens_user on email_tokens (user_id, purpose);

create table organizations (
  id                 uuid primary key,
  name               text not null,
  stripe_customer_id text unique,
  created_at         timestamptz not null default now()
);

create table organization_members (
  organization_id uuid not null references organizations on delete cascade,
  user_id         uuid not null references users on delete cascade,
  role            text not null check (role in ('owner', 'member')),
  created_at      timestamptz not null default now(),
  primary key (organization_id, user_id)
);
create index organization_members_user on organization_members (user_id, created_at);

create table organization_invitations (
  id              uuid primary key,
  organization_id uuid not null references organizations on delete cascade,
  email           text not null check (email = lower(email)),
  role            text not null check (role in ('owner', 'member')),
  token_hash      bytea not null unique,
  invited_by      uuid references users on delete set null,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  accepted_at     timestamptz
);
create unique index organization_invitations_open
  on organization_invitations (organization_id, email) where accepted_at is null;

-- An operator lets an organisation see one city's dashboard.
create table city_grants (
  organization_id uuid not null references organizations on delete cascade,
  city_id         text not null,
  granted_by      uuid references users on delete set null,
  created_at      timestamptz not null default now(),
  primary key (organization_id, city_id)
);
create index city_grants_city on city_grants (city_id);

-- The session id travels inside the encrypted cookie; a row that is gone or revoked ends the session everywhere.
create table sessions (
  id              uuid primary key,
  user_id         uuid not null references users on delete cascade,
  -- The organisation that the person is working for in this session.
  organization_id uuid references organizations on delete set null,
  device_label    text not null default '',
  created_at      timestamptz not null default now(),
  last_seen_at    timestamptz not null default now(),
  expires_at      timestamptz not null,
  revoked_at      timestamptz
);
create index sessions_user on sessions (user_id, last_seen_at desc);

-- Attempts at sign-in, sign-up and mail, counted per window. The bucket is an HMAC: no address or mail stands here.
create table attempt_limits (
  bucket     bytea primary key,
  attempts   integer not null,
  resets_at  timestamptz not null
);
create index attempt_limits_resets on attempt_limits (resets_at);

create table api_subscriptions (
  id                     uuid primary key,
  organization_id        uuid not null references organizations on delete cascade,
  plan                   text not null,
  -- Stripe's own words: active, trialing, past_due, unpaid, canceled, incomplete, incomplete_expired, paused.
  status                 text not null,
  stripe_customer_id     text,
  stripe_subscription_id text unique,
  monthly_calls_limit    integer not null default 10000 check (monthly_calls_limit >= 0),
  current_period_start   timestamptz,
  -- Null: no end, as for the free plan and for demonstration accounts.
  current_period_end     timestamptz,
  cancel_at_period_end   boolean not null default false,
  trial_end              timestamptz,
  ended_at               timestamptz,
  created_at             timestamptz not null default now(),
  updated_at             timestamptz not null default now()
);
create index api_subscriptions_organization on api_subscriptions (organization_id);
-- Every organisation has one free subscription, which carries its test keys.
create unique index api_subscriptions_free on api_subscriptions (organization_id) where plan = 'resident';

create table api_keys (
  id              uuid primary key,
  subscription_id uuid not null references api_subscriptions on delete cascade,
  mode            text not null check (mode in ('live', 'test')),
  name            text not null,
  -- First characters and last four, enough to recognise a key and far from enough to guess it.
  prefix          text not null,
  last_four       text not null check (length(last_four) = 4),
  key_hash        bytea not null unique check (length(key_hash) = 32),
  scopes          text[] not null,
  created_by      uuid references users on delete set null,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz,
  last_used_at    timestamptz,
  revoked_at      timestamptz,
  -- The key that this one replaces after a rotation.
  rotated_from    uuid references api_keys on delete set null
);
create index api_keys_subscription on api_keys (subscription_id, created_at desc);

-- The quota ledger: `granted` calls of the month are served or leased out. It never passes the month's limit.
create table quota_months (
  subscription_id uuid not null references api_subscriptions on delete cascade,
  mode            text not null check (mode in ('live', 'test')),
  month           date not null check (extract(day from month) = 1),
  granted         integer not null check (granted >= 0),
  last_block      integer not null,
  warned_80_at    timestamptz,
  warned_100_at   timestamptz,
  primary key (subscription_id, mode, month)
) with (fillfactor = 50);

-- Blocks of calls that a process may serve from memory. `expires_at` tells waiters until when a healthy process
-- may still hold unused calls; a block is given back by its holder only, so a dead holder can only under-serve.
create table quota_leases (
  id              uuid primary key,
  subscription_id uuid not null references api_subscriptions on delete cascade,
  mode            text not null,
  month           date not null,
  size            integer not null check (size > 0),
  expires_at      timestamptz not null
);
create index quota_leases_subject on quota_leases (subscription_id, mode, month, expires_at);

-- Billing totals: calls per key, UTC day and endpoint. No foreign keys: the figures outlive a deleted key.
create table api_usage (
  api_key_id      uuid not null,
  subscription_id uuid not null,
  day             date not null,
  endpoint        text not null,
  calls           integer not null,
  errors          integer not null default 0,
  primary key (api_key_id, day, endpoint)
);
create index api_usage_subscription_day on api_usage (subscription_id, day);

create table api_usage_log (
  id              bigint generated always as identity primary key,
  api_key_id      uuid not null,
  subscription_id uuid not null,
  at              timestamptz not null,
  endpoint        text not null,
  status          smallint not null,
  duration_ms     integer not null
);
create index api_usage_log_key_at on api_usage_log (api_key_id, at);
create index api_usage_log_at on api_usage_log using brin (at);

-- Batches of usage already written, so that a batch sent twice counts once.
create table api_usage_batches (
  id         uuid primary key,
  written_at timestamptz not null default now()
);

-- Stripe events already applied; the row is written in the transaction that applies the event.
create table stripe_events (
  id          text primary key,
  type        text not null,
  created_at  timestamptz not null,
  applied_at  timestamptz not null default now(),
  outcome     text not null
);
create index stripe_events_applied on stripe_events (applied_at);

create table saved_places (
  id              uuid primary key,
  user_id         uuid not null references users on delete cascade,
  -- Folder as a path of labels, `homes.north_side`; empty at the top.
  folder          ltree not null default '',
  name            text not null,
  geohash         text not null check (geohash ~ '^[0-9b-hjkmnp-z]{4,7}$'),
  note            text not null default '',
  created_at      timestamptz not null default now()
);
create index saved_places_user on saved_places (user_id, created_at desc);
create index saved_places_folder on saved_places using gist (folder);

-- Folders exist by themselves so that an empty one stays, and carry the name as the person typed it.
create table saved_folders (
  user_id    uuid not null references users on delete cascade,
  path       ltree not null check (nlevel(path) between 1 and 8),
  name       text not null,
  created_at timestamptz not null default now(),
  primary key (user_id, path)
);

create table alert_settings (
  user_id    uuid primary key references users on delete cascade,
  -- Mail at 80 % and 100 % of the month's calls.
  quota_mail boolean not null default true,
  -- Mail when a key is made, rotated or revoked.
  key_mail   boolean not null default true,
  updated_at timestamptz not null default now()
);

-- Who did what to accounts, keys, subscriptions and grants. Actor null: the system or Stripe.
create table account_audit (
  id         bigint generated always as identity primary key,
  at         timestamptz not null default now(),
  actor_id   uuid,
  action     text not null,
  subject    text not null,
  details    jsonb not null default '{}'
);
create index account_audit_at on account_audit (at desc);
create index account_audit_subject on account_audit (subject, at desc);
