-- What kind of name a handle is, where a platform has several: a YouTube handle, custom name and channel number are
-- different accounts, however alike they look. Blank is a plain name, or one whose kind no source has said yet.
ALTER TABLE account ADD COLUMN handle_kind TEXT NOT NULL DEFAULT '';
DROP INDEX account_key;
CREATE UNIQUE INDEX account_key ON account (handle_key, platform, handle_kind);
