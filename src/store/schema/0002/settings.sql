-- The team's settings: one row for each that was set; what has no row is the default.
CREATE TABLE setting (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  key     TEXT    NOT NULL UNIQUE,
  value   TEXT    NOT NULL
) STRICT;
