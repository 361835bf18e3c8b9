-- What was decided about the term of an open task: what the control board counts beside what is late. Rows of earlier
-- versions do not know it; the program completes them from their journals when it starts (`complete` says which).
ALTER TABLE task ADD COLUMN extended INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN held_at INTEGER;
ALTER TABLE task ADD COLUMN complete INTEGER NOT NULL DEFAULT 0;
-- Tasks whose term was extended, the earliest due first.
CREATE INDEX task_extended ON task (sort_at, instance, task) WHERE extended > 0;
-- Tasks whose term stands still.
CREATE INDEX task_held ON task (sort_at, instance, task) WHERE held_at IS NOT NULL;
-- Rows to be completed at the next start; empty afterwards.
CREATE INDEX task_incomplete ON task (instance) WHERE complete = 0;

-- Filters that somebody has given a name, by list. They go when their owner removes them; their number is bounded.
CREATE TABLE saved_filter (
    id       INTEGER PRIMARY KEY,
    person   TEXT    NOT NULL,
    list     TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    query    TEXT    NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;
-- The filters of one person on one list; a title is taken once.
CREATE UNIQUE INDEX saved_filter_of_person ON saved_filter (person, list, title);
