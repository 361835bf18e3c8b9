//! The language as a table: every key, where it is allowed, what may stand under it, what it means, an example.
//!
//! The single source of truth: the lowering takes its known keys from here, completion, hover and the JSON Schema are made
//! from it. A new key is one line in the block that accepts it. What a value must satisfy beyond its form is not here.

mod bank;
mod data;
mod deadline;
mod indicators;
mod machines;
mod organisation;
mod people;
mod process;
mod scenario;
mod scorecard;
mod shape;
mod step;
mod task;
mod term;

pub use bank::{BANK, QUESTION, SECTION};
pub use data::{FIELD, PARAMETER};
pub use deadline::{DEADLINE, OVERDUE, RUNG};
pub use indicators::{COUNTED, DENOMINATOR, INDICATOR, INDICATORS, MINIMUM};
pub use machines::{PAGE, RETRIES};
pub use organisation::{
    ATTRIBUTE_KINDS, DIGEST, DIGEST_PARTS, HOLDERS, ORGANISATION, PERSON, PERSON_NAME, POST,
    REGISTER, REGISTERS, TENURE, UNIT, VERIFICATION, WEEKDAYS,
};
pub use people::{CANDIDATES, VOTE};
pub use process::{
    ACCESS, CORRELATION, EDITION, LINK, PROCESS, PROCESS_EVENT, PROMISE, REGULATION, RETENTION,
    START, START_MESSAGE, TITLE,
};
pub use scenario::SCENARIO;
pub use scorecard::{BAND, GIVEN, GROUP, ROW, SCORECARD, SCORED_INDICATOR, THRESHOLD};
pub use shape::{Key, Kind, Kinds, Naming, Scope, Shape, Symbol, Value};
pub use step::{
    ADDRESS, BOUNDARY_EVENT, BY_KEY, CASE, DECISION_TABLE, LATE, MILESTONE, REPEAT, STEP,
    TABLE_ROW, WAIT_OPTION, WINDOW,
};
pub use task::{ATTACHED_DOCUMENT, CHECK, OUTCOME};
pub use term::{EXTENSION, NOTICE, RESUME_ON, SILENCE, SUSPENSION, TERM_FOR_PEOPLE};

/// The files that the language consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// `<regulation>/<name>.yaml`.
    Process,
    /// `organisation.yaml`, beside the folders of regulations or in one of them.
    Organisation,
    /// `registers.yaml`, beside the folders of regulations or in one of them.
    Registers,
    /// `<regulation>/indicators.yaml`.
    Indicators,
    /// `<regulation>/scenarios/<name>.yaml`.
    Scenario,
    /// `<regulation>/scorecards/<name>.yaml`.
    Scorecard,
    /// `<regulation>/banks/<name>.yaml`.
    Bank,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Process,
        Self::Organisation,
        Self::Registers,
        Self::Indicators,
        Self::Scenario,
        Self::Scorecard,
        Self::Bank,
    ];

    /// The kind of a file of a processes folder by its path; `None` for files that are no YAML of the language.
    pub fn of(path: &str) -> Option<Self> {
        let name = path.strip_suffix(".yaml")?;
        match name.split('/').collect::<Vec<_>>().as_slice() {
            ["organisation"] => Some(Self::Organisation),
            ["registers"] => Some(Self::Registers),
            [folder, "organisation"] if *folder != "shared" => Some(Self::Organisation),
            [folder, "registers"] if *folder != "shared" => Some(Self::Registers),
            [folder, "indicators"] if *folder != "shared" => Some(Self::Indicators),
            [folder, _] if *folder != "shared" => Some(Self::Process),
            [folder, "scenarios", ..] if *folder != "shared" => Some(Self::Scenario),
            [folder, "scorecards", _] if *folder != "shared" => Some(Self::Scorecard),
            [folder, "banks", _] if *folder != "shared" => Some(Self::Bank),
            _ => None,
        }
    }

    /// The name in the command line and in the names of schemas.
    pub fn name(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::Organisation => "organisation",
            Self::Registers => "registers",
            Self::Indicators => "indicators",
            Self::Scenario => "scenario",
            Self::Scorecard => "scorecard",
            Self::Bank => "bank",
        }
    }

    /// What a file of this kind holds.
    pub fn root(self) -> &'static Value {
        let [
            process,
            organisation,
            registers,
            indicators,
            scenario,
            scorecard,
            bank,
        ] = &ROOTS;
        match self {
            Self::Process => process,
            Self::Organisation => organisation,
            Self::Registers => registers,
            Self::Indicators => indicators,
            Self::Scenario => scenario,
            Self::Scorecard => scorecard,
            Self::Bank => bank,
        }
    }
}

static ROOTS: [Value; 7] = [
    Value::Block(&PROCESS),
    Value::Block(&ORGANISATION),
    Value::Block(&REGISTERS),
    Value::Block(&INDICATORS),
    Value::Block(&SCENARIO),
    Value::Block(&SCORECARD),
    Value::Block(&BANK),
];
