-- Who sees an instance: by the unit it is about, and by having had a part in it.

-- The unit, where the process limits who sees it by unit; it follows from the journal.
ALTER TABLE instance ADD COLUMN unit TEXT COLLATE "C";
-- Instances of one unit, the newest first.
CREATE INDEX instance_by_unit ON instance (unit, started_at DESC, id DESC) WHERE unit IS NOT NULL;

-- The same of its open tasks, for boards.
ALTER TABLE task ADD COLUMN unit TEXT COLLATE "C";
-- What is late in one unit, the earliest first.
CREATE INDEX task_by_unit ON task (unit, sort_at, instance, task) WHERE unit IS NOT NULL;

-- Who has a part in an instance: `start`, whoever began it; `task`, whoever did something in it or was given an open task
-- of it by name. Clustered for lists of a person.
CREATE TABLE participant (
    person     TEXT COLLATE "C" NOT NULL,
    started_at BIGINT           NOT NULL,
    instance   TEXT COLLATE "C" NOT NULL,
    part       TEXT COLLATE "C" NOT NULL,
    process    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (person, started_at, instance, part)
);
-- Everybody of one instance.
CREATE INDEX participant_by_instance ON participant (instance, person, part);
