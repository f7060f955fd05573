-- Who was merged into whom, and who was said to be two.

-- People who are one with another by now: their number, their name as it was, and where their history is read.
CREATE TABLE merged (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  version   INTEGER NOT NULL DEFAULT 1,
  person_id INTEGER NOT NULL REFERENCES person (id),
  gone      INTEGER NOT NULL UNIQUE,
  name      TEXT    NOT NULL,
  date      TEXT    NOT NULL,
  by        TEXT    NOT NULL
) STRICT;
CREATE INDEX merged_person ON merged (person_id);

-- Two people who look alike and are not one; the smaller number stands first.
CREATE TABLE not_same (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  version   INTEGER NOT NULL DEFAULT 1,
  person_id INTEGER NOT NULL REFERENCES person (id),
  other_id  INTEGER NOT NULL REFERENCES person (id),
  date      TEXT    NOT NULL,
  by        TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX not_same_key ON not_same (person_id, other_id);
CREATE INDEX not_same_other ON not_same (other_id);
