-- Saved views: a query with its order and columns under a name; without an owner it is the team's.
CREATE TABLE saved_view (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  version  INTEGER NOT NULL DEFAULT 1,
  name     TEXT    NOT NULL,
  owner    TEXT    NOT NULL DEFAULT '',
  query    TEXT    NOT NULL,
  sort     TEXT    NOT NULL,
  reversed INTEGER NOT NULL DEFAULT 0,
  columns  TEXT    NOT NULL DEFAULT ''
) STRICT;
