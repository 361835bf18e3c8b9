-- Digests, what people want of letters, calendars that others subscribe to, and letters that did not arrive.

-- Why a letter was written, the task that it is about, the person of the directory that it is for.
ALTER TABLE outbox ADD COLUMN purpose TEXT COLLATE "C" NOT NULL DEFAULT 'notice';
ALTER TABLE outbox ADD COLUMN task BIGINT;
ALTER TABLE outbox ADD COLUMN person TEXT COLLATE "C";

-- Digests that were written: one row a day and digest. Rows older than a year may be removed by the operator.
CREATE TABLE digest_run (
    digest  TEXT COLLATE "C" NOT NULL,
    on_date TEXT COLLATE "C" NOT NULL,
    at      BIGINT           NOT NULL,
    PRIMARY KEY (digest, on_date)
);

-- What a person wants of a kind of letters, where it differs from what the organisation has arranged.
CREATE TABLE letter_wish (
    person TEXT COLLATE "C" NOT NULL,
    kind   TEXT COLLATE "C" NOT NULL,
    wish   TEXT COLLATE "C" NOT NULL,
    at     BIGINT           NOT NULL,
    PRIMARY KEY (person, kind)
);

-- Secrets of this installation, made at the first use: what signs the links of letters.
CREATE TABLE secret (
    name  TEXT COLLATE "C" PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

-- Calendars of people under the digest of a token. The token itself is known to its holder alone.
CREATE TABLE calendar (
    person TEXT COLLATE "C" PRIMARY KEY,
    token  TEXT COLLATE "C" NOT NULL UNIQUE,
    at     BIGINT           NOT NULL
);

-- Reports that a letter did not arrive. Grows with them; rows older than a year may be removed by the operator.
CREATE TABLE bounce (
    report  TEXT COLLATE "C" PRIMARY KEY,
    key     TEXT COLLATE "C" NOT NULL,
    person  TEXT COLLATE "C",
    address TEXT COLLATE "C" NOT NULL,
    hard    BIGINT           NOT NULL,
    failed  BIGINT           NOT NULL,
    status  TEXT COLLATE "C" NOT NULL,
    reason  TEXT             NOT NULL,
    at      BIGINT           NOT NULL
);
-- Bounces of one address, the newest first.
CREATE INDEX bounce_by_address ON bounce (address, at DESC);
-- The list of all, the newest first.
CREATE INDEX bounce_by_time ON bounce (at DESC);

-- Addresses that take no letters; freed ones keep the moment from which bounces count anew.
CREATE TABLE address (
    address   TEXT COLLATE "C" PRIMARY KEY,
    marked_at BIGINT,
    freed_at  BIGINT,
    freed_by  TEXT COLLATE "C"
);
