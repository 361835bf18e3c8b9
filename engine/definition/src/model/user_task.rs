//! User tasks: work for people, with a form, buttons and a deadline.

use reglament_expression::Expression;

use super::{Deadline, DrawDocument, EachRow, Form, Offer, Silence, Title, Vote};

/// Work for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserTask {
    /// Roles whose holders may do it. Empty when `signed_by` is given.
    pub roles: Vec<String>,
    /// Roles that must each sign; one task per role, the step is complete with the last signature.
    pub signed_by: Vec<String>,
    /// What is asked for. With several signatures, each signer is shown the data and fills in nothing.
    pub form: Form,
    /// Fields shown beside the form.
    pub show: Vec<String>,
    /// Buttons; empty: the one button «Готово».
    pub outcomes: Vec<Outcome>,
    /// When it is due.
    pub deadline: Option<Deadline>,
    /// What the passing of the due date means, where the act gives it a meaning.
    pub silence: Option<Silence>,
    /// Document drawn at completion.
    pub document: Option<DrawDocument>,
    /// Ids of people who may not do it (conflict of interest): a list of texts, or of records with `id`.
    pub not_by: Option<Expression>,
    /// Narrows down who may do it: a computed assignee, attributes, four eyes.
    pub offer: Offer,
    /// The vote of a commission; its members vote instead of filling in the form.
    pub vote: Option<Vote>,
    /// Letter sent to the people who may do it, when it is created; absent: the shared letter `new_task`, if any.
    pub letter: Option<String>,
    /// One task for each of these people, instead of roles.
    pub each: Option<EachRow>,
    /// With `each`: one person after another.
    pub one_by_one: bool,
    /// With `each`: enough has been answered; the rest is cancelled.
    pub until: Option<Expression>,
    /// Where to go when no outcome names a way of its own.
    pub next: Vec<String>,
}

/// One button of a user task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Stored as `<step>.outcome`.
    pub id: String,
    /// Label of the button.
    pub title: Title,
    /// Fields that become mandatory with this outcome.
    pub requires: Vec<String>,
    /// Where to go; empty: the task's `next`.
    pub next: Vec<String>,
}
