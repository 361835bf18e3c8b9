//! «Отсутствия и замещение»: who is away, who acts instead, and by which order.

use askama::Template;

use super::parts::{Chip, FormView, Shell};

/// An absence in the list.
#[derive(Clone, Debug)]
pub struct AbsenceRow {
    /// Who is away.
    pub name: String,
    /// «10.03.2026 – 20.03.2026».
    pub dates: String,
    /// Who acts instead, in order.
    pub substitutes: String,
    /// The order.
    pub order: String,
    /// Who entered it, and who cancelled it.
    pub note: String,
    /// Whether it is in force.
    pub chip: Chip,
    /// Where cancelling posts to; none when it cannot be cancelled.
    pub cancel: Option<String>,
}

/// View of `/absences`.
#[derive(Clone, Debug, Template)]
#[template(path = "absences.html")]
pub struct AbsencesPage {
    /// Surroundings.
    pub shell: Shell,
    /// The form of a new absence, for those who may enter one.
    pub form: Option<FormView>,
    /// The absences entered last, the newest first.
    pub rows: Vec<AbsenceRow>,
}
