-- How far each instance has come with its user tasks: what boards of units and duties count. One row for each user task
-- that was begun, of its last run; rows go with their instance.
CREATE TABLE step_state (
    instance     TEXT COLLATE "C" NOT NULL,
    step         TEXT COLLATE "C" NOT NULL,
    open         BIGINT           NOT NULL,
    started_at   BIGINT           NOT NULL,
    due_on       TEXT COLLATE "C",
    completed_at BIGINT,
    PRIMARY KEY (instance, step)
);
