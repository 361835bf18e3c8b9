-- Files that people upload with forms.

-- What was uploaded, the same contents once. A row goes with the last file of its contents.
CREATE TABLE file_content (
    hash  TEXT COLLATE "C" PRIMARY KEY,
    bytes BYTEA            NOT NULL
);

-- One upload. `used`: an instance has come to know it, and it stays for ever; others go a week later, at a start.
CREATE TABLE file (
    id          TEXT COLLATE "C" PRIMARY KEY,
    hash        TEXT COLLATE "C" NOT NULL REFERENCES file_content (hash),
    name        TEXT COLLATE "C" NOT NULL,
    media       TEXT             NOT NULL,
    size        BIGINT           NOT NULL,
    uploaded_by TEXT COLLATE "C",
    uploaded_at BIGINT           NOT NULL,
    used        BIGINT           NOT NULL DEFAULT 0
);
-- Whether anybody still has these contents.
CREATE INDEX file_by_hash ON file (hash);
-- Uploads that no form was sent with.
CREATE INDEX file_unused ON file (uploaded_at) WHERE used = 0;
