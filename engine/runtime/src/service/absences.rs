//! Absences and substitution: entered and cancelled by those who keep the personnel files, seen by every official.

use chrono::NaiveDate;
use reglament_core::Absence;

use super::{Service, ServiceError, case};
use crate::{
    hints::Hint,
    limits::MAX_ABSENCES,
    port::AbsenceRow,
    view::{AbsenceState, AbsenceView},
};

/// Roles that may enter and cancel absences.
const PERSONNEL: [&str; 3] = ["hr", "controller", "head"];

impl Service {
    /// Whether a person may enter and cancel absences.
    pub fn keeps_absences(&self, person: &str) -> bool {
        let rights = self.rights(person);
        PERSONNEL.iter().any(|role| rights.roles.contains(*role))
    }

    /// The absences entered last, the newest first. Every person of the directory may see them.
    ///
    /// # Errors
    /// Not found for somebody whom the directory does not know; the store's failures.
    pub async fn absences(&self, person: &str) -> Result<Vec<AbsenceView>, ServiceError> {
        self.person(person).ok_or(ServiceError::NotFound)?;
        let rows = self.shared.store.absence_rows(MAX_ABSENCES).await?;
        let today = self.today();
        Ok(rows
            .into_iter()
            .map(|row| self.absence_view(row, today))
            .collect())
    }

    /// Enters an absence; gives its number.
    ///
    /// # Errors
    /// Forbidden for those who do not keep them; what is wrong with the absence.
    pub async fn enter_absence(&self, by: &str, absence: Absence) -> Result<u32, ServiceError> {
        if !self.keeps_absences(by) {
            return Err(ServiceError::Forbidden);
        }
        let absence = Absence {
            order: absence.order.trim().to_owned(),
            ..absence
        };
        let package = self.shared.library.current();
        let store = &self.shared.store;
        let known = store.absences(absence.from.min(self.today())).await?;
        if let Err(problem) = absence.check(&package.organisation, &known) {
            return Err(ServiceError::Absence(
                problem.named(|id| case::name(&package, id)),
            ));
        }
        let number = store.enter_absence(&absence, by, self.now()).await?;
        self.shared.hints.tell(Hint::People);
        Ok(number)
    }

    /// Cancels an absence, or what is left of it: those who acted until now did so by right.
    ///
    /// # Errors
    /// Forbidden for those who do not keep them; not found when there is none or it is cancelled already.
    pub async fn cancel_absence(&self, by: &str, id: u32) -> Result<(), ServiceError> {
        if !self.keeps_absences(by) {
            return Err(ServiceError::Forbidden);
        }
        let cancelled = self.shared.store.cancel_absence(id, by, self.now()).await?;
        self.shared.hints.tell(Hint::People);
        cancelled.then_some(()).ok_or(ServiceError::NotFound)
    }

    fn absence_view(&self, row: AbsenceRow, today: NaiveDate) -> AbsenceView {
        let package = self.shared.library.current();
        let name = |id: &str| case::name(&package, id);
        let absence = &row.absence;
        let state = if row.cancelled.is_some() {
            AbsenceState::Cancelled
        } else if today < absence.from {
            AbsenceState::Ahead
        } else if absence.covers(today) {
            AbsenceState::Now
        } else {
            AbsenceState::Over
        };
        AbsenceView {
            id: row.id,
            person: absence.person.clone(),
            name: name(&absence.person),
            from: absence.from,
            until: absence.until,
            substitutes: absence.substitutes.iter().map(|id| name(id)).collect(),
            order: absence.order.clone(),
            state,
            entered_by: name(&row.entered_by),
            entered_at: row.entered_at,
            cancelled_by: row.cancelled.map(|(by, _)| name(&by)),
        }
    }
}
