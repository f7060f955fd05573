-- What is known of people beyond their figures: audience, sponsors, rates, sizes, further languages.
-- Shares are in millionths (42 % is 420,000), amounts in the smallest unit of their currency (600.50 EUR is 60,050).
-- Every row says where it comes from and of which day it is; `imported` is 1 where a file wrote it last.

ALTER TABLE person ADD COLUMN languages TEXT;
ALTER TABLE person ADD COLUMN sizes TEXT;

-- One share of an account's audience: `US` of country, `female` of gender, `18-24` of age.
CREATE TABLE audience_share (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  version    INTEGER NOT NULL DEFAULT 1,
  person_id  INTEGER NOT NULL REFERENCES person (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  kind       TEXT    NOT NULL CHECK (kind IN ('country', 'gender', 'age')),
  key        TEXT    NOT NULL,
  share      INTEGER NOT NULL CHECK (share BETWEEN 0 AND 1000000),
  date       TEXT    NOT NULL,
  source     TEXT    NOT NULL,
  imported   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX audience_share_key ON audience_share (account_id, kind, key);
CREATE INDEX audience_share_person ON audience_share (person_id, kind, key, share);

-- A brand that a person has worked for. Several spellings of one brand have one key.
CREATE TABLE sponsorship (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  version   INTEGER NOT NULL DEFAULT 1,
  person_id INTEGER NOT NULL REFERENCES person (id),
  brand     TEXT    NOT NULL,
  brand_key TEXT    NOT NULL,
  posts     INTEGER CHECK (posts >= 0),
  sponsored INTEGER CHECK (sponsored >= 0),
  first     TEXT,
  last      TEXT,
  date      TEXT    NOT NULL,
  source    TEXT    NOT NULL,
  imported  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX sponsorship_key ON sponsorship (person_id, brand_key);
CREATE INDEX sponsorship_brand ON sponsorship (brand_key, person_id);

-- Brands that compete with ours, once for all people: marking one marks it wherever it is a sponsor.
CREATE TABLE competitor (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  version   INTEGER NOT NULL DEFAULT 1,
  brand     TEXT    NOT NULL,
  brand_key TEXT    NOT NULL UNIQUE
) STRICT;

-- A line of a person's rate card. A later date is a newer rate; the older one stays as history.
CREATE TABLE rate (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  version   INTEGER NOT NULL DEFAULT 1,
  person_id INTEGER NOT NULL REFERENCES person (id),
  kind      TEXT    NOT NULL,
  platform  TEXT,
  amount    INTEGER NOT NULL CHECK (amount >= 0),
  currency  TEXT    NOT NULL,
  note      TEXT    NOT NULL DEFAULT '',
  date      TEXT    NOT NULL,
  source    TEXT    NOT NULL,
  imported  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX rate_person ON rate (person_id, kind, currency, amount);
