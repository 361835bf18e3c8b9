-- What is personal in a case that has ended can be destroyed by an act; the chain of its journal stays whole.

-- What is hashed with a row, so that nobody guesses from its hash what stood there; it goes with the contents.
ALTER TABLE journal ADD COLUMN salt TEXT;

-- Since when everything personal is gone. What has ended and still holds something is found by its end.
ALTER TABLE instance ADD COLUMN erased_at INTEGER;
CREATE INDEX instance_to_erase ON instance (process, ended_at, id) WHERE running = 0 AND erased_at IS NULL;

-- Acts of destruction. `cases` is JSON: what each was about, without anybody's name.
CREATE TABLE erasure_act (
    id      INTEGER PRIMARY KEY,
    number  TEXT    NOT NULL,
    on_date TEXT    NOT NULL,
    reason  TEXT    NOT NULL,
    scope   TEXT    NOT NULL,
    by      TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    cases   TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX erasure_act_by_number ON erasure_act (number);
