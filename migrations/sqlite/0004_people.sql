-- Who has a task, who is away and who acts instead, and the boxes of secret votes.

-- Only these people may do the task (JSON), when it was offered to people by name.
ALTER TABLE task ADD COLUMN people TEXT;
-- Who took it, and who delegated it.
ALTER TABLE task ADD COLUMN claimed_by TEXT;
ALTER TABLE task ADD COLUMN delegated_by TEXT;
-- A vote: nobody acts in another's place.
ALTER TABLE task ADD COLUMN personal INTEGER NOT NULL DEFAULT 0;

-- Absences with their substitutes (JSON, in order) and the order behind them. Rows are cancelled, never deleted.
CREATE TABLE absence (
    id           INTEGER PRIMARY KEY,
    person       TEXT    NOT NULL,
    from_on      TEXT    NOT NULL,
    until_on     TEXT    NOT NULL,
    substitutes  TEXT    NOT NULL,
    basis        TEXT    NOT NULL,
    entered_by   TEXT    NOT NULL,
    entered_at   INTEGER NOT NULL,
    cancelled_by TEXT,
    cancelled_at INTEGER
) STRICT;
-- Those that are not over.
CREATE INDEX absence_by_end ON absence (until_on);

-- Secret votes: how many per outcome. Who gave them and when stands nowhere, on purpose.
CREATE TABLE ballot (
    instance TEXT    NOT NULL,
    step     TEXT    NOT NULL,
    run      INTEGER NOT NULL,
    outcome  TEXT    NOT NULL,
    votes    INTEGER NOT NULL,
    PRIMARY KEY (instance, step, run, outcome)
) STRICT, WITHOUT ROWID;
