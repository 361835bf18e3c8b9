-- Messages by key: from outside, or from steps that know a key but no instance. Settled rows older than thirty days are
-- removed at start; those that wait stay until they are wanted or too old.
CREATE TABLE message (
    position  INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT    NOT NULL UNIQUE,
    digest    TEXT    NOT NULL,
    process   TEXT    NOT NULL,
    message   TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    sender    TEXT    NOT NULL,
    data      TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    until     INTEGER NOT NULL,
    state     TEXT    NOT NULL,
    receivers TEXT    NOT NULL
) STRICT;
-- Messages that wait, and the next one that will be too old.
CREATE INDEX message_waiting ON message (until) WHERE state IN ('new', 'kept');
-- Removing settled messages.
CREATE INDEX message_by_time ON message (at);

-- The keys of running instances; rows go with the end of the instance.
CREATE TABLE message_key (
    process  TEXT NOT NULL,
    message  TEXT NOT NULL,
    key      TEXT NOT NULL,
    instance TEXT NOT NULL,
    PRIMARY KEY (process, message, key, instance)
) STRICT, WITHOUT ROWID;
