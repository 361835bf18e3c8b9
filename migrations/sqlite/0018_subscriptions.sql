-- Subscriptions: addresses of other systems that are told what happens in cases. The secret of the signature is not here: it
-- is made from the secret of the installation, the number and the moment of the subscription.
CREATE TABLE subscription (
    id           INTEGER PRIMARY KEY,
    url          TEXT    NOT NULL,
    events       TEXT    NOT NULL,
    processes    TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   TEXT    NOT NULL,
    off_at       INTEGER,
    delivered    INTEGER NOT NULL DEFAULT 0,
    delivered_at INTEGER
) STRICT;
-- The subscription that a notification is for; letters and documents have none. Notifications leave the table when they
-- are delivered, or when their subscription is switched off.
ALTER TABLE outbox ADD COLUMN subscription INTEGER;
-- What waits for a subscription, what failed, and its putting off together.
CREATE INDEX outbox_by_subscription ON outbox (subscription, state, next_at) WHERE subscription IS NOT NULL;
