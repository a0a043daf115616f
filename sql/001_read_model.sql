-- The read model: what maps, score cards and trends are answered from.
--
-- Every table here can be rebuilt from the reports table, except the days older than the reports' 90-day life.

create extension if not exists ltree;

create table cities (
  id text primary key,
  name text not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  center_lon double precision not null,
  center_lat double precision not null,
  timezone text not null,
  scoring_model text not null check (scoring_model in ('classic', 'calibrated')),
  -- Constants of the calibrated model, in points: medians of the city's active cells at calibrated_at.
  h_safety double precision not null default 100,
  h_infrastructure double precision not null default 100,
  k_vibe double precision not null default 50,
  k_opportunity double precision not null default 50,
  calibrated_at timestamptz,
  -- Reports of the last 12 whole weeks by weekday in the city's own time, Monday first.
  weekday_counts integer[] not null default '{0,0,0,0,0,0,0}'
);

-- One row per report that was seen in the stream. A withdrawn report stays as a tombstone (removed = true), so that
-- replaying its insertion cannot bring it back. Positions are geohash-8 cell centres, never finer.
create table report_points (
  report_id uuid primary key,
  -- Grows with every change of the report; a stream record with a revision not above it is a replay.
  revision bigint not null,
  geohash_8 text collate "C" not null,
  -- Column and row of the geohash-8 cell, 0 … 2^20 − 1, west to east and south to north.
  lon_index integer not null,
  lat_index integer not null,
  tile_key bigint not null,
  city_id text not null,
  layer text not null,
  category text not null,
  severity smallint not null check (severity between 1 and 5),
  still_there integer not null,
  source text,
  created_at timestamptz not null,
  -- Counts in the map and in scores: neither hidden nor closed nor removed.
  live boolean not null,
  -- Counts in the history of its day: neither hidden nor removed.
  counted boolean not null,
  removed boolean not null,
  -- The shortest window that still counts it: 0 = 24 h, 1 = 7 d, 2 = 30 d, 3 = 90 d, 4 = none.
  window_state smallint not null check (window_state between 0 and 4),
  leaves_window_at timestamptz not null,
  updated_at timestamptz not null default now()
);

create index report_points_leaving on report_points (leaves_window_at) where live and window_state < 4;
create index report_points_tile on report_points (tile_key) where live and window_state < 4;
create index report_points_cell on report_points (geohash_8) where counted;
create index report_points_trend on report_points (city_id, layer, created_at) include (geohash_8, category) where counted;
create index report_points_created on report_points (created_at);

-- Reports per cell, UTC day and category. Outlives the reports.
create table cell_days (
  geohash text collate "C" not null,
  day date not null,
  city_id text not null,
  layer text not null,
  category text not null,
  -- True for old rows that an import added straight to the history; they were never in the reports table.
  imported boolean not null default false,
  reports integer not null,
  severity_sum integer not null,
  primary key (geohash, day, category, imported)
);

create index cell_days_city on cell_days (city_id, layer, day) include (geohash, category, reports);

create index cell_days_empty on cell_days (day) where reports = 0;

-- Old rows that an import added straight to cell_days: remembered so that a second import adds nothing.
create table imported_history (report_id uuid primary key);

-- Live reports per window, precision and cell. Sums are integers, so that adding and taking away never drifts:
-- the centroid is (−180 + lon_sum/count · 360/2^21, −90 + lat_sum/count · 180/2^21), degrees.
create table map_cells (
  time_window smallint not null,
  precision smallint not null,
  geohash text collate "C" not null,
  tile_key bigint not null,
  count integer not null,
  safety integer not null,
  vibe integer not null,
  infrastructure integer not null,
  opportunity integer not null,
  safety_severity integer not null,
  vibe_severity integer not null,
  infrastructure_severity integer not null,
  opportunity_severity integer not null,
  lon_sum bigint not null,
  lat_sum bigint not null,
  primary key (time_window, precision, geohash)
);

-- The same counts by category, for category filters; position and tile key are the cell's own, in map_cells.
create table map_category_cells (
  time_window smallint not null,
  precision smallint not null,
  geohash text collate "C" not null,
  category text not null,
  count integer not null,
  severity_sum integer not null,
  primary key (time_window, precision, geohash, category)
);

create index map_category_cells_empty on map_category_cells (time_window) where count = 0;

create index map_cells_tile on map_cells (time_window, precision, tile_key);
create index map_cells_empty on map_cells (time_window) where count = 0;

create table projection_checkpoints (
  shard_id text primary key,
  sequence_number text not null,
  finished boolean not null default false,
  updated_at timestamptz not null default now()
);

create table projection_state (
  singleton boolean primary key default true check (singleton),
  -- Grows with every change of the map: the version in ETags.
  version bigint not null default 0,
  -- When the newest projected report change was written, and how long it took to get here.
  last_change_at timestamptz,
  lag_ms integer,
  -- Sign of life of the projector.
  beat_at timestamptz,
  -- Days before this one are history for good: their reports have expired and their points are gone.
  frozen_before date not null default '-infinity'
);

insert into projection_state default values;

-- Cells whose scores are due for a fresh look, because a report came or an age weight changes.
create table score_queue (
  geohash text collate "C" primary key,
  due_at timestamptz not null
);

create index score_queue_due on score_queue (due_at);

-- Scores of a cell, one row an hour at most; a recalculation in the same hour replaces the row.
create table neighborhood_scores (
  geohash text collate "C" not null,
  hour timestamptz not null,
  geohash_4 text collate "C" not null,
  city_id text not null,
  safety decimal(4, 1),
  vibe decimal(4, 1),
  infrastructure decimal(4, 1),
  opportunity decimal(4, 1),
  overall decimal(4, 1),
  report_count integer not null,
  report_count_7d integer not null,
  confidence decimal(4, 3) not null,
  model text not null,
  calculated_at timestamptz not null,
  primary key (geohash, hour)
);

create index neighborhood_scores_city on neighborhood_scores (city_id, hour)
  include (geohash, safety, vibe, infrastructure, opportunity, overall);

-- The newest scores of each 6-character cell: ranks, lists and coarser cells are made from it.
create table neighborhood_latest (
  geohash text collate "C" primary key,
  city_id text not null,
  safety decimal(4, 1),
  vibe decimal(4, 1),
  infrastructure decimal(4, 1),
  opportunity decimal(4, 1),
  overall decimal(4, 1),
  report_count integer not null,
  report_count_7d integer not null,
  confidence decimal(4, 3) not null,
  -- Signed points of each layer under the calibrated model, before its curve; null where nothing weighs.
  safety_total double precision,
  vibe_total double precision,
  infrastructure_total double precision,
  opportunity_total double precision,
  model text not null,
  calculated_at timestamptz not null
);

create index neighborhood_latest_rank on neighborhood_latest (city_id, overall) where report_count > 0;

-- Web Mercator tile of a position at level 24, as a Morton (Z-order) key: x in the even bits, y in the odd ones.
-- One tile of any coarser level is one contiguous range of keys. Degrees; latitude clamped to ±85.0511287798066.
create function stratum_tile_key(lon double precision, lat double precision) returns bigint
language plpgsql immutable parallel safe as $$
declare
  phi constant double precision := radians(greatest(-85.0511287798066, least(85.0511287798066, lat)));
  col bigint := least(16777215, greatest(0, floor((lon + 180) / 360 * 16777216)));
  grid_row bigint := least(16777215, greatest(0, floor((1 - ln(tan(phi) + 1 / cos(phi)) / pi()) / 2 * 16777216)));
begin
  col := (col | (col << 16)) & x'ff0000ffff'::bigint;
  grid_row := (grid_row | (grid_row << 16)) & x'ff0000ffff'::bigint;
  col := (col | (col << 8)) & x'00ff00ff00ff'::bigint;
  grid_row := (grid_row | (grid_row << 8)) & x'00ff00ff00ff'::bigint;
  col := (col | (col << 4)) & x'0f0f0f0f0f0f'::bigint;
  grid_row := (grid_row | (grid_row << 4)) & x'0f0f0f0f0f0f'::bigint;
  col := (col | (col << 2)) & x'333333333333'::bigint;
  grid_row := (grid_row | (grid_row << 2)) & x'333333333333'::bigint;
  col := (col | (col << 1)) & x'555555555555'::bigint;
  grid_row := (grid_row | (grid_row << 1)) & x'555555555555'::bigint;
  return col | (grid_row << 1);
end $$;

-- Tile key of a cell's centroid from its integer sums; 0 for an empty cell.
create function stratum_centroid_key(lon_sum bigint, lat_sum bigint, count bigint) returns bigint
language sql immutable parallel safe as $$
  select case when count > 0 then stratum_tile_key(
    -180 + lon_sum::double precision / count * 360 / 2097152,
    -90 + lat_sum::double precision / count * 180 / 2097152) else 0 end
$$;
