-- Anchors: what was written about the end of the journal to a second place, so that a second place that was cut short or
-- exchanged is noticed, and an installation that came out of a backup knows whose.

-- One row per file of anchors. `is_written` is 0 between the promise and the line in the file. Rows go when a file is begun anew.
CREATE TABLE anchor (
    keeper     TEXT    PRIMARY KEY,
    place      TEXT    NOT NULL,
    number     INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    digest     TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    is_written INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The installation whose backup this one was, and the last row of its journal then.
ALTER TABLE installation ADD COLUMN restored_from TEXT;
ALTER TABLE installation ADD COLUMN restored_position INTEGER;
