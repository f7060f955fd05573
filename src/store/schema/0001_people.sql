-- People, their accounts and figures, contacts and notes; the journal; what is derived for speed.
-- Dates are ISO text (local days), times are UTC milliseconds. Order is by id, never by clock.

CREATE TABLE desk (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  name       TEXT    NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN ('private', 'shared')),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE member (
  login     TEXT    PRIMARY KEY,
  joined_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  version        INTEGER NOT NULL DEFAULT 1,
  stage          INTEGER NOT NULL DEFAULT 0 CHECK (stage BETWEEN 0 AND 4),
  stage_since    TEXT    NOT NULL,
  park_reason    TEXT,
  look_again     TEXT,
  snoozed_until  TEXT,
  by_hand        INTEGER NOT NULL DEFAULT 0,
  extra          TEXT,
  added          TEXT    NOT NULL,
  name           TEXT,
  pronouns       TEXT,
  place          TEXT,
  country        TEXT,
  language       TEXT,
  time_zone      TEXT,
  niche          TEXT,
  tags           TEXT,
  owner          TEXT,
  segment        TEXT,
  care_level     TEXT,
  keep_in_touch  TEXT,
  channel        TEXT,
  marks          TEXT,
  story          TEXT,
  boundaries     TEXT,
  break_until    TEXT,
  next_step      TEXT,
  next_date      TEXT,
  next_owner     TEXT
) STRICT;

CREATE TABLE account (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  version          INTEGER NOT NULL DEFAULT 1,
  person_id        INTEGER NOT NULL REFERENCES person (id),
  platform         TEXT    NOT NULL,
  handle           TEXT    NOT NULL,
  handle_key       TEXT    NOT NULL,
  audience_country TEXT
) STRICT;
CREATE UNIQUE INDEX account_key ON account (handle_key, platform);
CREATE INDEX account_person ON account (person_id);

CREATE TABLE snapshot (
  id                   INTEGER PRIMARY KEY AUTOINCREMENT,
  version              INTEGER NOT NULL DEFAULT 1,
  account_id           INTEGER NOT NULL REFERENCES account (id),
  date                 TEXT    NOT NULL,
  source               TEXT    NOT NULL,
  followers            INTEGER,
  posts                INTEGER,
  average_views        INTEGER,
  average_likes        INTEGER,
  average_comments     INTEGER,
  average_shares       INTEGER,
  average_engagement   INTEGER,
  authentic_engagement INTEGER,
  engagement_rate      INTEGER,
  quality              INTEGER
) STRICT;
CREATE UNIQUE INDEX snapshot_key ON snapshot (account_id, date);

CREATE TABLE manager (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  name    TEXT    NOT NULL,
  role    TEXT    NOT NULL
) STRICT;

CREATE TABLE contact_point (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  version    INTEGER NOT NULL DEFAULT 1,
  person_id  INTEGER NOT NULL REFERENCES person (id),
  manager_id INTEGER REFERENCES manager (id),
  kind       TEXT    NOT NULL,
  value      TEXT    NOT NULL
) STRICT;
CREATE INDEX contact_point_person ON contact_point (person_id);
CREATE INDEX contact_point_manager ON contact_point (manager_id) WHERE manager_id IS NOT NULL;

CREATE TABLE touch (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  version   INTEGER NOT NULL DEFAULT 1,
  person_id INTEGER NOT NULL REFERENCES person (id),
  direction TEXT    NOT NULL CHECK (direction IN ('in', 'out')),
  channel   TEXT,
  kind      TEXT    NOT NULL,
  date      TEXT    NOT NULL,
  text      TEXT    NOT NULL,
  by        TEXT    NOT NULL,
  imported  INTEGER NOT NULL DEFAULT 0,
  settled   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX touch_person ON touch (person_id, date);

CREATE TABLE note (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  version   INTEGER NOT NULL DEFAULT 1,
  person_id INTEGER NOT NULL REFERENCES person (id),
  date      TEXT    NOT NULL,
  by        TEXT    NOT NULL,
  text      TEXT    NOT NULL
) STRICT;
CREATE INDEX note_person ON note (person_id);

CREATE TABLE stage_move (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  version    INTEGER NOT NULL DEFAULT 1,
  person_id  INTEGER NOT NULL REFERENCES person (id),
  from_stage INTEGER NOT NULL,
  to_stage   INTEGER NOT NULL,
  date       TEXT    NOT NULL,
  by         TEXT    NOT NULL,
  without    TEXT    NOT NULL DEFAULT '',
  because    TEXT
) STRICT;
CREATE INDEX stage_move_person ON stage_move (person_id);

-- The journal: every applied change is a change set; its rows hold what stood before and after.

CREATE TABLE change_set (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id TEXT    NOT NULL UNIQUE,
  at        INTEGER NOT NULL,
  date      TEXT    NOT NULL,
  by        TEXT    NOT NULL,
  desk      TEXT    NOT NULL,
  label     TEXT    NOT NULL DEFAULT '',
  turn      TEXT    NOT NULL DEFAULT 'do' CHECK (turn IN ('do', 'undo', 'redo')),
  state     TEXT    NOT NULL DEFAULT 'closed' CHECK (state IN ('open', 'closed')),
  rows      INTEGER NOT NULL DEFAULT 0,
  undoes    INTEGER REFERENCES change_set (id),
  undone_by INTEGER REFERENCES change_set (id),
  reason    TEXT
) STRICT;
CREATE INDEX change_set_desk ON change_set (desk, id);
CREATE INDEX change_set_by ON change_set (by, date);
CREATE INDEX change_set_open ON change_set (state) WHERE state = 'open';
CREATE INDEX change_set_undoes ON change_set (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE journal (
  id        INTEGER PRIMARY KEY,
  set_id    INTEGER NOT NULL REFERENCES change_set (id),
  tbl       TEXT    NOT NULL,
  row_id    INTEGER NOT NULL,
  last_id   INTEGER,
  person_id INTEGER,
  before    TEXT,
  after     TEXT
) STRICT;
CREATE INDEX journal_set ON journal (set_id);
CREATE INDEX journal_row ON journal (tbl, row_id);
CREATE INDEX journal_person ON journal (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX journal_range ON journal (tbl, last_id) WHERE last_id IS NOT NULL;

-- The change set that is being written, if any; 'bulk' rows are journaled as ranges by the store itself.
CREATE TABLE journal_now (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  set_id INTEGER,
  bulk   INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO journal_now (id) VALUES (1);

-- Derived: what lists show and sort by, counts, full text. Can be made again from the rest at any time.

CREATE TABLE card (
  person_id    INTEGER PRIMARY KEY,
  name         TEXT    NOT NULL,
  name_key     TEXT    NOT NULL,
  handle       TEXT    NOT NULL,
  platforms    TEXT    NOT NULL,
  followers    INTEGER,
  engagement   INTEGER,
  niche        TEXT    NOT NULL,
  country      TEXT    NOT NULL,
  tags         TEXT    NOT NULL,
  stage        INTEGER NOT NULL,
  board        INTEGER NOT NULL,
  since        TEXT    NOT NULL,
  park_reason  TEXT,
  look_again   TEXT,
  last_contact TEXT,
  care_from    TEXT,
  reply_owed   TEXT,
  pitched      TEXT,
  chased       INTEGER NOT NULL,
  replied      INTEGER NOT NULL,
  talking      INTEGER NOT NULL,
  facts        INTEGER NOT NULL,
  next_step    TEXT    NOT NULL,
  next_date    TEXT,
  next_owner   TEXT    NOT NULL,
  owner        TEXT    NOT NULL,
  snoozed      TEXT
) STRICT;

CREATE TABLE tally (
  board  INTEGER PRIMARY KEY,
  people INTEGER NOT NULL
) STRICT;
INSERT INTO tally (board, people) VALUES (-1, 0), (0, 0), (1, 0), (2, 0), (3, 0), (4, 0);

CREATE VIRTUAL TABLE search USING fts5 (
  name, handle, rest,
  content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE inside USING fts5 (
  text,
  content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
);
-- People whose full text is older than their card: after a big import the index follows in slices.
CREATE TABLE search_queue (
  person_id INTEGER PRIMARY KEY
) STRICT;
