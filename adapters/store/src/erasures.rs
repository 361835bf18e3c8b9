//! What is left after an erasure, written with the event that says so; acts of destruction; what has ended long enough ago.
//!
//! Whether something may go is not decided here. A change of the journal without its event cannot come from here: both are of
//! one commit.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{ErasureScope, InstanceId};
use reglament_runtime::port::{
    ChangeSet, ErasureAct, ErasureChange, ErasureStore, InstanceRow, Page, StoreError,
};

use crate::{
    SqlStore,
    change::Write,
    database::{self, Row},
    dialect::{Sql, sql},
    error::{read, small, write as json_text},
    files::CONTENTS,
    instances,
    line::{Line, line},
    moment::{date, instant, micros},
};

const JOURNAL: Sql = sql!(
    "UPDATE journal SET events = v.value->>'events', salt = NULL FROM ",
    rows,
    " WHERE journal.instance = v.value->>'instance' AND journal.first_seq = CAST(v.value->>'first' AS BIGINT)"
);

/// A row that is not in the table that is written is archived.
const ARCHIVE: Sql = sql!(
    "UPDATE journal_archive SET events = v.value->>'events', salt = NULL FROM ",
    rows,
    " ",
    then_join,
    " instance ON instance.id = v.value->>'instance' WHERE journal_archive.instance = v.value->>'instance' ",
    "AND journal_archive.first_seq = CAST(v.value->>'first' AS BIGINT) ",
    "AND journal_archive.archived_at = instance.archived_at"
);

const INSTANCE: Sql = sql!(
    "UPDATE instance SET erased_at = CAST(v.value->>'at' AS BIGINT) FROM ",
    rows,
    " WHERE instance.id = v.value->>'instance'"
);

const OUTBOX: Sql = sql!(
    "UPDATE outbox SET body = v.value->>'body', error = NULL FROM ",
    rows,
    " WHERE outbox.key = v.value->>'key'"
);

const BOUNCES: Sql = sql!(
    "DELETE FROM bounce WHERE address IN (SELECT v.value->>'address' FROM ",
    rows,
    ")"
);

const ADDRESSES: Sql = sql!(
    "DELETE FROM address WHERE address IN (SELECT v.value->>'address' FROM ",
    rows,
    ")"
);

const REGISTERS: Sql = sql!(
    "UPDATE register_entry SET entry = v.value->>'entry' FROM ",
    rows,
    " WHERE register_entry.register = v.value->>'register' AND register_entry.year = CAST(v.value->>'year' AS BIGINT) ",
    "AND register_entry.number = CAST(v.value->>'number' AS BIGINT)"
);

const PUBLICATIONS: Sql = sql!(
    "UPDATE page_publication SET title = v.value->>'title', text = v.value->>'text' FROM ",
    rows,
    " WHERE page_publication.instance = v.value->>'instance' ",
    "AND page_publication.publication = CAST(v.value->>'publication' AS BIGINT)"
);

const DOCUMENTS: Sql = sql!(
    "DELETE FROM document_file WHERE (instance, document) IN ",
    "(SELECT v.value->>'instance', CAST(v.value->>'document' AS BIGINT) FROM ",
    rows,
    ")"
);

const FILES: Sql = sql!(
    "DELETE FROM file WHERE id IN (SELECT v.value->>'id' FROM ",
    rows,
    ")"
);

const FORMS: Sql = sql!(
    "DELETE FROM unsent_form WHERE instance IN (SELECT v.value->>'instance' FROM ",
    rows,
    ")"
);

const VIEWS: Sql = sql!(
    "UPDATE access_log SET target = '' FROM ",
    rows,
    " WHERE access_log.instance = v.value->>'instance'"
);

pub(crate) const WRITES: &[Write] = &[
    Write::part(JOURNAL, journal),
    Write::exact(ARCHIVE, journal),
    Write::new(INSTANCE, |changes| {
        each(changes, |change| {
            let row = |at| line!({"instance": change.instance, "at": micros(at)});
            change.whole_at.map(row).into_iter().collect()
        })
    }),
    Write::new(OUTBOX, |changes| {
        each(changes, |change| {
            let row = |(key, body): &(String, _)| line!({"key": key, "body": json_text(body)});
            change.outbox.iter().map(row).collect()
        })
    }),
    Write::new(BOUNCES, addresses),
    Write::new(ADDRESSES, addresses),
    Write::new(REGISTERS, |changes| {
        each(changes, |change| {
            let rows = change.registers.iter();
            rows.map(|row| {
                line!({
                    "register": row.register, "year": row.year, "number": row.number,
                    "entry": json_text(&row.entry),
                })
            })
            .collect()
        })
    }),
    Write::new(PUBLICATIONS, |changes| {
        each(changes, |change| {
            let rows = change.publications.iter();
            rows.map(|row| {
                line!({
                    "instance": change.instance, "publication": row.fact.publication,
                    "title": row.fact.title, "text": row.fact.text,
                })
            })
            .collect()
        })
    }),
    Write::new(DOCUMENTS, |changes| {
        each(changes, |change| {
            let row = |document: &u32| line!({"instance": change.instance, "document": document});
            change.documents.iter().map(row).collect()
        })
    }),
    Write::new(FILES, files),
    Write::new(CONTENTS, files),
    Write::new(FORMS, all),
    Write::new(VIEWS, all),
];

fn each(changes: &ChangeSet, rows: impl Fn(&ErasureChange) -> Vec<Line>) -> Vec<Line> {
    changes.erasures.iter().flat_map(rows).collect()
}

fn all(changes: &ChangeSet) -> Vec<Line> {
    each(changes, |change| vec![line!({"instance": change.instance})])
}

fn journal(changes: &ChangeSet) -> Vec<Line> {
    each(changes, |change| {
        let row = |(first, events): &(u64, Vec<_>)| line!({"instance": change.instance, "first": first, "events": json_text(events)});
        change.journal.iter().map(row).collect()
    })
}

fn addresses(changes: &ChangeSet) -> Vec<Line> {
    each(changes, |change| {
        let row = |address: &String| line!({"address": address});
        change.addresses.iter().map(row).collect()
    })
}

fn files(changes: &ChangeSet) -> Vec<Line> {
    each(changes, |change| {
        let row = |(id, hash): &(String, String)| line!({"id": id, "hash": hash});
        change.files.iter().map(row).collect()
    })
}

#[async_trait]
impl ErasureStore for SqlStore {
    async fn to_erase(
        &self,
        process: &str,
        before: DateTime<Utc>,
        page: &Page<(DateTime<Utc>, InstanceId)>,
    ) -> Result<Vec<InstanceRow>, StoreError> {
        let sql = format!(
            "SELECT {} FROM instance WHERE process = $1 AND running = 0 AND erased_at IS NULL AND ended_at < $2 \
             AND (ended_at, id) > ($3, $4) ORDER BY ended_at, id LIMIT $5",
            instances::COLUMNS
        );
        let (at, id) = match &page.after {
            Some((at, id)) => (micros(*at), id.as_str()),
            None => (i64::MIN, ""),
        };
        let query = database::query(sql)
            .bind(process)
            .bind(micros(before))
            .bind(at)
            .bind(id)
            .bind(page.limit);
        let rows = query.fetch_all(&self.read).await?;
        rows.iter().map(instances::row).collect()
    }

    async fn add_erasure_act(&self, act: &ErasureAct) -> Result<Option<u32>, StoreError> {
        let sql = "INSERT INTO erasure_act (number, on_date, reason, scope, by, at, cases) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (number) DO NOTHING RETURNING id";
        let query = database::query_scalar(sql)
            .bind(&act.number)
            .bind(act.on.to_string())
            .bind(&act.reason)
            .bind(scope(act.scope))
            .bind(&act.by)
            .bind(micros(act.at))
            .bind(json_text(&act.cases));
        let id: Option<i64> = query.fetch_optional(self.writer()).await?;
        id.map(small).transpose()
    }

    async fn erasure_acts(&self, limit: u32) -> Result<Vec<ErasureAct>, StoreError> {
        let sql = "SELECT id, number, on_date, reason, scope, by, at, cases FROM erasure_act ORDER BY id DESC LIMIT $1";
        let rows = database::query(sql)
            .bind(limit)
            .fetch_all(&self.read)
            .await?;
        rows.iter().map(act).collect()
    }

    async fn erasure_act(&self, id: u32) -> Result<Option<ErasureAct>, StoreError> {
        let sql = "SELECT id, number, on_date, reason, scope, by, at, cases FROM erasure_act WHERE id = $1";
        let row = database::query(sql).bind(id).fetch_optional(&self.read);
        row.await?.as_ref().map(act).transpose()
    }
}

fn scope(scope: ErasureScope) -> &'static str {
    match scope {
        ErasureScope::Everything => "everything",
        ErasureScope::Contacts => "contacts",
    }
}

fn act(row: &Row) -> Result<ErasureAct, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    Ok(ErasureAct {
        id: small(row.get("id")?)?,
        number: text("number")?,
        on: date(&text("on_date")?)?,
        reason: text("reason")?,
        scope: match text("scope")?.as_str() {
            "contacts" => ErasureScope::Contacts,
            _ => ErasureScope::Everything,
        },
        by: text("by")?,
        at: instant(row.get("at")?)?,
        cases: read(&text("cases")?)?,
    })
}
