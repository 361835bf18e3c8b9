//! What is held about one person, as it is handed to them: facts, words and where their files lie. Nothing in it is secret:
//! whoever adds something here decides that its owner may read it.

use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::InstanceId;
use reglament_definition::Title;
use schemars::JsonSchema;
use serde::Serialize;

use super::{AuditLine, DataView, DirectoryLine, HistoryLine, LetterView};
use crate::port::ViewKind;

/// Whom to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonSought {
    /// Name, e-mail address, telephone, or the code of an application.
    pub text: String,
    /// End of what was looked through before.
    pub cursor: Option<String>,
}

/// Who and what was found.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct PersonFound {
    /// People of the directory, at most a page.
    pub people: Vec<DirectoryLine>,
    /// Cases, the newest first.
    pub cases: Vec<CaseFound>,
    /// How many cases were looked through field by field.
    pub looked: u32,
    /// Cursor for looking further.
    pub next: Option<String>,
}

/// A case that may be about the person.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct CaseFound {
    /// Case.
    pub id: InstanceId,
    /// Title of its process.
    pub process_title: Title,
    /// Whom or what it is about.
    pub subject: String,
    /// Receipt code.
    pub receipt: String,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// By what it was found.
    pub by: FoundBy,
}

/// By what a case was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundBy {
    /// Its code.
    Receipt,
    /// An address or a telephone in it.
    Contact,
    /// Words in it: there are namesakes.
    Words,
}

/// What is to be handed over, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonWish {
    /// The person of the directory.
    pub person: Option<String>,
    /// Cases that are about them.
    pub cases: Vec<InstanceId>,
    /// Number and date of the request.
    pub reason: String,
}

/// Everything that is held about one person.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct PersonalData {
    /// When it was put together.
    pub made_at: DateTime<Utc>,
    /// Name of whoever asked for it.
    pub made_by: String,
    /// Number and date of the request.
    pub reason: String,
    /// The person of the directory.
    pub official: Option<OfficialData>,
    /// Cases that are about them.
    pub cases: Vec<CaseData>,
    /// Limits that were reached: what lies beyond is not in it.
    pub cut: Vec<Cut>,
}

/// A limit that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// Letters.
    Letters,
    /// Open tasks.
    Tasks,
    /// Cases in which they had a part.
    Parts,
    /// Acts of administration.
    Acts,
    /// Lines of the access log.
    Views,
    /// Files and documents.
    Files,
}

/// What is held about a person of the directory.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct OfficialData {
    /// The entry.
    pub entry: DirectoryLine,
    /// Where letters go.
    pub address: String,
    /// The account.
    pub account: Option<AccountData>,
    /// Signed-in browsers and programs.
    pub devices: Vec<DeviceData>,
    /// Identities at other providers.
    pub identities: Vec<IdentityData>,
    /// Wishes about letters: kind and wish.
    pub wishes: Vec<(String, String)>,
    /// Since when they have a calendar to subscribe to.
    pub calendar_since: Option<DateTime<Utc>>,
    /// Saved filters: name and query.
    pub filters: Vec<(String, String)>,
    /// Absences of theirs, and those in which they stand in for somebody.
    pub absences: Vec<AbsenceData>,
    /// Open tasks that they may do.
    pub tasks: Vec<TaskData>,
    /// Cases in which they had a part.
    pub parts: Vec<PartData>,
    /// Letters sent to them.
    pub letters: Vec<LetterView>,
    /// Acts of administration by and about them.
    pub acts: Vec<AuditLine>,
    /// What they looked at, without whose it was.
    pub looked_at: Vec<LookData>,
}

/// An account. The password is not told, only whether there is one.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AccountData {
    /// Whether there is a password.
    pub password: bool,
    /// When it was set.
    pub changed_at: DateTime<Utc>,
    /// Whether signing in is refused.
    pub blocked: bool,
    /// Since when there is a second factor.
    pub second_factor_since: Option<DateTime<Utc>>,
}

/// A signed-in browser or program.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DeviceData {
    /// How it named itself.
    pub device: String,
    /// When it signed in.
    pub since: DateTime<Utc>,
    /// When it was last used.
    pub seen_at: DateTime<Utc>,
}

/// An identity at another provider.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct IdentityData {
    /// The provider.
    pub issuer: String,
    /// The person at the provider.
    pub subject: String,
    /// What they are called there.
    pub name: String,
    /// When they came last.
    pub seen_at: DateTime<Utc>,
}

/// An absence.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AbsenceData {
    /// Who is away, by name.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Who stands in, by name.
    pub substitutes: Vec<String>,
    /// The order.
    pub order: String,
    /// Whether it was cancelled.
    pub cancelled: bool,
}

/// An open task.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct TaskData {
    /// Title.
    pub title: Title,
    /// Title of the process.
    pub process_title: Title,
    /// Receipt code of the case.
    pub receipt: String,
    /// Last day in time.
    pub due_on: Option<NaiveDate>,
}

/// A case in which they had a part; whose it is does not belong to them.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct PartData {
    /// Title of the process.
    pub process_title: Title,
    /// Receipt code.
    pub receipt: String,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// What they did there.
    pub did: Vec<HistoryLine>,
}

/// A look at somebody's data.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct LookData {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by name; of a program its name. Empty: the person whose data these are.
    pub who: String,
    /// What was looked at.
    pub what: ViewKind,
    /// From which network address, where it is their own.
    pub address: String,
}

/// A case that is about them.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CaseData {
    /// Case.
    pub id: InstanceId,
    /// Title of the process.
    pub process_title: Title,
    /// The act.
    pub act: String,
    /// Whom or what it is about.
    pub subject: String,
    /// Receipt code.
    pub receipt: String,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// How it ended.
    pub ended: Option<Title>,
    /// Every field that is filled in.
    pub data: Vec<DataView>,
    /// What happened.
    pub history: Vec<HistoryLine>,
    /// Letters to the applicant and to the person asked about.
    pub letters: Vec<LetterView>,
    /// What was brought and what was drawn up.
    pub papers: Vec<PaperData>,
    /// Who looked at it.
    pub looked: Vec<LookData>,
}

/// A file or a document, and where it lies.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct PaperData {
    /// Name or title.
    pub title: Title,
    /// Printed number of a document.
    pub number: Option<String>,
    /// Path within the archive; none: left out, or not drawn yet.
    pub path: Option<String>,
    /// Where its bytes are kept.
    #[serde(skip)]
    pub kept: PaperKept,
}

/// Where the bytes of a file or a document are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperKept {
    /// An uploaded file, by id.
    File(String),
    /// A document of a case.
    Document(InstanceId, u32),
}
