-- Identities that providers elsewhere vouch for. Issuer and subject are who somebody is; the name is for people to read.
-- Without a person it is nobody's yet: such rows are few and are forgotten after some weeks.
CREATE TABLE identity (
    issuer  TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    name    TEXT COLLATE "C" NOT NULL,
    seen_at BIGINT           NOT NULL,
    person  TEXT COLLATE "C" REFERENCES account (person),
    PRIMARY KEY (issuer, subject)
);
-- The identities of a person; at most one at each provider.
CREATE UNIQUE INDEX identity_by_person ON identity (person, issuer) WHERE person IS NOT NULL;
-- Nobody's yet, the last seen first.
CREATE INDEX identity_of_nobody ON identity (issuer, seen_at) WHERE person IS NULL;

-- The provider answers for the person wholly: no second factor of ours is demanded. A directory that only checked a
-- password does not.
ALTER TABLE session ADD COLUMN vouched BIGINT NOT NULL DEFAULT 0;
UPDATE session SET vouched = 1 WHERE provider IS NOT NULL;
