-- Journals of cases that closed long ago lie apart: the table that every command writes and every load reads stays small.
-- A row is in one of the two tables, never in both. Nothing is moved while a server runs that does not know of it.
-- Nobody removes rows.

-- Rows as they were in `journal`, by months. `archived_at` is one for all rows of an instance: when its first one was moved. It
-- stands on the instance, so that reading one looks into one month. The program makes the months; the month stands in the keys,
-- as PostgreSQL wants it: two servers race for a position in `journal` only.
CREATE TABLE journal_archive (
    position    BIGINT           NOT NULL,
    instance    TEXT COLLATE "C" NOT NULL,
    first_seq   BIGINT           NOT NULL,
    last_seq    BIGINT           NOT NULL,
    at          BIGINT           NOT NULL,
    actor       TEXT             NOT NULL,
    cause       TEXT COLLATE "C" NOT NULL,
    events      TEXT             NOT NULL,
    hash        TEXT COLLATE "C" NOT NULL,
    salt        TEXT COLLATE "C",
    archived_at BIGINT           NOT NULL,
    PRIMARY KEY (position, archived_at)
) PARTITION BY RANGE (archived_at);
-- The history of an instance.
CREATE UNIQUE INDEX journal_archive_by_instance ON journal_archive (instance, first_seq, archived_at);
-- Rows that no month has room for. Empty while the program makes the months in time.
CREATE TABLE journal_archive_rest PARTITION OF journal_archive DEFAULT;

-- Where the archived rows of an instance lie, if it has any; `archived` is 1 while it has no others. A command on it makes it 0.
ALTER TABLE instance ADD COLUMN archived_at BIGINT;
ALTER TABLE instance ADD COLUMN archived BIGINT NOT NULL DEFAULT 0;
-- What is to be moved, the earliest end first. `seq` is not in it: every command would write the index then.
CREATE INDEX instance_to_archive ON instance (ended_at, id) WHERE running = 0 AND archived = 0;
