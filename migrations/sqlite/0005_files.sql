-- Files that people upload with forms.

-- What was uploaded, the same contents once. A row goes with the last file of its contents.
CREATE TABLE file_content (
    hash  TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- One upload. `used`: an instance has come to know it, and it stays for ever; others go a week later, at a start.
CREATE TABLE file (
    id          TEXT    PRIMARY KEY,
    hash        TEXT    NOT NULL REFERENCES file_content (hash),
    name        TEXT    NOT NULL,
    media       TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    uploaded_by TEXT,
    uploaded_at INTEGER NOT NULL,
    used        INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
-- Whether anybody still has these contents.
CREATE INDEX file_by_hash ON file (hash);
-- Uploads that no form was sent with.
CREATE INDEX file_unused ON file (uploaded_at) WHERE used = 0;
