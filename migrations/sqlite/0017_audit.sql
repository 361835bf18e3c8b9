-- Acts of administration: accounts, programs, editions. Rows are only ever added.
CREATE TABLE audit (
    id    INTEGER PRIMARY KEY,
    at    INTEGER NOT NULL,
    by    TEXT    NOT NULL,
    act   TEXT    NOT NULL,
    about TEXT    NOT NULL
) STRICT;
