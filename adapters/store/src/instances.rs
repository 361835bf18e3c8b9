//! Instances: their rows, and loading them by snapshot and tail.

use std::collections::{BTreeMap, BTreeSet};

use reglament_core::InstanceId;
use reglament_definition::DefinitionRef;
use reglament_runtime::port::{
    ChangeSet, InstanceChange, InstanceRow, JournalRow, StoreError, StoredInstance,
};

use crate::{
    change::Write,
    database::{self, Pool, Row, Value},
    dialect::{Sql, sql},
    error::{position, read, small, write as json_text},
    journal,
    line::{Line, line},
    moment::{instant, micros},
    search,
};

const INSERT: Sql = sql!(
    "INSERT INTO instance (id, process, version, digest, receipt, parent, subject, search, running, end_step, ",
    "started_at, ended_at, seq, hash, unit, place) ",
    "SELECT v.value->>'id', v.value->>'process', CAST(v.value->>'version' AS BIGINT), v.value->>'digest', ",
    "v.value->>'receipt', v.value->>'parent', v.value->>'subject', v.value->>'search', ",
    "CAST(v.value->>'running' AS BIGINT), v.value->>'end_step', CAST(v.value->>'started_at' AS BIGINT), ",
    "CAST(v.value->>'ended_at' AS BIGINT), CAST(v.value->>'seq' AS BIGINT), v.value->>'hash', ",
    "v.value->>'unit', ",
    next_place,
    " FROM ",
    rows
);

const UPDATE: Sql = sql!(
    "UPDATE instance SET version = CAST(v.value->>'version' AS BIGINT), digest = v.value->>'digest', ",
    "subject = v.value->>'subject', search = v.value->>'search', ",
    "running = CAST(v.value->>'running' AS BIGINT), end_step = v.value->>'end_step', ",
    "ended_at = CAST(v.value->>'ended_at' AS BIGINT), seq = CAST(v.value->>'seq' AS BIGINT), ",
    "hash = v.value->>'hash', unit = v.value->>'unit', archived = 0 FROM ",
    rows,
    " WHERE instance.id = v.value->>'id' AND instance.seq = CAST(v.value->>'expected' AS BIGINT)"
);

const SNAPSHOT: Sql = sql!(
    "INSERT INTO snapshot (instance, seq, body) ",
    "SELECT v.value->>'id', CAST(v.value->>'seq' AS BIGINT), v.value->>'body' FROM ",
    rows,
    " WHERE true ON CONFLICT (instance) DO UPDATE SET seq = excluded.seq, body = excluded.body"
);

/// Columns of an [`InstanceRow`].
pub(crate) const COLUMNS: &str = "id, process, version, digest, receipt, parent, subject, unit, \
                                  end_step, started_at, ended_at, seq";

pub(crate) const WRITES: &[Write] = &[
    // What the search knows is compared with the row as it was.
    Write::new(search::CHANGED, |changes| {
        moved(changes).map(search_json).collect()
    }),
    Write::new(INSERT, |changes| {
        let heads = heads(changes);
        begun(changes)
            .map(|change| instance_json(change, &heads))
            .collect()
    }),
    Write::new(search::BEGUN, |changes| {
        begun(changes).map(search_json).collect()
    }),
    // Another writer was faster where the position is not the expected one.
    Write::exact(UPDATE, |changes| {
        let heads = heads(changes);
        moved(changes)
            .map(|change| instance_json(change, &heads))
            .collect()
    }),
    Write::new(SNAPSHOT, |changes| {
        changes.instances.iter().filter_map(snapshot_json).collect()
    }),
];

fn begun(changes: &ChangeSet) -> impl Iterator<Item = &InstanceChange> {
    let all = changes.instances.iter();
    all.filter(|change| change.expected == 0)
}

fn moved(changes: &ChangeSet) -> impl Iterator<Item = &InstanceChange> {
    let all = changes.instances.iter();
    all.filter(|change| change.expected != 0)
}

/// The last row of each instance in the journal, because a batch may hold several commands on it.
fn heads(changes: &ChangeSet) -> BTreeMap<&InstanceId, &str> {
    let rows = changes.journal.iter();
    rows.map(|row| (&row.instance, row.hash.as_str())).collect()
}

fn snapshot_json(change: &InstanceChange) -> Option<Line> {
    let snapshot = change.snapshot.as_ref()?;
    Some(line!({"id": change.row.id, "seq": change.row.seq, "body": json_text(snapshot)}))
}

fn search_json(change: &InstanceChange) -> Line {
    let row = &change.row;
    let (process, unit) = (&row.definition.process, row.unit.as_deref());
    search::entry(&row.id, &searched(row), process, unit)
}

/// The text by which an instance is found.
fn searched(row: &InstanceRow) -> String {
    format!("{} {}", row.subject, row.receipt).to_lowercase()
}

fn instance_json(change: &InstanceChange, heads: &BTreeMap<&InstanceId, &str>) -> Line {
    let row = &change.row;
    let hash = heads.get(&row.id).copied().unwrap_or_default();
    line!({
        "id": row.id, "process": row.definition.process, "version": row.definition.version,
        "digest": row.definition.digest, "receipt": row.receipt, "parent": row.parent, "subject": row.subject,
        "search": searched(row),
        "running": i64::from(row.ended_at.is_none()), "end_step": row.end_step,
        "started_at": micros(row.started_at), "ended_at": row.ended_at.map(micros), "seq": row.seq,
        "expected": change.expected, "hash": hash, "unit": row.unit,
    })
}

pub(crate) async fn load(
    pool: &Pool,
    ids: &[InstanceId],
) -> Result<Vec<StoredInstance>, StoreError> {
    const SQL: Sql = sql!(
        "SELECT instance.id AS id, instance.hash AS hash, instance.seq AS last, snapshot.seq AS seq, ",
        "snapshot.body AS body FROM ",
        rows,
        " JOIN instance ON instance.id = v.value->>'id' LEFT JOIN snapshot ON snapshot.instance = instance.id"
    );
    // An id that is named twice would join its journal twice.
    let ids: BTreeSet<&InstanceId> = ids.iter().collect();
    let wanted: Vec<Line> = ids.into_iter().map(|id| line!({"id": id})).collect();
    let heads = database::query(SQL)
        .bind(Value::lines(&wanted))
        .fetch_all(pool)
        .await?;
    let mut found: BTreeMap<InstanceId, StoredInstance> = BTreeMap::new();
    let mut after = Vec::with_capacity(heads.len());
    let mut spans = Vec::with_capacity(heads.len());
    for head in &heads {
        let id: String = head.get("id")?;
        let seq = head.get::<Option<i64>>("seq")?.unwrap_or(0);
        let body: Option<String> = head.get("body")?;
        after.push(line!({"id": id, "after": seq}));
        let id = InstanceId(id);
        spans.push((id.clone(), position(seq)?, position(head.get("last")?)?));
        let stored = StoredInstance {
            id: id.clone(),
            // A damaged snapshot is no harm: the journal is replayed instead.
            snapshot: body.and_then(|body| read(&body).ok()),
            tail: Vec::new(),
            hash: head.get("hash")?,
        };
        found.insert(id, stored);
    }
    let rows: Vec<JournalRow> = journal::tails(pool, after).await?;
    for row in rows {
        if let Some(stored) = found.get_mut(&row.instance) {
            stored.tail.push(row);
        }
    }
    for (id, after, last) in spans {
        if let Some(stored) = found.get_mut(&id)
            && is_cut(&stored.tail, after, last)
        {
            // Its first rows are archived, or were a moment ago.
            stored.tail = journal::page(pool, &id, after, u32::MAX).await?;
        }
    }
    Ok(found.into_values().collect())
}

/// Whether rows between a snapshot and the last position are missing before those found.
fn is_cut(tail: &[JournalRow], after: u64, last: u64) -> bool {
    let next = tail.first().map_or(last + 1, |row| row.first_seq);
    next > after + 1
}

pub(crate) fn row(row: &Row) -> Result<InstanceRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let optional = |name: &str| row.get::<Option<String>>(name);
    let number = |name: &str| row.get::<i64>(name);
    let ended_at: Option<i64> = row.get("ended_at")?;
    Ok(InstanceRow {
        id: InstanceId(text("id")?),
        definition: DefinitionRef {
            process: text("process")?,
            version: small(number("version")?)?,
            digest: text("digest")?,
        },
        receipt: text("receipt")?,
        parent: optional("parent")?.map(InstanceId),
        subject: text("subject")?,
        unit: optional("unit")?,
        end_step: optional("end_step")?,
        started_at: instant(number("started_at")?)?,
        ended_at: ended_at.map(instant).transpose()?,
        seq: position(number("seq")?)?,
    })
}
