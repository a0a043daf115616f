-- What moderators decided about reports and messages. The decision is applied to the item in DynamoDB; this is the
-- record of it, and what undoing it needs. No text of a resident is kept here.

create table moderation_decisions (
  id           uuid primary key,
  report_id    uuid not null,
  -- 6-character geohash of the report, part of its key.
  geohash      text not null,
  -- null when the report itself was decided.
  message_id   uuid,
  action       text not null check (action in ('keep', 'remove_text', 'remove_photo', 'hide')),
  reason       text not null default '',
  -- Marks of the item before and after: hidden, held, removed, photo, flags.
  marks_before jsonb not null,
  marks_after  jsonb not null,
  decided_by   uuid references users on delete set null,
  decided_at   timestamptz not null,
  undone_by    uuid references users on delete set null,
  undone_at    timestamptz
);

create index moderation_decisions_subject on moderation_decisions (report_id, message_id, decided_at desc);
