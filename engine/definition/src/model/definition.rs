//! A checked, immutable definition of one process.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use reglament_expression::Expression;
use serde::{Deserialize, Serialize};

use super::{
    Access, Bank, Cancellation, DataKind, Deadline, DocumentTemplate, Edition, Field, IndicatorSet,
    LetterTemplate, Message, Parameter, ProcessEvent, Promise, Register, Retention, Scorecard,
    Start, Step, Title,
};

/// Which definition an instance runs on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DefinitionRef {
    /// Process id.
    pub process: String,
    /// Version, from 1, given at publishing; 0 before.
    pub version: u32,
    /// Digest of everything the definition was compiled from.
    pub digest: String,
}

/// The act behind a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    /// Title of the act with date and number.
    pub act: String,
    /// Path of the clauses' text in the package.
    pub file: String,
    /// Clauses in the order of the text: id -> wording.
    pub clauses: Vec<(String, String)>,
    /// Clauses that order nothing: id -> why.
    pub text_only: BTreeMap<String, String>,
}

impl Regulation {
    /// The wording of a clause; provisions such as `3.5а` fall back to their clause `3.5`.
    pub fn clause(&self, id: &str) -> Option<&str> {
        let find = |id: &str| {
            self.clauses
                .iter()
                .find(|(clause, _)| clause == id)
                .map(|(_, text)| text.as_str())
        };
        find(id).or_else(|| find(id.trim_end_matches(char::is_alphabetic)))
    }
}

/// A process, ready to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Process, version, digest.
    pub reference: DefinitionRef,
    /// Title.
    pub title: Title,
    /// From when it is in force, and what becomes of instances begun before, if it says so.
    pub edition: Option<Edition>,
    /// The act.
    pub regulation: Option<Regulation>,
    /// Zone in which dates are counted and printed.
    pub zone: Tz,
    /// Id of the production calendar.
    pub calendar: String,
    /// Named choices.
    pub parameters: BTreeMap<String, Parameter>,
    /// Roles used: id -> title.
    pub roles: BTreeMap<String, Title>,
    /// Which of those who hold a role see an instance.
    pub access: Access,
    /// Declared data, in the order written.
    pub data: Vec<Field>,
    /// Field that names the instance in lists (a person's name, a topic), if declared.
    pub subject: Option<String>,
    /// E-mail field of the applicant, if declared; one-time links and receipts go there.
    pub applicant_email: Option<String>,
    /// The term of the whole instance, if it has one.
    pub deadline: Option<Deadline>,
    /// How it begins.
    pub start: Start,
    /// Steps in the order written.
    pub steps: Vec<Step>,
    /// Process-wide events.
    pub events: Vec<ProcessEvent>,
    /// What it promises about its dates; proved before publishing.
    pub promises: Vec<Promise>,
    /// Warnings that its author accepts: code -> why.
    pub accepts: BTreeMap<String, String>,
    /// Who may cancel an instance, if the process says so.
    pub cancellation: Option<Cancellation>,
    /// How long what an ended instance holds about people is kept; none: as long as nobody asks for it to go.
    pub retention: Option<Retention>,
    /// Messages that find their instance by a key or come from outside, by name.
    pub messages: BTreeMap<String, Message>,
    /// Letters, by id.
    pub letters: BTreeMap<String, LetterTemplate>,
    /// Documents, by id.
    pub documents: BTreeMap<String, DocumentTemplate>,
    /// Registers, by id.
    pub registers: BTreeMap<String, Register>,
    /// Sets of indicators that it reads, by id.
    pub indicators: BTreeMap<String, IndicatorSet>,
    /// Scorecards that its data use, by id.
    pub scorecards: BTreeMap<String, Scorecard>,
    /// Banks of questions that its tests draw from, by id. Secret: see [`Bank`].
    pub banks: BTreeMap<String, Bank>,
}

impl Definition {
    /// The step with this id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The declared field with this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.data.iter().find(|field| field.name == name)
    }

    /// The scorecard for whose rows a field holds claims.
    pub fn card_of(&self, claims: &str) -> Option<&Scorecard> {
        match &self.field(claims)?.kind {
            DataKind::Claims { card } => self.scorecards.get(card),
            _ => None,
        }
    }

    /// What a computed field is computed from; none for other names.
    pub fn computed(&self, name: &str) -> Option<&Expression> {
        self.field(name)?.is.as_ref()
    }
}
