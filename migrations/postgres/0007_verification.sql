-- Documents that anybody can verify: the code printed on them, and what the answer depends on.

-- Code of the document; none for registers without verification and for entries older than it.
ALTER TABLE register_entry ADD COLUMN code TEXT COLLATE "C";
-- Last day of validity, inclusive.
ALTER TABLE register_entry ADD COLUMN until TEXT COLLATE "C";
-- Printed numbers of the entries of the same register that this one replaces or annuls.
ALTER TABLE register_entry ADD COLUMN replaces TEXT COLLATE "C";
ALTER TABLE register_entry ADD COLUMN annuls TEXT COLLATE "C";

-- The document with a code.
CREATE INDEX register_entry_by_code ON register_entry (code) WHERE code IS NOT NULL;
-- Whether a document has been replaced.
CREATE INDEX register_entry_by_replaced ON register_entry (register, replaces) WHERE replaces IS NOT NULL;
-- Whether a document has been annulled.
CREATE INDEX register_entry_by_annulled ON register_entry (register, annuls) WHERE annuls IS NOT NULL;
