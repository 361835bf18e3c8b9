-- Programs of other systems that ask the API: each has a token, of which only the SHA-256 is kept, what it may do, and the
-- processes whose cases it sees. Rows stay when they are withdrawn: journals and the access log name them.
CREATE TABLE program (
    id           INTEGER PRIMARY KEY,
    name         TEXT    NOT NULL,
    scopes       TEXT    NOT NULL,
    processes    TEXT    NOT NULL,
    token        TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   TEXT,
    expires_at   INTEGER NOT NULL,
    used_at      INTEGER,
    withdrawn_at INTEGER,
    withdrawn_by TEXT
) STRICT;
-- The program of a request.
CREATE UNIQUE INDEX program_by_token ON program (token);
-- Names are never given twice: what a withdrawn program did is not laid to another.
CREATE UNIQUE INDEX program_by_name ON program (name);
