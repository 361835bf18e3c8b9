-- The tables of the first release. Instants are microseconds since 1970 in UTC, dates are ISO text, JSON is text.

-- The truth: one row per command, appended by position and never changed.
-- Grows for ever; archiving is the operator's business.
CREATE TABLE journal (
    position  INTEGER PRIMARY KEY,
    instance  TEXT    NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq  INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    actor     TEXT    NOT NULL,
    cause     TEXT    NOT NULL,
    events    TEXT    NOT NULL,
    hash      TEXT    NOT NULL
) STRICT;
-- Loading an instance and its history; also keeps two writers from writing the same position.
CREATE UNIQUE INDEX journal_by_instance ON journal (instance, first_seq);

-- One row per instance; everything in it follows from the journal.
CREATE TABLE instance (
    id         TEXT    PRIMARY KEY,
    process    TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    digest     TEXT    NOT NULL,
    receipt    TEXT    NOT NULL,
    parent     TEXT,
    subject    TEXT    NOT NULL,
    search     TEXT    NOT NULL,
    running    INTEGER NOT NULL,
    end_step   TEXT,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER,
    seq        INTEGER NOT NULL,
    hash       TEXT    NOT NULL
) STRICT;
-- The state of an application by its code.
CREATE UNIQUE INDEX instance_by_receipt ON instance (receipt);
-- Lists of one process, the newest first.
CREATE INDEX instance_by_process ON instance (process, started_at DESC, id DESC);
-- The same, running or ended only: few may be running among very many.
CREATE INDEX instance_by_status ON instance (process, running, started_at DESC, id DESC);
-- Lists over all processes that somebody may see, the newest first.
CREATE INDEX instance_by_start ON instance (started_at DESC, id DESC);
-- Children of an instance.
CREATE INDEX instance_by_parent ON instance (parent, started_at DESC) WHERE parent IS NOT NULL;

-- A cache: the last stored state of an instance. May be emptied at any time.
CREATE TABLE snapshot (
    instance TEXT    PRIMARY KEY,
    seq      INTEGER NOT NULL,
    body     TEXT    NOT NULL
) STRICT;

-- Open tasks only; history is the journal. `sort_at` is the due instant, or the end of time without one.
CREATE TABLE task (
    instance    TEXT    NOT NULL,
    task        INTEGER NOT NULL,
    process     TEXT    NOT NULL,
    step        TEXT    NOT NULL,
    roles       TEXT    NOT NULL,
    signature   INTEGER NOT NULL,
    not_by      TEXT    NOT NULL,
    due_on      TEXT,
    due_at      INTEGER,
    sort_at     INTEGER NOT NULL,
    provisional INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    reminded    INTEGER NOT NULL,
    overdue     INTEGER NOT NULL,
    PRIMARY KEY (instance, task)
) STRICT;
-- What is late or soon will be, the earliest first.
CREATE INDEX task_by_due ON task (sort_at, instance, task);
-- The same for one process.
CREATE INDEX task_by_process ON task (process, sort_at, instance, task);

-- Which roles may do an open task; clustered for the list «my tasks».
CREATE TABLE task_role (
    role     TEXT    NOT NULL,
    sort_at  INTEGER NOT NULL,
    instance TEXT    NOT NULL,
    task     INTEGER NOT NULL,
    process  TEXT    NOT NULL,
    PRIMARY KEY (role, sort_at, instance, task)
) STRICT, WITHOUT ROWID;
-- Closing a task.
CREATE INDEX task_role_by_task ON task_role (instance, task);

-- Pending timers, clustered by when they are due.
CREATE TABLE timer (
    due_at   INTEGER NOT NULL,
    instance TEXT    NOT NULL,
    timer    INTEGER NOT NULL,
    PRIMARY KEY (due_at, instance, timer)
) STRICT, WITHOUT ROWID;

-- Open incidents.
CREATE TABLE incident (
    instance TEXT    NOT NULL,
    incident INTEGER NOT NULL,
    process  TEXT    NOT NULL,
    step     TEXT    NOT NULL,
    code     TEXT    NOT NULL,
    ru       TEXT    NOT NULL,
    en       TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (instance, incident)
) STRICT;
-- The list of incidents, the newest first.
CREATE INDEX incident_by_time ON incident (at DESC);

-- Documents of instances.
CREATE TABLE document (
    instance TEXT    NOT NULL,
    document INTEGER NOT NULL,
    template TEXT    NOT NULL,
    step     TEXT    NOT NULL,
    number   TEXT,
    on_date  TEXT    NOT NULL,
    PRIMARY KEY (instance, document)
) STRICT;

-- Their bytes, once rendered. Apart from `document`, so that lists do not read them.
CREATE TABLE document_file (
    instance TEXT    NOT NULL,
    document INTEGER NOT NULL,
    pdf      BLOB    NOT NULL,
    PRIMARY KEY (instance, document)
) STRICT;

-- Letters and documents to deliver. While somebody holds a row, `next_at` is the end of the lease; without one it is done.
CREATE TABLE outbox (
    key        TEXT    PRIMARY KEY,
    instance   TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    attempts   INTEGER NOT NULL,
    next_at    INTEGER,
    body       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    done_at    INTEGER,
    error      TEXT,
    owner      TEXT,
    epoch      INTEGER NOT NULL
) STRICT;
-- Claiming what is due.
CREATE INDEX outbox_due ON outbox (next_at) WHERE next_at IS NOT NULL;
-- Lists by state, the newest first.
CREATE INDEX outbox_by_state ON outbox (state, created_at DESC, key DESC);
-- The list of everything, the newest first.
CREATE INDEX outbox_by_time ON outbox (created_at DESC, key DESC);
-- Letters and documents of one instance.
CREATE INDEX outbox_by_instance ON outbox (instance, created_at);

-- Commands from instance to instance, until they are carried out.
CREATE TABLE signal (
    position INTEGER PRIMARY KEY,
    id       TEXT    NOT NULL UNIQUE,
    target   TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    at       INTEGER NOT NULL
) STRICT;

-- Replies to commands, for repetitions. Rows older than thirty days are removed at start.
CREATE TABLE command (
    id     TEXT    PRIMARY KEY,
    digest TEXT    NOT NULL,
    reply  TEXT    NOT NULL,
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Removing old rows.
CREATE INDEX command_by_time ON command (at);

-- Entries of registers; the key keeps a number from being given twice.
CREATE TABLE register_entry (
    register TEXT    NOT NULL,
    year     INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    on_date  TEXT    NOT NULL,
    instance TEXT    NOT NULL,
    step     TEXT    NOT NULL,
    entry    TEXT    NOT NULL,
    PRIMARY KEY (register, year, number)
) STRICT, WITHOUT ROWID;

-- Files of packages, by digest.
CREATE TABLE package (
    digest TEXT PRIMARY KEY,
    files  TEXT NOT NULL
) STRICT;

-- What was published when; the last row is in force.
CREATE TABLE publication (
    position INTEGER PRIMARY KEY,
    package  TEXT    NOT NULL REFERENCES package (digest),
    at       INTEGER NOT NULL,
    by       TEXT    NOT NULL
) STRICT;

-- Versions of processes.
CREATE TABLE definition (
    process      TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    digest       TEXT    NOT NULL,
    package      TEXT    NOT NULL REFERENCES package (digest),
    published_at INTEGER NOT NULL,
    PRIMARY KEY (process, version)
) STRICT;

-- Who may sign in.
CREATE TABLE account (
    person     TEXT    PRIMARY KEY,
    password   TEXT    NOT NULL,
    blocked    INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

-- Who is signed in. Ended rows are removed when the next session is opened.
CREATE TABLE session (
    token      TEXT    PRIMARY KEY,
    person     TEXT    NOT NULL REFERENCES account (person),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
-- Ending all sessions of a person.
CREATE INDEX session_by_person ON session (person);
-- Removing ended sessions.
CREATE INDEX session_by_end ON session (expires_at);
