//! Lists of instances, page by page: those that somebody may see.

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;

use super::{Service, ServiceError};
use crate::{
    limits::MAX_PAGE,
    port::{InstanceFilter, InstanceRow, Page},
    view::{InstanceLine, InstancePage, InstanceQuery},
    words,
};

impl Service {
    /// Instances that `person` may see, the newest first.
    ///
    /// # Errors
    /// Not found for a process that the person may not see; the store's failures.
    pub async fn instances(
        &self,
        person: &str,
        query: &InstanceQuery,
    ) -> Result<InstancePage, ServiceError> {
        let mut seen = self.seen_by(&self.rights(person));
        if let Some(process) = &query.process {
            if !seen.may_contain(process) {
                return Err(ServiceError::NotFound);
            }
            seen = seen.only(process);
        }
        let filter = InstanceFilter {
            running: query.running,
            text: query.text.clone().filter(|text| !text.trim().is_empty()),
            parent: query.parent.clone(),
            ..seen.instances()
        };
        let limit = query.limit.unwrap_or(MAX_PAGE).clamp(1, MAX_PAGE);
        let page = Page {
            after: key(query.cursor.as_deref()),
            limit,
        };
        let rows = self.shared.store.instances(&filter, &page).await?;
        let next = (rows.len() == limit as usize)
            .then(|| rows.last().map(cursor))
            .flatten();
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            lines.push(self.instance_line(row).await?);
        }
        Ok(InstancePage { rows: lines, next })
    }

    async fn instance_line(&self, row: InstanceRow) -> Result<InstanceLine, ServiceError> {
        let definition = self.shared.library.definition(&row.definition).await?;
        let ended = row.end_step.map(|id| words::ended(Some(&definition), &id));
        Ok(InstanceLine {
            id: row.id,
            process: row.definition.process,
            process_title: definition.title.clone(),
            version: row.definition.version,
            subject: row.subject,
            receipt: row.receipt,
            parent: row.parent,
            started_at: row.started_at,
            ended,
            ended_at: row.ended_at,
        })
    }
}

fn cursor(row: &InstanceRow) -> String {
    format!("{}~{}", row.started_at.timestamp_micros(), row.id)
}

/// Whether a text is a cursor of the list of instances.
pub fn is_instance_cursor(text: &str) -> bool {
    key(Some(text)).is_some()
}

fn key(cursor: Option<&str>) -> Option<(DateTime<Utc>, InstanceId)> {
    let (at, id) = cursor?.split_once('~')?;
    let at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
    Some((at, InstanceId(id.to_owned())))
}
