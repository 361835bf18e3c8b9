//! Public pages: what the organisation has published. Anybody may ask; nothing but current publications is answered.

use reglament_core::InstanceId;
use reglament_definition::Title;

use super::{Service, ServiceError};
use crate::{
    limits::MAX_PUBLICATIONS_SHOWN,
    port::PublicationRow,
    view::{PublicPage, PublicationView},
};

impl Service {
    /// The public pages of the organisation: id and title, by id.
    pub fn public_pages(&self) -> Vec<(String, Title)> {
        let package = self.library().current();
        package.organisation.pages.clone().into_iter().collect()
    }

    /// A public page with its current publications, the newest first.
    ///
    /// # Errors
    /// Not found when the organisation has no such page.
    pub async fn public_page(&self, page: &str) -> Result<PublicPage, ServiceError> {
        let package = self.library().current();
        let title = package.organisation.pages.get(page);
        let title = title.cloned().ok_or(ServiceError::NotFound)?;
        let now = self.shared.clock.now();
        let store = &self.shared.store;
        let shown = store
            .publications(page, now, MAX_PUBLICATIONS_SHOWN)
            .await?;
        let publications = shown.into_iter().map(|(row, ready)| view(row, ready));
        Ok(PublicPage {
            page: page.to_owned(),
            title,
            publications: publications.collect(),
        })
    }

    /// The document of a current publication.
    ///
    /// # Errors
    /// Not found for anything that the page does not show now, and while the document is being made.
    pub async fn published_document(
        &self,
        page: &str,
        instance: &InstanceId,
        publication: u32,
    ) -> Result<Vec<u8>, ServiceError> {
        let package = self.library().current();
        if !package.organisation.pages.contains_key(page) {
            return Err(ServiceError::NotFound);
        }
        let now = self.shared.clock.now();
        let store = &self.shared.store;
        let pdf = store
            .published_pdf(page, instance, publication, now)
            .await?;
        pdf.ok_or(ServiceError::NotFound)
    }
}

fn view(row: PublicationRow, ready: bool) -> PublicationView {
    PublicationView {
        instance: row.instance,
        publication: row.fact.publication,
        title: row.fact.title,
        text: row.fact.text,
        document: row.fact.document.is_some(),
        ready,
        on: row.fact.on,
    }
}
