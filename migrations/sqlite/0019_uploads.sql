-- Files on their way, a part at a time. The address of one is its only key and is kept as a digest. They go by themselves:
-- the parts when the file is whole, the rest when it expires.
CREATE TABLE upload (
    digest      TEXT    NOT NULL PRIMARY KEY,
    uploaded_by TEXT,
    place       TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    received    INTEGER NOT NULL DEFAULT 0,
    expires_at  INTEGER NOT NULL,
    file        TEXT
) STRICT, WITHOUT ROWID;
-- How many a form has.
CREATE INDEX upload_by_place ON upload (place) WHERE file IS NULL;
-- What has expired.
CREATE INDEX upload_by_expiry ON upload (expires_at);

CREATE TABLE upload_part (
    digest TEXT    NOT NULL,
    offset INTEGER NOT NULL,
    bytes  BLOB    NOT NULL,
    PRIMARY KEY (digest, offset)
) STRICT;
