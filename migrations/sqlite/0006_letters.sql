-- Digests, what people want of letters, calendars that others subscribe to, and letters that did not arrive.

-- Why a letter was written, the task that it is about, the person of the directory that it is for.
ALTER TABLE outbox ADD COLUMN purpose TEXT NOT NULL DEFAULT 'notice';
ALTER TABLE outbox ADD COLUMN task INTEGER;
ALTER TABLE outbox ADD COLUMN person TEXT;

-- Digests that were written: one row a day and digest. Rows older than a year may be removed by the operator.
CREATE TABLE digest_run (
    digest  TEXT    NOT NULL,
    on_date TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (digest, on_date)
) STRICT, WITHOUT ROWID;

-- What a person wants of a kind of letters, where it differs from what the organisation has arranged.
CREATE TABLE letter_wish (
    person TEXT    NOT NULL,
    kind   TEXT    NOT NULL,
    wish   TEXT    NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (person, kind)
) STRICT, WITHOUT ROWID;

-- Secrets of this installation, made at the first use: what signs the links of letters.
CREATE TABLE secret (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Calendars of people under the digest of a token. The token itself is known to its holder alone.
CREATE TABLE calendar (
    person TEXT    PRIMARY KEY,
    token  TEXT    NOT NULL UNIQUE,
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Reports that a letter did not arrive. Grows with them; rows older than a year may be removed by the operator.
CREATE TABLE bounce (
    report  TEXT    PRIMARY KEY,
    key     TEXT    NOT NULL,
    person  TEXT,
    address TEXT    NOT NULL,
    hard    INTEGER NOT NULL,
    failed  INTEGER NOT NULL,
    status  TEXT    NOT NULL,
    reason  TEXT    NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
-- Bounces of one address, the newest first.
CREATE INDEX bounce_by_address ON bounce (address, at DESC);
-- The list of all, the newest first.
CREATE INDEX bounce_by_time ON bounce (at DESC);

-- Addresses that take no letters; freed ones keep the moment from which bounces count anew.
CREATE TABLE address (
    address   TEXT    PRIMARY KEY,
    marked_at INTEGER,
    freed_at  INTEGER,
    freed_by  TEXT
) STRICT, WITHOUT ROWID;
