-- Anchors: what was written about the end of the journal to a second place, so that a second place that was cut short or
-- exchanged is noticed, and an installation that came out of a backup knows whose.

-- One row per file of anchors; every server may have its own. `is_written` is 0 between the promise and the line in the file.
-- Rows go when a file is begun anew.
CREATE TABLE anchor (
    keeper     TEXT COLLATE "C" PRIMARY KEY,
    place      TEXT COLLATE "C" NOT NULL,
    number     BIGINT           NOT NULL,
    position   BIGINT           NOT NULL,
    digest     TEXT COLLATE "C" NOT NULL,
    at         BIGINT           NOT NULL,
    is_written BIGINT           NOT NULL
);

-- The installation whose backup this one was, and the last row of its journal then.
ALTER TABLE installation ADD COLUMN restored_from TEXT COLLATE "C";
ALTER TABLE installation ADD COLUMN restored_position BIGINT;
