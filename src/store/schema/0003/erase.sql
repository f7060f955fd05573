-- Somebody was erased for good: what went, without who it was. Day, hour and author stand in the change set.
-- `went` counts the rows by table; `swept` is 1 as soon as no byte of them is left in the file.
CREATE TABLE erasure (
  set_id INTEGER PRIMARY KEY REFERENCES change_set (id),
  stage  INTEGER NOT NULL,
  parked INTEGER NOT NULL,
  went   TEXT    NOT NULL,
  swept  INTEGER NOT NULL DEFAULT 0
) STRICT;
