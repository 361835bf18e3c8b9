//! The acts of administration: noting one, and reading them. An act and its line are two writes: a crash between them leaves
//! the act without its line, never a line without the act.

use super::{Service, ServiceError};
use crate::{
    limits::MAX_PAGE,
    port::{AuditAct, AuditRow, Page, StoreError},
    view::{AuditLine, AuditPage},
    words,
};

/// Who acts when nobody is signed in: whoever runs the machine.
const OPERATOR: &str = "reglament";

impl Service {
    /// Acts of administration, the newest first. `after`: the end of the page before.
    ///
    /// # Errors
    /// Forbidden for those who do not administer; the store's failures.
    pub async fn audit(&self, person: &str, after: Option<u64>) -> Result<AuditPage, ServiceError> {
        self.must_administer(person)?;
        let page = Page {
            after,
            limit: MAX_PAGE,
        };
        let found = self.shared.store.acts(&page).await?;
        let next = (found.len() == MAX_PAGE as usize).then(|| found.last().map(|(id, _)| *id));
        Ok(AuditPage {
            rows: found.into_iter().map(|(_, row)| self.told(row)).collect(),
            next: next.flatten(),
        })
    }

    /// Notes an act. `by`: a person's id or the name of a program; none: whoever runs the machine.
    pub(super) async fn note_act(
        &self,
        by: Option<&str>,
        act: AuditAct,
        about: &str,
    ) -> Result<(), StoreError> {
        let row = AuditRow {
            at: self.now(),
            by: by.unwrap_or(OPERATOR).to_owned(),
            act,
            about: about.to_owned(),
        };
        self.shared.store.note_act(&row).await
    }

    pub(super) fn told(&self, row: AuditRow) -> AuditLine {
        let package = self.shared.library.current();
        let people = &package.organisation.people;
        let name = |id: &str| Some(words::full_name(&people.get(id)?.name));
        let is_of_person = matches!(
            row.act,
            AuditAct::AccountOpened
                | AuditAct::PasswordGiven
                | AuditAct::PasswordTaken
                | AuditAct::AccountBlocked
                | AuditAct::AccountUnblocked
                | AuditAct::SessionsEnded
                | AuditAct::SecondFactorRemoved
                | AuditAct::IdentityLinked
                | AuditAct::IdentityUnlinked
        );
        AuditLine {
            at: row.at,
            by_name: name(&row.by),
            act: row.act,
            about_name: name(&row.about).filter(|_| is_of_person),
            by: row.by,
            about: row.about,
        }
    }
}
