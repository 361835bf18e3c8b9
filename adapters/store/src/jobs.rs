//! Open jobs and their leases. While somebody holds a row, `next_at` is the end of the lease.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_core::{InstanceId, JobId, JobTarget};
use reglament_runtime::port::{JobClaim, JobRow, JobStore, StoreError};

use crate::{
    SqlStore,
    change::Write,
    database::{self, Row},
    dialect::{Sql, sql},
    error::{position, read, small, write as json_text},
    line::{Line, line},
    moment::{instant, micros},
};

const CLAIM_NAMED: Sql = sql!(
    "WITH due AS MATERIALIZED (SELECT instance, job FROM job WHERE kind = $3 AND name = $6 AND next_at <= $4 ",
    "ORDER BY next_at LIMIT $5",
    skip_locked,
    ") UPDATE job SET owner = $1, next_at = $2, epoch = epoch + 1 ",
    "WHERE (instance, job) IN (SELECT instance, job FROM due) RETURNING instance, job, process, step, kind, name, input, retries, failures, created_at, due_at, next_at, \
     owner, epoch"
);

const CLAIM_ANY: Sql = sql!(
    "WITH due AS MATERIALIZED (SELECT instance, job FROM job WHERE kind = $3 AND $6 IS NULL AND next_at <= $4 ",
    "ORDER BY next_at LIMIT $5",
    skip_locked,
    ") UPDATE job SET owner = $1, next_at = $2, epoch = epoch + 1 ",
    "WHERE (instance, job) IN (SELECT instance, job FROM due) RETURNING instance, job, process, step, kind, name, input, retries, failures, created_at, due_at, next_at, \
     owner, epoch"
);

/// A job that failed and may be tried again is free for everybody; its fence stays, so that late answers are told apart.
const UPSERT: Sql = sql!(
    "INSERT INTO job (instance, job, process, step, kind, name, input, retries, failures, created_at, due_at, ",
    "next_at, epoch) SELECT v.value->>'instance', CAST(v.value->>'job' AS BIGINT), v.value->>'process', ",
    "v.value->>'step', v.value->>'kind', v.value->>'name', v.value->>'input', ",
    "CAST(v.value->>'retries' AS BIGINT), CAST(v.value->>'failures' AS BIGINT), ",
    "CAST(v.value->>'created_at' AS BIGINT), CAST(v.value->>'due_at' AS BIGINT), ",
    "CAST(v.value->>'next_at' AS BIGINT), 0 FROM ",
    rows,
    " WHERE true ON CONFLICT (instance, job) DO UPDATE SET retries = excluded.retries, ",
    "failures = excluded.failures, next_at = excluded.next_at, owner = NULL"
);

const DELETE: Sql = sql!(
    "DELETE FROM job WHERE (instance, job) IN ",
    "(SELECT v.value->>'instance', CAST(v.value->>'job' AS BIGINT) FROM ",
    rows,
    ")"
);

pub(crate) const WRITES: &[Write] = &[
    Write::new(DELETE, |changes| {
        let closed = changes.closed_jobs.iter();
        closed
            .map(|(id, job)| line!({"instance": id, "job": job}))
            .collect()
    }),
    Write::new(UPSERT, |changes| {
        changes.jobs.iter().map(job_json).collect()
    }),
];

fn job_json(row: &JobRow) -> Line {
    let (kind, name) = target(&row.target);
    line!({
        "instance": row.instance, "job": row.job, "process": row.process, "step": row.step, "kind": kind,
        "name": name, "input": json_text(&row.input), "retries": row.retries, "failures": row.failures,
        "created_at": micros(row.created_at), "due_at": row.due_at.map(micros), "next_at": micros(row.next_at),
    })
}

const WORKER: &str = "worker";
const WEBHOOK: &str = "webhook";

fn kind(webhooks: bool) -> &'static str {
    if webhooks { WEBHOOK } else { WORKER }
}

fn target(target: &JobTarget) -> (&'static str, &str) {
    match target {
        JobTarget::Worker(topic) => (WORKER, topic),
        JobTarget::Webhook(name) => (WEBHOOK, name),
    }
}

#[async_trait]
impl JobStore for SqlStore {
    async fn claim_jobs(&self, claim: &JobClaim<'_>) -> Result<Vec<JobRow>, StoreError> {
        // Two statements of one text each, so that each has an index of its own.
        let sql = match claim.name {
            Some(_) => CLAIM_NAMED,
            None => CLAIM_ANY,
        };
        let query = database::query(sql)
            .bind(claim.owner)
            .bind(micros(claim.until))
            .bind(kind(claim.webhooks))
            .bind(micros(claim.now))
            .bind(claim.limit)
            .bind(claim.name);
        let mut transaction = self.begin().await?;
        let rows = query.fetch_all(&mut transaction).await?;
        transaction.commit().await?;
        let mut claimed: Vec<JobRow> = rows.iter().map(row).collect::<Result<_, _>>()?;
        claimed.sort_by(|a, b| {
            let key = |row: &JobRow| (row.created_at, row.instance.clone(), row.job);
            key(a).cmp(&key(b))
        });
        Ok(claimed)
    }

    async fn open_jobs(
        &self,
        after: Option<&(InstanceId, JobId)>,
        limit: u32,
    ) -> Result<Vec<JobRow>, StoreError> {
        let sql = "SELECT instance, job, process, step, kind, name, input, retries, failures, created_at, due_at, next_at, \
             owner, epoch \
             FROM job WHERE (instance, job) > ($1, $2) ORDER BY instance, job LIMIT $3";
        let (instance, job) = after.map_or(("", 0), |(id, job)| (id.as_str(), job.0));
        let query = database::query(sql).bind(instance).bind(job).bind(limit);
        let found = query.fetch_all(&self.read).await?;
        found.iter().map(row).collect()
    }

    async fn job(&self, instance: &InstanceId, job: JobId) -> Result<Option<JobRow>, StoreError> {
        let sql = "SELECT instance, job, process, step, kind, name, input, retries, failures, created_at, due_at, next_at, \
             owner, epoch \
             FROM job WHERE instance = $1 AND job = $2";
        let query = database::query(sql).bind(instance.as_str()).bind(job.0);
        let found = query.fetch_optional(&self.read).await?;
        found.as_ref().map(row).transpose()
    }

    async fn extend_job(
        &self,
        instance: &InstanceId,
        job: JobId,
        epoch: u64,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE job SET next_at = $1 \
                   WHERE instance = $2 AND job = $3 AND epoch = $4 AND owner IS NOT NULL";
        let query = database::query(sql)
            .bind(micros(until))
            .bind(instance.as_str())
            .bind(job.0)
            .bind(epoch.cast_signed());
        let done = query.execute(self.writer()).await?;
        Ok(done > 0)
    }

    async fn next_job(
        &self,
        webhooks: bool,
        name: Option<&str>,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let sql = "SELECT MIN(next_at) FROM job WHERE kind = $1 AND ($2 IS NULL OR name = $2)";
        let query = database::query_scalar(sql).bind(kind(webhooks)).bind(name);
        let next: Option<i64> = query.fetch_one(&self.read).await?;
        next.map(instant).transpose()
    }
}

fn row(row: &Row) -> Result<JobRow, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let number = |name: &str| row.get::<i64>(name);
    let due_at: Option<i64> = row.get("due_at")?;
    let target = match (text("kind")?.as_str(), text("name")?) {
        (WORKER, name) => JobTarget::Worker(name),
        (WEBHOOK, name) => JobTarget::Webhook(name),
        (other, _) => {
            return Err(StoreError::Damaged(format!(
                "`{other}` is no kind of a job"
            )));
        }
    };
    Ok(JobRow {
        instance: InstanceId(text("instance")?),
        job: JobId(small(number("job")?)?),
        process: text("process")?,
        step: text("step")?,
        target,
        input: read(&text("input")?)?,
        retries: small(number("retries")?)?,
        failures: small(number("failures")?)?,
        created_at: instant(number("created_at")?)?,
        due_at: due_at.map(instant).transpose()?,
        next_at: instant(number("next_at")?)?,
        owner: row.get("owner")?,
        epoch: position(number("epoch")?)?,
    })
}
