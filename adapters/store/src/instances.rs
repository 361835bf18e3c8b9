//! Instances: their rows, and loading them by snapshot and tail.

use std::collections::{BTreeMap, BTreeSet};

use reglament_core::InstanceId;
use reglament_definition::DefinitionRef;
use reglament_runtime::port::{
    ChangeSet, InstanceChange, InstanceRow, JournalRow, StoreError, StoredInstance,
};
use serde_json::{Value as Json, json};
use sqlx::{Row as _, SqlitePool, sqlite::SqliteRow};

use crate::{
    change::{Connection, run},
    dialect::rows,
    error::{failed, position, read, small, write as json_text},
    journal,
    moment::{instant, micros},
};

const INSERT: &str = concat!(
    "INSERT INTO instance (id, process, version, digest, receipt, parent, subject, search, running, end_step, ",
    "started_at, ended_at, seq, hash, unit) ",
    "SELECT v.value->>'id', v.value->>'process', CAST(v.value->>'version' AS BIGINT), v.value->>'digest', ",
    "v.value->>'receipt', v.value->>'parent', v.value->>'subject', v.value->>'search', ",
    "CAST(v.value->>'running' AS BIGINT), v.value->>'end_step', CAST(v.value->>'started_at' AS BIGINT), ",
    "CAST(v.value->>'ended_at' AS BIGINT), CAST(v.value->>'seq' AS BIGINT), v.value->>'hash', ",
    "v.value->>'unit' FROM ",
    rows!()
);

const UPDATE: &str = concat!(
    "UPDATE instance SET version = CAST(v.value->>'version' AS BIGINT), digest = v.value->>'digest', ",
    "subject = v.value->>'subject', search = v.value->>'search', ",
    "running = CAST(v.value->>'running' AS BIGINT), end_step = v.value->>'end_step', ",
    "ended_at = CAST(v.value->>'ended_at' AS BIGINT), seq = CAST(v.value->>'seq' AS BIGINT), ",
    "hash = v.value->>'hash', unit = v.value->>'unit' FROM ",
    rows!(),
    " WHERE instance.id = v.value->>'id' AND instance.seq = CAST(v.value->>'expected' AS BIGINT)"
);

const SNAPSHOT: &str = concat!(
    "INSERT INTO snapshot (instance, seq, body) ",
    "SELECT v.value->>'id', CAST(v.value->>'seq' AS BIGINT), v.value->>'body' FROM ",
    rows!(),
    " WHERE true ON CONFLICT (instance) DO UPDATE SET seq = excluded.seq, body = excluded.body"
);

/// Columns of an [`InstanceRow`].
pub(crate) const COLUMNS: &str = "id, process, version, digest, receipt, parent, subject, unit, \
                                  end_step, started_at, ended_at, seq";

pub(crate) async fn write(c: &mut Connection, changes: &ChangeSet) -> Result<(), StoreError> {
    // The last row of each instance, because a batch may hold several commands on it.
    let heads: BTreeMap<&InstanceId, &str> = changes
        .journal
        .iter()
        .map(|row| (&row.instance, row.hash.as_str()))
        .collect();
    let json = |change: &InstanceChange| {
        let hash = heads.get(&change.row.id).copied().unwrap_or_default();
        instance_json(change, hash)
    };
    let (new, moved): (Vec<_>, Vec<_>) = changes
        .instances
        .iter()
        .partition(|change| change.expected == 0);
    run(c, INSERT, new.into_iter().map(json).collect()).await?;
    let expected = moved.len() as u64;
    if run(c, UPDATE, moved.into_iter().map(json).collect()).await? != expected {
        return Err(StoreError::Conflict);
    }
    let snapshots = changes.instances.iter().filter_map(|change| {
        let snapshot = change.snapshot.as_ref()?;
        Some(json!({"id": change.row.id, "seq": change.row.seq, "body": json_text(snapshot)}))
    });
    run(c, SNAPSHOT, snapshots.collect()).await.map(drop)
}

fn instance_json(change: &InstanceChange, hash: &str) -> Json {
    let row = &change.row;
    json!({
        "id": row.id, "process": row.definition.process, "version": row.definition.version,
        "digest": row.definition.digest, "receipt": row.receipt, "parent": row.parent, "subject": row.subject,
        "search": format!("{} {}", row.subject, row.receipt).to_lowercase(),
        "running": i64::from(row.ended_at.is_none()), "end_step": row.end_step,
        "started_at": micros(row.started_at), "ended_at": row.ended_at.map(micros), "seq": row.seq,
        "expected": change.expected, "hash": hash, "unit": row.unit,
    })
}

pub(crate) async fn load(
    pool: &SqlitePool,
    ids: &[InstanceId],
) -> Result<Vec<StoredInstance>, StoreError> {
    const SQL: &str = concat!(
        "SELECT instance.id AS id, instance.hash AS hash, snapshot.seq AS seq, snapshot.body AS body FROM ",
        rows!(),
        " JOIN instance ON instance.id = v.value->>'id' LEFT JOIN snapshot ON snapshot.instance = instance.id"
    );
    // An id that is named twice would join its journal twice.
    let ids: BTreeSet<&InstanceId> = ids.iter().collect();
    let wanted: Vec<Json> = ids.into_iter().map(|id| json!({"id": id})).collect();
    let wanted = Json::Array(wanted).to_string();
    let heads = sqlx::query(SQL)
        .bind(wanted)
        .fetch_all(pool)
        .await
        .map_err(failed)?;
    let mut found: BTreeMap<InstanceId, StoredInstance> = BTreeMap::new();
    let mut after = Vec::with_capacity(heads.len());
    for head in &heads {
        let id: String = head.try_get("id").map_err(failed)?;
        let seq: Option<i64> = head.try_get("seq").map_err(failed)?;
        let body: Option<String> = head.try_get("body").map_err(failed)?;
        after.push(json!({"id": id, "after": seq.unwrap_or(0)}));
        let stored = StoredInstance {
            id: InstanceId(id.clone()),
            // A damaged snapshot is no harm: the journal is replayed instead.
            snapshot: body.and_then(|body| read(&body).ok()),
            tail: Vec::new(),
            hash: head.try_get("hash").map_err(failed)?,
        };
        found.insert(InstanceId(id), stored);
    }
    let rows: Vec<JournalRow> = journal::tails(pool, after).await?;
    for row in rows {
        if let Some(stored) = found.get_mut(&row.instance) {
            stored.tail.push(row);
        }
    }
    Ok(found.into_values().collect())
}

pub(crate) fn row(row: &SqliteRow) -> Result<InstanceRow, StoreError> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(failed);
    let optional = |name: &str| row.try_get::<Option<String>, _>(name).map_err(failed);
    let number = |name: &str| row.try_get::<i64, _>(name).map_err(failed);
    let ended_at: Option<i64> = row.try_get("ended_at").map_err(failed)?;
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
