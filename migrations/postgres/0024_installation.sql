-- The installation by itself: what tells its backups from those of others, and whether what leaves the house waits.

-- One row. `id` is made here. `paused_at` is empty while letters and calls leave.
CREATE TABLE installation (
    one        BIGINT           PRIMARY KEY CHECK (one = 1),
    id         TEXT COLLATE "C" NOT NULL,
    paused_at  BIGINT,
    paused_by  TEXT COLLATE "C",
    paused_why TEXT COLLATE "C"
);
INSERT INTO installation (one, id) VALUES (1, substr(replace(gen_random_uuid()::text, '-', ''), 1, 16));
