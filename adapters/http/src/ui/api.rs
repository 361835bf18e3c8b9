//! The pages on which the API is described: where to begin with all groups, and one group in full.

use askama::Template;

use super::parts::{Link, Shell};

/// An operation in a list.
#[derive(Clone, Debug)]
pub struct ApiLine {
    /// `GET`.
    pub method: &'static str,
    /// Its address, with variable parts in braces.
    pub path: &'static str,
    /// What it does, with the address of its description.
    pub link: Link,
}

/// A group in the list.
#[derive(Clone, Debug)]
pub struct ApiGroupCard {
    /// Its title.
    pub title: String,
    /// What it is for.
    pub more: String,
    /// Its operations.
    pub lines: Vec<ApiLine>,
}

/// Something to do first, with what to type.
#[derive(Clone, Debug)]
pub struct ApiStep {
    /// What and why.
    pub text: String,
    /// What to type.
    pub code: String,
}

/// View of `/api`.
#[derive(Clone, Debug, Template)]
#[template(path = "api.html")]
pub struct ApiPage {
    /// Surroundings.
    pub shell: Shell,
    /// What the API is.
    pub lead: &'static str,
    /// How to begin.
    pub steps: Vec<ApiStep>,
    /// What holds everywhere.
    pub rules: Vec<&'static str>,
    /// All groups.
    pub groups: Vec<ApiGroupCard>,
}

/// A parameter or a field of a body.
#[derive(Clone, Debug)]
pub struct ApiField {
    /// Its name.
    pub name: String,
    /// What may be sent: «text, 16–128 characters».
    pub kind: String,
    /// Where it goes.
    pub place: &'static str,
    /// Whether it must be sent.
    pub required: bool,
    /// What it is.
    pub more: String,
}

/// A refusal.
#[derive(Clone, Debug)]
pub struct ApiRefusal {
    /// HTTP status.
    pub status: u16,
    /// Stable code.
    pub code: String,
    /// A sentence as it is told.
    pub sentence: String,
}

/// An operation in full.
#[derive(Clone, Debug)]
pub struct ApiOperation {
    /// Place on the page.
    pub anchor: &'static str,
    /// What it does.
    pub title: &'static str,
    /// More about it.
    pub more: String,
    /// `GET`.
    pub method: &'static str,
    /// Its address.
    pub path: &'static str,
    /// Who may ask.
    pub who: String,
    /// Parameters and fields of the body.
    pub fields: Vec<ApiField>,
    /// An example to type.
    pub request: String,
    /// Status of the good answer.
    pub status: u16,
    /// What the good answer is.
    pub answered: String,
    /// A sample of it; may be empty.
    pub sample: String,
    /// What else may come back.
    pub refusals: Vec<ApiRefusal>,
}

/// View of `/api/{group}`.
#[derive(Clone, Debug, Template)]
#[template(path = "api_group.html")]
pub struct ApiGroupPage {
    /// Surroundings.
    pub shell: Shell,
    /// What the group is for.
    pub lead: String,
    /// Its operations.
    pub operations: Vec<ApiOperation>,
    /// All groups, for going on.
    pub groups: Vec<Link>,
}
