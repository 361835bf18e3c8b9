-- Leases of what only one of several servers may do at a time. A lease is held until `until` by the clock of the database;
-- whoever takes it from another counts `epoch` up, so that the last owner can be told from the present one.
CREATE TABLE lease (
    name  TEXT COLLATE "C" PRIMARY KEY,
    owner TEXT COLLATE "C" NOT NULL,
    epoch BIGINT           NOT NULL,
    until BIGINT           NOT NULL
);
