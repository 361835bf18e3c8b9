//! What an applicant sees with the receipt code: how far it is, documents, what may be asked for.

use askama::Template;

use super::parts::{Chip, DocumentRow, Pair, Shell, Tone};

/// A milestone of the case.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// Passed, present or to come.
    pub tone: Tone,
    /// Title of the step.
    pub title: String,
    /// When it was done or is due.
    pub note: String,
}

/// Something the applicant may do.
#[derive(Clone, Debug)]
pub struct ApplicantAction {
    /// The words on the button.
    pub title: String,
    /// Until when, or another remark; may be empty.
    pub note: String,
    /// Where it leads: a form (appeal) or a confirmation (withdrawal).
    pub href: String,
    /// Whether it ends the case.
    pub danger: bool,
}

/// View of `/c/{code}`.
#[derive(Clone, Debug, Template)]
#[template(path = "status.html")]
pub struct StatusPage {
    /// Surroundings; the title is the process's.
    pub shell: Shell,
    /// The receipt code.
    pub code: String,
    /// Where the case is.
    pub state: Chip,
    /// Facts the applicant gave or may know.
    pub facts: Vec<Pair>,
    /// The way, from the start to the end.
    pub milestones: Vec<Milestone>,
    /// Documents handed to the applicant.
    pub documents: Vec<DocumentRow>,
    /// What may be done now.
    pub actions: Vec<ApplicantAction>,
}

/// View of the confirmation before a case is ended by the applicant or by a person in charge.
#[derive(Clone, Debug, Template)]
#[template(path = "confirm.html")]
pub struct ConfirmPage {
    /// Surroundings; the title is the question.
    pub shell: Shell,
    /// What will happen.
    pub text: String,
    /// Where it posts to.
    pub action: String,
    /// The words on the button.
    pub button: String,
    /// Way back.
    pub back: String,
    /// Key of the command, so that a second press does nothing.
    pub key: String,
    /// Whether a reason is asked for.
    pub reason: bool,
    /// What is wrong with the reason; empty when nothing is.
    pub problem: String,
}
