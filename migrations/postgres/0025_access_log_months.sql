-- The access log by months: a month that is too old goes in one piece instead of row by row. What was there becomes the first
-- table of it, as it is; nothing is copied. The program makes the months to come; what no month has room for goes to the rest.
--
-- The journal is not divided: its key (instance, first_seq) keeps two servers from writing one position, which a key with
-- the month in it would not, and every load of a case would look into every month.
-- contract: whoever reads or writes access_log finds one under that name before and after; nobody knows the others by name
ALTER TABLE access_log RENAME TO access_log_before;
ALTER TABLE access_log_before ALTER COLUMN id DROP IDENTITY;
ALTER TABLE access_log_before DROP CONSTRAINT access_log_pkey;
-- contract: the name stays, with the divided table or its index
ALTER INDEX access_log_by_time RENAME TO access_log_before_by_time;
-- contract: the name stays, with the divided table or its index
ALTER INDEX access_log_by_person RENAME TO access_log_before_by_person;
-- contract: the name stays, with the divided table or its index
ALTER INDEX access_log_by_instance RENAME TO access_log_before_by_instance;
CREATE SEQUENCE access_log_id_seq AS BIGINT;
SELECT setval('access_log_id_seq', (SELECT COALESCE(MAX(id), 0) + 1 FROM access_log_before), false);
ALTER TABLE access_log_before ALTER COLUMN id SET DEFAULT nextval('access_log_id_seq');

CREATE TABLE access_log (
    id       BIGINT           NOT NULL DEFAULT nextval('access_log_id_seq'),
    at       BIGINT           NOT NULL,
    person   TEXT COLLATE "C",
    program  TEXT COLLATE "C",
    address  TEXT COLLATE "C" NOT NULL,
    what     TEXT COLLATE "C" NOT NULL,
    door     TEXT COLLATE "C" NOT NULL,
    target   TEXT COLLATE "C" NOT NULL,
    process  TEXT COLLATE "C",
    instance TEXT COLLATE "C"
) PARTITION BY RANGE (at);
ALTER SEQUENCE access_log_id_seq OWNED BY access_log.id;
-- The whole log, the newest first, and the sweep of what is old.
CREATE INDEX access_log_by_time ON access_log (at, id);
-- What one person looked at.
CREATE INDEX access_log_by_person ON access_log (person, at, id) WHERE person IS NOT NULL;
-- Who looked at one case.
CREATE INDEX access_log_by_instance ON access_log (instance, at, id) WHERE instance IS NOT NULL;

-- Views that no month has room for. Empty while the program makes the months in time.
CREATE TABLE access_log_rest PARTITION OF access_log DEFAULT;

-- What was there, up to the end of the month of the last view, or of the present one.
DO $months$
DECLARE
    last  BIGINT := GREATEST(
        (SELECT COALESCE(MAX(at), 0) FROM access_log_before),
        CAST(EXTRACT(EPOCH FROM now()) AS BIGINT) * 1000000
    );
    month TIMESTAMP := date_trunc('month', to_timestamp(last / 1000000) AT TIME ZONE 'UTC') + INTERVAL '1 month';
BEGIN
    EXECUTE format(
        'ALTER TABLE access_log ATTACH PARTITION access_log_before FOR VALUES FROM (MINVALUE) TO (%s)',
        CAST(EXTRACT(EPOCH FROM month) AS BIGINT) * 1000000
    );
END
$months$;
