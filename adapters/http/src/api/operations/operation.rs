//! One operation: what the document and the pages tell of it, and what the tests hold it to.
//!
//! Types stand here as functions that make their schema, so that nothing is described twice.

use reglament_runtime::Scope;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::Refusal;
use crate::access::{Door, Relation};

/// Makes the schema of a type.
pub(crate) type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Anybody; a session changes nothing.
    Anybody,
    /// Anybody; whoever has signed in acts as that person.
    AnybodyOrPerson,
    /// Whoever has signed in.
    Person,
    /// A worker of the settings.
    Worker,
    /// A program of another system.
    Program,
}

/// What a program of another system needs for an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ForPrograms {
    /// Nothing but to be one: strangers may, or it is about the program itself.
    Open,
    /// This scope.
    With(Scope),
    /// No program does it: a person is needed, or a worker of the settings.
    Never,
}

/// What is sent.
#[derive(Clone, Copy)]
pub(crate) enum Body {
    /// JSON.
    Json(SchemaOf),
    /// A file as it is, at most so many bytes.
    File(usize),
}

/// What comes back when all is well.
#[derive(Clone)]
pub(crate) enum Answer {
    /// JSON with a status.
    Json(u16, SchemaOf),
    /// 204.
    Nothing,
    /// A file of one of these media types.
    File(&'static [&'static str]),
    /// JSON that is not described further.
    Any,
}

/// An operation.
#[derive(Clone)]
pub(crate) struct Operation {
    /// Its line of the access matrix: method, address, and who may pass.
    pub(crate) door: Door,
    /// Key of its words; without the group it is the operation's id.
    pub(crate) words: &'static str,
    /// Key of a longer description.
    pub(crate) more: Option<&'static str>,
    /// Who may ask.
    pub(crate) who: Who,
    /// What programs need; a test demands it of every operation.
    pub(crate) programs: Option<ForPrograms>,
    /// Whether it needs an idempotency key.
    pub(crate) keyed: bool,
    /// Parameters after the question mark.
    pub(crate) query: Option<SchemaOf>,
    /// What is sent.
    pub(crate) body: Option<Body>,
    /// What comes back.
    pub(crate) answer: Answer,
    /// What else may come back.
    pub(crate) refusals: Vec<Refusal>,
}

impl Who {
    fn of(relation: Relation) -> Self {
        match relation {
            Relation::Everyone | Relation::Code => Self::Anybody,
            Relation::Worker => Self::Worker,
            Relation::Program => Self::Program,
            Relation::Staff
            | Relation::Case
            | Relation::Register
            | Relation::Figures
            | Relation::Process
            | Relation::Supervisor
            | Relation::Overseer
            | Relation::Administrator => Self::Person,
        }
    }
}

impl Operation {
    /// What is behind a door.
    pub(super) fn at(words: &'static str, door: Door) -> Self {
        Self {
            door,
            words,
            more: None,
            who: Who::of(door.relation),
            programs: match Who::of(door.relation) {
                Who::Anybody | Who::Program => Some(ForPrograms::Open),
                Who::Worker => Some(ForPrograms::Never),
                Who::AnybodyOrPerson | Who::Person => None,
            },
            keyed: false,
            query: None,
            body: None,
            answer: Answer::Nothing,
            refusals: Vec::new(),
        }
    }

    /// Open to everybody, but whoever has signed in acts as that person.
    pub(super) fn or_person(mut self) -> Self {
        self.who = Who::AnybodyOrPerson;
        self.programs = None;
        self
    }

    /// For people, and for programs with this scope.
    pub(super) fn scope(mut self, scope: Scope) -> Self {
        self.programs = Some(ForPrograms::With(scope));
        self
    }

    /// For people only: no program does it.
    pub(super) fn for_people(mut self) -> Self {
        self.programs = Some(ForPrograms::Never);
        self
    }

    /// With a longer description.
    pub(super) fn more(mut self, words: &'static str) -> Self {
        self.more = Some(words);
        self
    }

    /// A command: it needs an idempotency key.
    pub(super) fn keyed(mut self) -> Self {
        self.keyed = true;
        self
    }

    /// With parameters after the question mark.
    pub(super) fn asks<T: JsonSchema>(mut self) -> Self {
        self.query = Some(T::json_schema);
        self
    }

    /// With a body.
    pub(super) fn takes<T: JsonSchema>(mut self) -> Self {
        self.body = Some(Body::Json(SchemaGenerator::subschema_for::<T>));
        self
    }

    /// With a file as its body.
    pub(super) fn takes_file(mut self, bytes: usize) -> Self {
        self.body = Some(Body::File(bytes));
        self
    }

    /// Answers 200 with this.
    pub(super) fn gives<T: JsonSchema>(self) -> Self {
        self.gives_with::<T>(200)
    }

    /// Answers 201 with this.
    pub(super) fn creates<T: JsonSchema>(self) -> Self {
        self.gives_with::<T>(201)
    }

    fn gives_with<T: JsonSchema>(mut self, status: u16) -> Self {
        self.answer = Answer::Json(status, SchemaGenerator::subschema_for::<T>);
        self
    }

    /// Answers with a file.
    pub(super) fn gives_file(mut self, media: &'static [&'static str]) -> Self {
        self.answer = Answer::File(media);
        self
    }

    /// Answers with JSON that is not described further.
    pub(super) fn gives_any(mut self) -> Self {
        self.answer = Answer::Any;
        self
    }

    /// May be refused for these reasons, beside those that follow from the rest.
    pub(super) fn refused(mut self, refusals: impl IntoIterator<Item = Refusal>) -> Self {
        self.refusals.extend(refusals);
        self
    }

    /// The id: stable, generated clients call their functions so.
    pub(crate) fn id(&self) -> &'static str {
        self.words.strip_prefix("operation.").unwrap_or(self.words)
    }

    /// Names of the variable parts of the address, in order.
    pub(crate) fn places(&self) -> impl Iterator<Item = &'static str> {
        self.door
            .path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Status of the good answer.
    pub(crate) fn status(&self) -> u16 {
        match self.answer {
            Answer::Json(status, _) => status,
            Answer::Nothing => 204,
            Answer::File(_) | Answer::Any => 200,
        }
    }

    /// Everything that may come back instead, by status and code.
    pub(crate) fn all_refusals(&self) -> Vec<Refusal> {
        let mut all = self.refusals.clone();
        all.extend(Refusal::everywhere());
        if matches!(self.who, Who::Person | Who::Worker | Who::Program) {
            all.push(Refusal::sign_in());
        }
        match self.programs {
            Some(ForPrograms::Never) => all.push(Refusal::person_needed()),
            Some(ForPrograms::With(scope)) => all.push(Refusal::no_scope(scope)),
            Some(ForPrograms::Open) | None => {}
        }
        if matches!(self.who, Who::Person) {
            all.push(Refusal::second_factor());
        }
        if matches!(
            self.door.relation,
            Relation::Supervisor | Relation::Overseer | Relation::Administrator | Relation::Program
        ) {
            all.push(Refusal::forbidden());
        }
        if self.door.method != "GET" {
            all.push(Refusal::foreign_site());
        }
        if self.keyed {
            all.extend([Refusal::no_key(), Refusal::key_reused()]);
        }
        if self.query.is_some() {
            all.push(Refusal::malformed());
        }
        if self.body.is_some() {
            all.extend([Refusal::malformed(), Refusal::too_large()]);
        }
        if self.places().next().is_some() {
            all.push(Refusal::not_found());
        }
        all.sort_by(|one, other| (one.status, &one.code).cmp(&(other.status, &other.code)));
        all.dedup_by(|one, other| (one.status, &one.code) == (other.status, &other.code));
        all
    }
}
