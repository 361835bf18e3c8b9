-- Files on their way, a part at a time. The address of one is its only key and is kept as a digest. They go by themselves:
-- the parts when the file is whole, the rest when it expires.
CREATE TABLE upload (
    digest      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    uploaded_by TEXT COLLATE "C",
    place       TEXT COLLATE "C" NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
    size        BIGINT           NOT NULL,
    received    BIGINT           NOT NULL DEFAULT 0,
    expires_at  BIGINT           NOT NULL,
    file        TEXT COLLATE "C"
);
-- How many a form has.
CREATE INDEX upload_by_place ON upload (place) WHERE file IS NULL;
-- What has expired.
CREATE INDEX upload_by_expiry ON upload (expires_at);

CREATE TABLE upload_part (
    digest   TEXT COLLATE "C" NOT NULL,
    "offset" BIGINT           NOT NULL,
    bytes    BYTEA            NOT NULL,
    PRIMARY KEY (digest, "offset")
);
