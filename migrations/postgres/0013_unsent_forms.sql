-- Public forms that were begun and not sent yet. The address of one is its only key and is kept as a digest. They hold
-- personal data that nobody has handed in, so they go by themselves soon, and when their author erases them.
CREATE TABLE unsent_form (
    digest     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    process    TEXT COLLATE "C" NOT NULL,
    instance   TEXT COLLATE "C",
    answers    TEXT             NOT NULL,
    saved_at   BIGINT           NOT NULL,
    expires_at BIGINT           NOT NULL,
    receipt    TEXT COLLATE "C"
);
-- What has expired.
CREATE INDEX unsent_form_by_expiry ON unsent_form (expires_at);
