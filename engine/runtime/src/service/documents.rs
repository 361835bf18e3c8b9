//! Documents and letters of an instance.

use reglament_core::InstanceId;
use reglament_definition::Title;

use super::{Service, ServiceError, Viewer, case::Case};
use crate::{
    document_job::document_job,
    port::{DocumentFormat, DocumentRow, OutboxBody, OutboxRow, OutboxState},
    view::{DocumentView, LetterView},
};

impl Service {
    /// A rendered document.
    ///
    /// # Errors
    /// Not found while it is not ready, or when the viewer may not see the instance.
    pub async fn document_pdf(
        &self,
        viewer: &Viewer,
        instance: &InstanceId,
        document: u32,
    ) -> Result<Vec<u8>, ServiceError> {
        self.must_be_shown(viewer, instance).await?;
        let pdf = self.shared.store.pdf(instance, document).await?;
        pdf.ok_or(ServiceError::NotFound)
    }

    /// A rendered document as a file for a word processor, drawn anew from what was kept with it. Officials only: an
    /// applicant is given what was signed.
    ///
    /// # Errors
    /// Not found while the document is not ready or when the person may not see the instance; not drawn when its
    /// template holds what only a page can show.
    pub async fn document_docx(
        &self,
        person: &str,
        instance: &InstanceId,
        document: u32,
    ) -> Result<Vec<u8>, ServiceError> {
        let viewer = Viewer::Person(person.to_owned());
        self.must_be_shown(&viewer, instance).await?;
        let outbox = self.shared.store.outbox_of(instance).await?;
        let ready = outbox.iter().find(|row| match &row.body {
            OutboxBody::Document { document: of, .. } => {
                *of == document && row.state == OutboxState::Sent
            }
            OutboxBody::Letter(_) | OutboxBody::Notification(_) => false,
        });
        let body = &ready.ok_or(ServiceError::NotFound)?.body;
        let job = document_job(&self.shared, instance, body, DocumentFormat::Docx).await;
        let job = job.map_err(ServiceError::NotDrawn)?;
        let file = self.shared.renderer.render(job).await;
        file.map_err(|error| ServiceError::NotDrawn(error.to_string()))
    }

    /// Documents and letters of a case.
    pub(super) async fn papers(
        &self,
        case: &Case,
    ) -> Result<(Vec<DocumentView>, Vec<LetterView>), ServiceError> {
        let id = case.instance.id();
        let outbox = self.shared.store.outbox_of(id).await?;
        let rows = self.shared.store.documents(id).await?;
        let documents = rows
            .iter()
            .map(|row| document(case, row, &outbox))
            .collect();
        Ok((documents, outbox.iter().filter_map(letter).collect()))
    }
}

fn document(case: &Case, row: &DocumentRow, outbox: &[OutboxRow]) -> DocumentView {
    let delivery = outbox.iter().find(|delivery| match &delivery.body {
        OutboxBody::Document { document, .. } => *document == row.document,
        OutboxBody::Letter(_) | OutboxBody::Notification(_) => false,
    });
    let title = case
        .definition
        .documents
        .get(&row.template)
        .map(|found| found.title.clone());
    DocumentView {
        document: row.document,
        title: title.unwrap_or_else(|| Title::russian(&row.template)),
        number: row.number.clone(),
        on: row.on,
        state: delivery.map_or(OutboxState::Queued, |delivery| delivery.state),
        error: delivery.and_then(|delivery| delivery.error.clone()),
    }
}

pub(super) fn letter(row: &OutboxRow) -> Option<LetterView> {
    let OutboxBody::Letter(fact) = &row.body else {
        return None;
    };
    Some(LetterView {
        key: row.key.clone(),
        to_name: fact.to_name.clone(),
        to_address: fact.to_address.clone(),
        subject: fact.subject.clone(),
        text: fact.text.clone(),
        state: row.state,
        at: row.created_at,
        error: row.error.clone(),
    })
}
