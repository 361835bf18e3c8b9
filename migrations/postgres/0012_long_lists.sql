-- Lists over millions of rows: indexes that begin with everything a list is narrowed by, and a search that does not read
-- every row.

-- Where the search keeps an instance; new ones get the next number. Numbers may be missing: a commit that was taken back
-- keeps its own.
CREATE SEQUENCE instance_place;
ALTER TABLE instance ADD COLUMN place BIGINT NOT NULL DEFAULT nextval('instance_place');
-- The instance behind a find; the number of the last one.
CREATE UNIQUE INDEX instance_by_place ON instance (place);

-- Three letters in a row of subject and receipt, and signs for process and unit, so that a search looks only at what
-- somebody may see. It holds no texts; rows are compared once they are found. Filled by the program, at its start if
-- need be; whoever empties it gets it anew. SQLite has a table of its own kind for this; the finds are the same.
CREATE TABLE instance_search (
    place  BIGINT             PRIMARY KEY,
    groups TEXT[] COLLATE "C" NOT NULL
);
-- Instances with all the groups of what somebody has typed.
CREATE INDEX instance_search_by_group ON instance_search USING gin (groups);

-- Lists of one process go by whether its instances run, and are merged when that does not matter.
DROP INDEX instance_by_process;
DROP INDEX instance_by_unit;
-- Instances of one unit in one process, the newest first.
CREATE INDEX instance_by_unit ON instance (unit, process, running, started_at DESC, id DESC) WHERE unit IS NOT NULL;
DROP INDEX instance_by_parent;
-- Children of an instance.
CREATE INDEX instance_by_parent ON instance (parent, started_at DESC, id DESC) WHERE parent IS NOT NULL;

DROP INDEX task_by_unit;
-- What is late in one unit and one process, the earliest first.
CREATE INDEX task_by_unit ON task (unit, process, sort_at, instance, task) WHERE unit IS NOT NULL;
-- What one role has in one process: boards are narrowed by both.
CREATE INDEX task_role_by_process ON task_role (role, process, sort_at, instance, task);

DROP INDEX task_extended;
-- Tasks of one process whose term was extended, the earliest due first.
CREATE INDEX task_extended ON task (process, sort_at, instance, task) WHERE extended > 0;
DROP INDEX task_held;
-- Tasks of one process whose term stands still.
CREATE INDEX task_held ON task (process, sort_at, instance, task) WHERE held_at IS NOT NULL;
