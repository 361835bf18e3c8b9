-- Changes of processes under way in the browser, before they are published. A draft is what differs from the package
-- published last; whole packages are kept in `package` only.
CREATE TABLE draft (
    id           INTEGER PRIMARY KEY,
    title        TEXT    NOT NULL,
    author       TEXT    NOT NULL,
    base         TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    revision     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL
) STRICT;
-- The list of drafts, those that were touched last first.
CREATE INDEX draft_by_change ON draft (changed_at DESC, id DESC);

-- The files of a draft that differ; no text: the file is to go. `under` is the digest of the text over which the change
-- was made, so that a later publication of the same file is noticed.
CREATE TABLE draft_file (
    draft      INTEGER NOT NULL REFERENCES draft (id),
    path       TEXT    NOT NULL,
    text       TEXT,
    under      TEXT    NOT NULL,
    revision   INTEGER NOT NULL,
    changed_by TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (draft, path)
) STRICT, WITHOUT ROWID;

-- Everybody who ever changed a draft: none of them approves it, even when nothing of theirs is left in it.
CREATE TABLE draft_hand (
    draft  INTEGER NOT NULL REFERENCES draft (id),
    person TEXT    NOT NULL,
    PRIMARY KEY (draft, person)
) STRICT, WITHOUT ROWID;

-- Who submitted, returned, published or discarded a draft, and when.
CREATE TABLE draft_move (
    position INTEGER PRIMARY KEY,
    draft    INTEGER NOT NULL REFERENCES draft (id),
    state    TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    by       TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    remark   TEXT    NOT NULL
) STRICT;
-- The way of one draft.
CREATE INDEX draft_move_by_draft ON draft_move (draft, position);

-- Scenarios, by path. They say nothing about what runs, so they are no part of packages.
CREATE TABLE scenario (
    path TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How many instances run on which version.
CREATE INDEX instance_by_version ON instance (process, version) WHERE running = 1;
