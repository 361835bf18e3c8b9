-- The installation by itself: what tells its backups from those of others, and whether what leaves the house waits.

-- One row. `id` is made here, and anew when a backup is restored, so that nobody takes a copy for its original.
-- `paused_at` is empty while letters and calls leave.
CREATE TABLE installation (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    id         TEXT    NOT NULL,
    paused_at  INTEGER,
    paused_by  TEXT,
    paused_why TEXT
) STRICT;
INSERT INTO installation (one, id) VALUES (1, lower(hex(randomblob(8))));
