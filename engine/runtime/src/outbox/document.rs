//! One try of one document.

use super::Outbox;
use crate::{
    document_job::document_job,
    limits::MAX_DOCUMENT_ATTEMPTS,
    port::{DocumentFormat, OutboxEnd, OutboxRow, OutboxState},
};

impl Outbox {
    pub(super) async fn document(&self, row: &OutboxRow) -> OutboxEnd {
        if row.attempts > MAX_DOCUMENT_ATTEMPTS {
            let why = "the program stopped during every try".to_owned();
            return self.end(
                row,
                OutboxState::Failed,
                Some(row.error.clone().unwrap_or(why)),
            );
        }
        match self.render(row).await {
            Ok(pdf) => {
                let mut end = self.end(row, OutboxState::Sent, None);
                end.pdf = Some(pdf);
                end
            }
            Err(why) if row.attempts >= MAX_DOCUMENT_ATTEMPTS => {
                self.end(row, OutboxState::Failed, Some(why))
            }
            Err(why) => self.end(row, OutboxState::Queued, Some(why)),
        }
    }

    async fn render(&self, row: &OutboxRow) -> Result<Vec<u8>, String> {
        let (shared, format) = (&self.shared, DocumentFormat::Pdf);
        let instance = row.instance.as_ref().ok_or("a document of no instance")?;
        let job = document_job(shared, instance, &row.body, format).await?;
        shared
            .renderer
            .render(job)
            .await
            .map_err(|error| error.to_string())
    }
}
