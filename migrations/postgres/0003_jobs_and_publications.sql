-- Jobs asked of machines. While somebody holds a row, `next_at` is the end of the lease; otherwise the earliest next try.
-- Closed jobs are removed; they stay in the journal.
CREATE TABLE job (
    instance   TEXT COLLATE "C" NOT NULL,
    job        BIGINT           NOT NULL,
    process    TEXT COLLATE "C" NOT NULL,
    step       TEXT COLLATE "C" NOT NULL,
    kind       TEXT COLLATE "C" NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    input      TEXT             NOT NULL,
    retries    BIGINT           NOT NULL,
    failures   BIGINT           NOT NULL,
    created_at BIGINT           NOT NULL,
    due_at     BIGINT,
    next_at    BIGINT           NOT NULL,
    owner      TEXT COLLATE "C",
    epoch      BIGINT           NOT NULL,
    PRIMARY KEY (instance, job)
);
-- Claiming the jobs of a topic, the oldest first.
CREATE INDEX job_by_name ON job (kind, name, next_at);
-- Claiming whatever webhook is due.
CREATE INDEX job_by_kind ON job (kind, next_at);

-- What instances have put on public pages. Rows stay: what was shown when can be asked for ever.
CREATE TABLE page_publication (
    instance     TEXT COLLATE "C" NOT NULL,
    publication  BIGINT           NOT NULL,
    page         TEXT COLLATE "C" NOT NULL,
    step         TEXT COLLATE "C" NOT NULL,
    title        TEXT             NOT NULL,
    document     BIGINT,
    text         TEXT,
    on_date      TEXT COLLATE "C" NOT NULL,
    at           BIGINT           NOT NULL,
    until        BIGINT,
    withdrawn_at BIGINT,
    PRIMARY KEY (instance, publication)
);
-- A public page, the newest first.
CREATE INDEX publication_by_page ON page_publication (page, at DESC) WHERE withdrawn_at IS NULL;
