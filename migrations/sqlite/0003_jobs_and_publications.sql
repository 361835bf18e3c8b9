-- Jobs asked of machines. While somebody holds a row, `next_at` is the end of the lease; otherwise the earliest next try.
-- Closed jobs are removed; they stay in the journal.
CREATE TABLE job (
    instance   TEXT    NOT NULL,
    job        INTEGER NOT NULL,
    process    TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    input      TEXT    NOT NULL,
    retries    INTEGER NOT NULL,
    failures   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    due_at     INTEGER,
    next_at    INTEGER NOT NULL,
    owner      TEXT,
    epoch      INTEGER NOT NULL,
    PRIMARY KEY (instance, job)
) STRICT;
-- Claiming the jobs of a topic, the oldest first.
CREATE INDEX job_by_name ON job (kind, name, next_at);
-- Claiming whatever webhook is due.
CREATE INDEX job_by_kind ON job (kind, next_at);

-- What instances have put on public pages. Rows stay: what was shown when can be asked for ever.
CREATE TABLE page_publication (
    instance     TEXT    NOT NULL,
    publication  INTEGER NOT NULL,
    page         TEXT    NOT NULL,
    step         TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    document     INTEGER,
    text         TEXT,
    on_date      TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    until        INTEGER,
    withdrawn_at INTEGER,
    PRIMARY KEY (instance, publication)
) STRICT;
-- A public page, the newest first.
CREATE INDEX publication_by_page ON page_publication (page, at DESC) WHERE withdrawn_at IS NULL;
