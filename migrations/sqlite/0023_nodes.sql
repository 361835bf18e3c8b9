-- Leases of what only one of several servers may do at a time. A file has one server, which needs none; the table is here so
-- that both databases are alike.
CREATE TABLE lease (
    name  TEXT    PRIMARY KEY,
    owner TEXT    NOT NULL,
    epoch INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
