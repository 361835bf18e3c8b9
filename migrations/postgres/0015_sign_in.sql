-- Signing in: what a session is remembered by, and second factors.

-- The browser as it named itself; when it was last used, to the minute.
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0;
-- The password was right and the code of the second factor is awaited: nobody is signed in yet.
ALTER TABLE session ADD COLUMN awaits_code BIGINT NOT NULL DEFAULT 0;
-- The identity provider that vouched for the person; absent after a password.
ALTER TABLE session ADD COLUMN provider TEXT COLLATE "C";
UPDATE session SET seen_at = created_at;

-- Authenticators, at most one a person. `salt` makes the secret together with the installation's key, which is in a file
-- and not here. `used_step` is the last interval whose code was taken: no code works twice.
CREATE TABLE second_factor (
    person    TEXT COLLATE "C" PRIMARY KEY REFERENCES account (person),
    salt      TEXT COLLATE "C" NOT NULL,
    since     BIGINT           NOT NULL,
    used_step BIGINT           NOT NULL
);

-- Digests of recovery codes that were not used yet. They go with their use and with the authenticator.
CREATE TABLE recovery_code (
    person TEXT COLLATE "C" NOT NULL REFERENCES second_factor (person) ON DELETE CASCADE,
    digest TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (person, digest)
);
