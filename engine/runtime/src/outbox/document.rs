//! One try of one document.

use std::collections::BTreeMap;

use reglament_expression::Value;

use super::Outbox;
use crate::{
    limits::MAX_DOCUMENT_ATTEMPTS,
    port::{DocumentJob, OutboxBody, OutboxEnd, OutboxRow, OutboxState},
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
        let OutboxBody::Document {
            document,
            template,
            definition,
            data,
            on,
        } = &row.body
        else {
            return Err("not a document".into());
        };
        let library = &self.shared.library;
        let package = library
            .package_of(definition)
            .await
            .map_err(|error| error.to_string())?;
        let known = package.definitions.get(&definition.process);
        let found = known.and_then(|known| known.documents.get(template));
        let path = found.ok_or_else(|| format!("the package has no document «{template}»"))?;
        let job = DocumentJob {
            instance: row
                .instance
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            document: *document,
            template: path.file.clone(),
            files: package.files.clone(),
            data: plain(data),
            on: *on,
        };
        self.renderer
            .render(job)
            .await
            .map_err(|error| error.to_string())
    }
}

fn plain(data: &BTreeMap<String, Value>) -> serde_json::Value {
    data.iter()
        .map(|(name, value)| (name.clone(), value.plain_json()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
