//! Absences: who is away, who acts instead, who entered it.
//!
//! Whether an absence may be entered is decided by the service; the store keeps every one ever entered.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::Absence;

use super::StoreError;

/// An absence as entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceRow {
    /// Number, from 1.
    pub id: u32,
    /// What was entered.
    pub absence: Absence,
    /// Who entered it: a person's id.
    pub entered_by: String,
    /// When.
    pub entered_at: DateTime<Utc>,
    /// Who cancelled it and when.
    pub cancelled: Option<(String, DateTime<Utc>)>,
}

/// Keeps absences.
#[async_trait]
pub trait AbsenceStore: Send + Sync {
    /// Absences that end on `since` or later and are not cancelled, in the order in which they were entered.
    async fn absences(&self, since: NaiveDate) -> Result<Vec<Absence>, StoreError>;
    /// The absences entered last, the newest first, with the cancelled ones.
    async fn absence_rows(&self, limit: u32) -> Result<Vec<AbsenceRow>, StoreError>;
    /// Enters an absence; gives its number.
    async fn enter_absence(
        &self,
        absence: &Absence,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<u32, StoreError>;
    /// Cancels an absence. False: there is none, or it is cancelled already.
    async fn cancel_absence(
        &self,
        id: u32,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError>;
}
