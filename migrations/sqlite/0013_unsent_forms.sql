-- Public forms that were begun and not sent yet. The address of one is its only key and is kept as a digest. They hold
-- personal data that nobody has handed in, so they go by themselves soon, and when their author erases them.
CREATE TABLE unsent_form (
    digest     TEXT    NOT NULL PRIMARY KEY,
    process    TEXT    NOT NULL,
    instance   TEXT,
    answers    TEXT    NOT NULL,
    saved_at   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    receipt    TEXT
) STRICT, WITHOUT ROWID;
-- What has expired.
CREATE INDEX unsent_form_by_expiry ON unsent_form (expires_at);
