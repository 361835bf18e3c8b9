-- Journals of cases that closed long ago lie apart: the table that every command writes and every load reads stays small.
-- A row is in one of the two tables, never in both; the last row of all stays in `journal`, which numbers rows after it.
-- Nobody removes rows.

-- Rows as they were in `journal`. `archived_at` is one for all rows of an instance: when its first one was moved.
CREATE TABLE journal_archive (
    position    INTEGER NOT NULL,
    instance    TEXT    NOT NULL,
    first_seq   INTEGER NOT NULL,
    last_seq    INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    actor       TEXT    NOT NULL,
    cause       TEXT    NOT NULL,
    events      TEXT    NOT NULL,
    hash        TEXT    NOT NULL,
    salt        TEXT,
    archived_at INTEGER NOT NULL,
    PRIMARY KEY (position, archived_at)
) STRICT;
-- The history of an instance.
CREATE UNIQUE INDEX journal_archive_by_instance ON journal_archive (instance, first_seq, archived_at);

-- Where the archived rows of an instance lie, if it has any; `archived` is 1 while it has no others. A command on it makes it 0.
ALTER TABLE instance ADD COLUMN archived_at INTEGER;
ALTER TABLE instance ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
-- What is to be moved, the earliest end first. `seq` is not in it: every command would write the index then.
CREATE INDEX instance_to_archive ON instance (ended_at, id) WHERE running = 0 AND archived = 0;
