-- How far each instance has come with its user tasks: what boards of units and duties count. One row for each user task
-- that was begun, of its last run; rows go with their instance.
CREATE TABLE step_state (
    instance     TEXT    NOT NULL,
    step         TEXT    NOT NULL,
    open         INTEGER NOT NULL,
    started_at   INTEGER NOT NULL,
    due_on       TEXT,
    completed_at INTEGER,
    PRIMARY KEY (instance, step)
) STRICT, WITHOUT ROWID;
