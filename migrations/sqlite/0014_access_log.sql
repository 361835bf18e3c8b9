-- Who looked at whose data: one row per view, beside the journals of instances. Written in batches; rows older than the
-- age in the limits of the runtime are swept by the program once a day.
CREATE TABLE access_log (
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    person   TEXT,
    program  TEXT,
    address  TEXT    NOT NULL,
    what     TEXT    NOT NULL,
    door     TEXT    NOT NULL,
    target   TEXT    NOT NULL,
    process  TEXT,
    instance TEXT
) STRICT;
-- The whole log, the newest first, and the sweep of what is old.
CREATE INDEX access_log_by_time ON access_log (at, id);
-- What one person looked at.
CREATE INDEX access_log_by_person ON access_log (person, at, id) WHERE person IS NOT NULL;
-- Who looked at one case.
CREATE INDEX access_log_by_instance ON access_log (instance, at, id) WHERE instance IS NOT NULL;
