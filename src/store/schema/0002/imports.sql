-- What imports learned and where a job stands.

-- A change set that is still open: what it does, how far it came, and the desk whose process works on it (blank: none).
-- The row goes when the set is closed.
CREATE TABLE job (
  set_id   INTEGER PRIMARY KEY REFERENCES change_set (id),
  kind     TEXT    NOT NULL,
  plan     TEXT    NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  done     INTEGER NOT NULL DEFAULT 0,
  total    INTEGER NOT NULL DEFAULT 0,
  came     TEXT    NOT NULL DEFAULT '',
  desk     TEXT    NOT NULL
) STRICT;
-- Jobs that an older program left open can be taken back or closed, and not resumed.
INSERT INTO job (set_id, kind, plan, desk) SELECT id, 'older', '', desk FROM change_set WHERE state = 'open';
-- What the report of a job lists, until the job ends: so that one that is resumed can tell of all its rows.
CREATE TABLE job_note (
  id     INTEGER PRIMARY KEY,
  set_id INTEGER NOT NULL,
  list   TEXT    NOT NULL,
  line   INTEGER NOT NULL,
  words  TEXT    NOT NULL
) STRICT;
CREATE INDEX job_note_set ON job_note (set_id);

-- What columns mean in files with these headers, as somebody in the team once said. Belongs to the import that taught it.
CREATE TABLE mapping (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  headers TEXT    NOT NULL UNIQUE,
  map     TEXT    NOT NULL,
  by      TEXT    NOT NULL,
  date    TEXT    NOT NULL
) STRICT;
