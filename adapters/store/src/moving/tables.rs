//! Every table of the schema, and what copying does with it.
//!
//! A test compares both lists with the real tables of both databases: a new table needs a line here.

/// A table whose rows are copied.
#[derive(Clone, Copy, Debug)]
pub struct CopiedTable {
    /// Its name.
    pub name: &'static str,
    /// The columns of its primary key: rows are read and compared in this order.
    pub key: &'static [&'static str],
    /// The column that numbers rows by itself, and the sequence that does it on PostgreSQL.
    pub counter: Option<Counter>,
    /// Whether the counted column is the number of the row itself on SQLite, which has no column for it.
    pub counts_rows: bool,
    /// Whether the changes of the tables write its rows. Those of an empty destination give way to those of the source.
    pub is_born_filled: bool,
}

/// What numbers the rows of a table.
#[derive(Clone, Copy, Debug)]
pub struct Counter {
    /// Column.
    pub column: &'static str,
    /// Sequence on PostgreSQL.
    pub sequence: &'static str,
}

impl CopiedTable {
    const fn new(name: &'static str, key: &'static [&'static str]) -> Self {
        Self {
            name,
            key,
            counter: None,
            counts_rows: false,
            is_born_filled: false,
        }
    }

    const fn counted(self, column: &'static str, sequence: &'static str) -> Self {
        Self {
            counter: Some(Counter { column, sequence }),
            ..self
        }
    }
}

/// What is copied, in an order in which every reference points to a table before.
pub const COPIED_TABLES: &[CopiedTable] = &[
    // The copy is the installation from now on: its name goes along, and so does a pause of what leaves the house.
    CopiedTable {
        is_born_filled: true,
        ..CopiedTable::new("installation", &["one"])
    },
    // The copy has the same rows under the same numbers: it goes on with the files of anchors.
    CopiedTable::new("anchor", &["keeper"]),
    CopiedTable::new("journal", &["position"]).counted("position", "journal_position_seq"),
    // Its rows have their numbers from the table before, where the last of all is.
    CopiedTable::new("journal_archive", &["position", "archived_at"]),
    CopiedTable::new("instance", &["id"]).counted("place", "instance_place"),
    CopiedTable::new("snapshot", &["instance"]),
    CopiedTable::new("task", &["instance", "task"]),
    CopiedTable::new("task_role", &["role", "sort_at", "instance", "task"]),
    CopiedTable::new("step_state", &["instance", "step"]),
    CopiedTable::new("timer", &["due_at", "instance", "timer"]),
    CopiedTable::new("participant", &["person", "started_at", "instance", "part"]),
    CopiedTable::new("incident", &["instance", "incident"]),
    CopiedTable::new("ballot", &["instance", "step", "run", "outcome"]),
    CopiedTable::new("document", &["instance", "document"]),
    CopiedTable::new("document_file", &["instance", "document"]),
    CopiedTable::new("register_entry", &["register", "year", "number"]),
    CopiedTable::new("page_publication", &["instance", "publication"]),
    CopiedTable {
        counts_rows: true,
        ..CopiedTable::new("outbox", &["key"]).counted("position", "outbox_position_seq")
    },
    CopiedTable::new("signal", &["position"]).counted("position", "signal_position_seq"),
    CopiedTable::new("command", &["id"]),
    CopiedTable::new("message", &["position"]).counted("position", "message_position_seq"),
    CopiedTable::new("message_key", &["process", "message", "key", "instance"]),
    CopiedTable::new("job", &["instance", "job"]),
    CopiedTable::new("file_content", &["hash"]),
    CopiedTable::new("file", &["id"]),
    CopiedTable::new("upload", &["digest"]),
    CopiedTable::new("upload_part", &["digest", "offset"]),
    CopiedTable::new("unsent_form", &["digest"]),
    CopiedTable::new("package", &["digest"]),
    CopiedTable::new("publication", &["position"]).counted("position", "publication_position_seq"),
    CopiedTable::new("definition", &["process", "version"]),
    CopiedTable::new("scenario", &["path"]),
    CopiedTable::new("draft", &["id"]).counted("id", "draft_id_seq"),
    CopiedTable::new("draft_file", &["draft", "path"]),
    CopiedTable::new("draft_hand", &["draft", "person"]),
    CopiedTable::new("draft_move", &["position"]).counted("position", "draft_move_position_seq"),
    CopiedTable::new("account", &["person"]),
    CopiedTable::new("session", &["token"]),
    CopiedTable::new("second_factor", &["person"]),
    CopiedTable::new("recovery_code", &["person", "digest"]),
    CopiedTable::new("identity", &["issuer", "subject"]),
    CopiedTable::new("absence", &["id"]).counted("id", "absence_id_seq"),
    CopiedTable::new("saved_filter", &["id"]).counted("id", "saved_filter_id_seq"),
    CopiedTable::new("letter_wish", &["person", "kind"]),
    CopiedTable::new("digest_run", &["digest", "on_date"]),
    CopiedTable::new("secret", &["name"]),
    CopiedTable::new("calendar", &["person"]),
    CopiedTable::new("bounce", &["report"]),
    CopiedTable::new("address", &["address"]),
    CopiedTable::new("program", &["id"]).counted("id", "program_id_seq"),
    CopiedTable::new("subscription", &["id"]).counted("id", "subscription_id_seq"),
    CopiedTable::new("access_log", &["id"]).counted("id", "access_log_id_seq"),
    CopiedTable::new("erasure_act", &["id"]).counted("id", "erasure_act_id_seq"),
    CopiedTable::new("audit", &["id"]).counted("id", "audit_id_seq"),
];

/// Tables that are not copied, and why.
pub const TABLES_LEFT: &[(&str, &str)] = &[
    (MIGRATIONS, "each database has the changes of its own kind"),
    (
        "instance_search",
        "follows from instances; the store fills it when it opens the database",
    ),
    (
        "lease",
        "says who leads among the servers that run; none runs while a database is copied",
    ),
    ("instance_search_config", "inside of instance_search"),
    ("instance_search_data", "inside of instance_search"),
    ("instance_search_docsize", "inside of instance_search"),
    ("instance_search_idx", "inside of instance_search"),
    (
        "sqlite_sequence",
        "numbers of SQLite; counters are carried over by themselves",
    ),
];

/// Where the migrations that were applied are noted.
pub(super) const MIGRATIONS: &str = "_sqlx_migrations";
