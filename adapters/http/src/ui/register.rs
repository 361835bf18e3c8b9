//! One register («журнал регистрации») by year: its entries in the order of numbers, printable.

use askama::Template;

use super::parts::{Link, Shell, Tab};

/// An entry.
#[derive(Clone, Debug)]
pub struct RegisterEntry {
    /// Printed number.
    pub number: String,
    /// Date of registration.
    pub date: String,
    /// Values in the order of the columns.
    pub cells: Vec<String>,
    /// The document, when there is one.
    pub document_href: Option<String>,
    /// The instance, when the viewer may see it.
    pub instance_href: Option<String>,
}

/// View of `/registers/{id}`.
#[derive(Clone, Debug, Template)]
#[template(path = "register.html")]
pub struct RegisterPage {
    /// Surroundings; the title is the journal's.
    pub shell: Shell,
    /// Years, the present one first.
    pub years: Vec<Tab>,
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// Entries by number.
    pub entries: Vec<RegisterEntry>,
    /// Result of the check for gaps: «Номера 1-14 идут без пропусков».
    pub check: String,
    /// Address of the next page.
    pub next: Option<String>,
    /// The whole year as a page for the printer; absent on that page itself.
    pub print: Option<String>,
    /// The year as a file, by format.
    pub files: Vec<Link>,
}
