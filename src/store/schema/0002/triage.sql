-- Triage: the shortlist, fit checks, what was decided about red flags. The flags themselves are computed from snapshots.

-- The day on which somebody was marked as worth a first contact.
ALTER TABLE person ADD COLUMN shortlisted TEXT;

CREATE TABLE fit_check (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  version   INTEGER NOT NULL DEFAULT 1,
  person_id INTEGER NOT NULL REFERENCES person (id),
  kind      TEXT    NOT NULL,
  answer    TEXT    NOT NULL CHECK (answer IN ('yes', 'no', 'unsure')),
  line      TEXT    NOT NULL DEFAULT '',
  date      TEXT    NOT NULL,
  by        TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX fit_check_key ON fit_check (person_id, kind);

-- A decision counts for the figures it was made about; other figures raise the flag anew.
CREATE TABLE flag_decision (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  version    INTEGER NOT NULL DEFAULT 1,
  person_id  INTEGER NOT NULL REFERENCES person (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  kind       TEXT    NOT NULL,
  figures    TEXT    NOT NULL,
  words      TEXT    NOT NULL,
  decision   TEXT    NOT NULL CHECK (decision IN ('cleared', 'accepted')),
  line       TEXT    NOT NULL DEFAULT '',
  date       TEXT    NOT NULL,
  by         TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX flag_decision_key ON flag_decision (account_id, kind);
CREATE INDEX flag_decision_person ON flag_decision (person_id);

ALTER TABLE card ADD COLUMN fit_yes INTEGER;
ALTER TABLE card ADD COLUMN fit_answered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card ADD COLUMN shortlisted TEXT;
