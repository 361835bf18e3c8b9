//! What a document is drawn from: the template of the edition that its instance ran on, and the data that were kept.
//!
//! Nothing is computed anew, so that the same document can be drawn again years later, in any format.

use std::collections::BTreeMap;

use reglament_core::InstanceId;
use reglament_expression::Value;

use crate::{
    port::{DocumentFormat, DocumentJob, OutboxBody},
    service::Shared,
};

/// The job behind an ordered document; an error is a sentence for the administrator.
pub(crate) async fn document_job(
    shared: &Shared,
    instance: &InstanceId,
    body: &OutboxBody,
    format: DocumentFormat,
) -> Result<DocumentJob, String> {
    let OutboxBody::Document {
        document,
        template,
        definition,
        data,
        on,
    } = body
    else {
        return Err("not a document".into());
    };
    let package = shared.library.package_of(definition).await;
    let package = package.map_err(|error| error.to_string())?;
    let known = package.definitions.get(&definition.process);
    let found = known.and_then(|known| known.documents.get(template));
    let path = found.ok_or_else(|| format!("the package has no document «{template}»"))?;
    Ok(DocumentJob {
        instance: instance.to_string(),
        document: *document,
        template: path.file.clone(),
        files: package.files.clone(),
        data: plain(data),
        on: *on,
        format,
    })
}

fn plain(data: &BTreeMap<String, Value>) -> serde_json::Value {
    data.iter()
        .map(|(name, value)| (name.clone(), value.plain_json()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
