//! The directory for administrators: the list, a person with what they see, and the acts of administration.

use askama::Template;

use super::parts::{Chip, Link, Pair, Shell};

/// A person in the list.
#[derive(Clone, Debug)]
pub struct DirectoryRow {
    /// Name, leads to the person.
    pub person: Link,
    /// Position and unit.
    pub position: String,
    /// Offices, told together.
    pub offices: String,
    /// Whether they may sign in.
    pub account: Chip,
}

/// View of `/admin/people`.
#[derive(Clone, Debug, Template)]
#[template(path = "directory.html")]
pub struct DirectoryListPage {
    /// Surroundings.
    pub shell: Shell,
    /// What was searched for.
    pub text: String,
    /// How many were found, in words.
    pub found: String,
    /// People by name.
    pub rows: Vec<DirectoryRow>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// What somebody sees of a process.
#[derive(Clone, Debug)]
pub struct SeenRow {
    /// Title of the process.
    pub process: String,
    /// Which of its cases.
    pub cases: Chip,
    /// By which offices.
    pub by: String,
    /// Whether values marked confidential are shown.
    pub confidential: String,
}

/// An identity of a provider.
#[derive(Clone, Debug)]
pub struct IdentityLine {
    /// The provider.
    pub issuer: String,
    /// The person at the provider.
    pub subject: String,
    /// What they are called there.
    pub name: String,
    /// The number of the account and when it came last.
    pub note: String,
}

/// Signing in through a provider, on the page of a person.
#[derive(Clone, Debug)]
pub struct IdentityPart {
    /// The heading, with the provider.
    pub heading: String,
    /// What is said when there is no link.
    pub none: String,
    /// Identities of the person.
    pub links: Vec<IdentityLine>,
    /// Whether one can be linked.
    pub may_link: bool,
    /// Identities that came and are nobody's.
    pub strangers: Vec<IdentityLine>,
    /// Where the number of an account is found.
    pub typed_hint: String,
}

/// View of `/admin/people/{person}`.
#[derive(Clone, Debug, Template)]
#[template(path = "directory_person.html")]
pub struct DirectoryPersonPage {
    /// Surroundings.
    pub shell: Shell,
    /// Where everything held about them is handed over, for those who may.
    pub personal_data: Option<String>,
    /// Position, unit, address, offices.
    pub facts: Vec<Pair>,
    /// What is theirs beside processes: watching over all, administering, registers.
    pub beside: Vec<Pair>,
    /// Processes of which they see anything.
    pub seen: Vec<SeenRow>,
    /// Whether they may sign in.
    pub account: Chip,
    /// Sessions, second factor.
    pub account_facts: Vec<Pair>,
    /// A password that was made just now, shown this once.
    pub password: Option<String>,
    /// Signing in through a provider, if there is one.
    pub identity: Option<IdentityPart>,
    /// Where the buttons lead.
    pub action: String,
    /// The buttons: value of `act`, words, whether it is the main one.
    pub acts: Vec<(&'static str, String, bool)>,
}

/// An act of administration.
#[derive(Clone, Debug)]
pub struct AuditRowView {
    /// Day and time.
    pub when: String,
    /// Who.
    pub by: String,
    /// What.
    pub act: String,
    /// With whom or what.
    pub about: Link,
}

/// View of `/admin/audit`.
#[derive(Clone, Debug, Template)]
#[template(path = "audit.html")]
pub struct AuditListPage {
    /// Surroundings.
    pub shell: Shell,
    /// Acts, the newest first.
    pub rows: Vec<AuditRowView>,
    /// Address of the next page.
    pub next: Option<String>,
}
