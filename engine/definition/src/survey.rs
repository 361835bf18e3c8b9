//! What a folder declares, for editors: names with their kinds, clauses, messages, as far as the text can be read.
//!
//! Nothing is lowered and nothing is reported; trees of half-typed files come from the caller. `compile` is what judges.

use std::collections::BTreeMap;
use std::ops::Range;

use reglament_expression::{Kind, Names};

use crate::clauses;
use crate::compile::{REFERENCE, world};
use crate::diagnostic::Log;
use crate::limits::FILE_BYTES;
use crate::lower::{self, Outline, World};
use crate::model::{Field, Link, Organisation, Parameter, Register, Title};
use crate::source::{Node, Source};

/// Everything that names may stand for in a folder.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Processes in the order of their ids.
    pub processes: Vec<ProcessSurvey>,
    /// People, roles, facts.
    pub organisation: Organisation,
    /// Registers by id.
    pub registers: BTreeMap<String, Register>,
    /// Messages and the kinds of their contents.
    pub messages: BTreeMap<String, BTreeMap<String, Kind>>,
}

/// What one process declares.
#[derive(Clone, Debug)]
pub struct ProcessSurvey {
    /// Its file.
    pub path: String,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Title,
    /// The names of its expressions with their kinds.
    pub names: Names,
    /// Roles with their titles.
    pub roles: BTreeMap<String, Title>,
    /// Fields in the order written.
    pub data: Vec<Field>,
    /// Parameters by name.
    pub parameters: BTreeMap<String, Parameter>,
    /// Linked instances.
    pub links: Vec<Link>,
    /// Steps in the order written.
    pub steps: Vec<StepSurvey>,
    /// Whether it may be started by a step of another process.
    pub child: bool,
    /// The clauses of its act, provisions after their clause.
    pub clauses: Vec<ClausePlace>,
}

/// A step as far as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepSurvey {
    /// Its id.
    pub id: String,
    /// Its kind, when it has one.
    pub kind: Option<&'static str>,
    /// Its title.
    pub title: Title,
    /// The clauses that it cites.
    pub basis: Vec<String>,
    /// Ids of its outcomes.
    pub outcomes: Vec<String>,
    /// Bytes of its id in the file of the process.
    pub span: Range<usize>,
    /// Bytes of its description.
    pub body: Range<usize>,
}

/// A clause or provision and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClausePlace {
    /// Number, `3.5` or `3.5а`.
    pub id: String,
    /// Wording.
    pub text: String,
    /// File of the act.
    pub file: String,
    /// Bytes in it.
    pub span: Range<usize>,
}

impl ProcessSurvey {
    /// The step of this id.
    pub fn step(&self, id: &str) -> Option<&StepSurvey> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.data.iter().find(|field| field.name == name)
    }

    /// The clause of this number.
    pub fn clause(&self, id: &str) -> Option<&ClausePlace> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// The folder of its file.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Its names with `message` of these contents.
    pub fn with_message(&self, contents: &BTreeMap<String, Kind>) -> Names {
        lower::with_message(&self.names, contents)
    }

    /// Its names with `document`.
    pub fn with_document(&self) -> Names {
        lower::with_document(&self.names, true)
    }

    /// Its names with `child`, an instance of the other process.
    pub fn with_child(&self, other: &Self) -> Names {
        lower::with_child(&self.names, &other.data)
    }

    /// Its names with `error`, where one is caught.
    pub fn with_error(&self) -> Names {
        lower::with_error(&self.names)
    }

    /// Its names with `task`, `recipient` and `act`, as letters with an act about a term know them.
    pub fn with_act(&self) -> Names {
        lower::with_act(&lower::with_task(&self.names))
    }

    /// Its names with `task` and `recipient`, as letters about tasks know them.
    pub fn with_task(&self) -> Names {
        lower::with_task(&self.names)
    }
}

impl Survey {
    /// The process of this id.
    pub fn process(&self, id: &str) -> Option<&ProcessSurvey> {
        self.processes.iter().find(|process| process.id == id)
    }

    /// The process of this file.
    pub fn process_at(&self, path: &str) -> Option<&ProcessSurvey> {
        self.processes.iter().find(|process| process.path == path)
    }
}

/// Surveys the files of a folder. `trees` holds what could be read of each YAML file.
pub fn survey(files: &BTreeMap<String, String>, trees: &BTreeMap<String, Node>) -> Survey {
    let log = Log::default();
    let read = files.iter().filter(|(_, text)| text.len() <= FILE_BYTES);
    let sources: BTreeMap<String, Source> = read
        .map(|(path, text)| (path.clone(), Source::new(path, text)))
        .collect();
    let trees: BTreeMap<String, Node> = trees
        .iter()
        .filter(|(path, _)| sources.contains_key(*path))
        .map(|(path, tree)| (path.clone(), tree.clone()))
        .collect();
    let world = world(&sources, &trees, &log, REFERENCE);
    Survey {
        processes: world
            .outlines
            .values()
            .map(|outline| process(&world, outline))
            .collect(),
        organisation: world.organisation.clone(),
        registers: world.registers.clone(),
        messages: world
            .messages
            .iter()
            .map(|(name, message)| (name.clone(), message.data.clone()))
            .collect(),
    }
}

fn process(world: &World<'_>, outline: &Outline<'_>) -> ProcessSurvey {
    let title = outline.block.node.get("title").map(title);
    ProcessSurvey {
        path: outline.reader.source.path.clone(),
        id: outline.id.text.clone(),
        title: title.unwrap_or_default(),
        names: lower::names(world, outline),
        roles: outline.roles.clone(),
        data: outline.data.clone(),
        parameters: outline.parameters.clone(),
        links: outline.links.clone(),
        steps: outline.steps.iter().map(step).collect(),
        child: outline.child,
        clauses: clauses(world, outline),
    }
}

fn step(sketch: &lower::Sketch<'_>) -> StepSurvey {
    let body = &sketch.entry.value;
    let outcomes = body.get("outcomes").and_then(Node::map).unwrap_or_default();
    let named = sketch.kind.and_then(|kind| body.get(kind)).map(title);
    StepSurvey {
        id: sketch.id().to_owned(),
        kind: sketch.kind,
        title: named.unwrap_or_default(),
        basis: sketch
            .texts("basis")
            .into_iter()
            .map(str::to_owned)
            .collect(),
        outcomes: outcomes.iter().map(|entry| entry.key.clone()).collect(),
        span: sketch.entry.key_span.clone(),
        body: body.span.clone(),
    }
}

fn title(node: &Node) -> Title {
    let text = |key| node.get(key).and_then(Node::text).map(str::to_owned);
    Title {
        ru: text("ru")
            .or_else(|| node.text().map(str::to_owned))
            .unwrap_or_default(),
        en: text("en"),
    }
}

fn clauses(world: &World<'_>, outline: &Outline<'_>) -> Vec<ClausePlace> {
    let file = lower::act_file(world, outline);
    let Some(source) = file.and_then(|file| world.sources.get(&file)) else {
        return Vec::new();
    };
    let place = |id: &str, text: &str, span: &Range<usize>| ClausePlace {
        id: id.to_owned(),
        text: text.trim().to_owned(),
        file: source.path.clone(),
        span: span.clone(),
    };
    let act = clauses::read(source, world.log);
    let clauses = act.clauses.iter();
    clauses
        .flat_map(|clause| {
            let own = place(&clause.id, &clause.text, &clause.span);
            let provisions = clause.provisions.iter();
            let provisions = provisions.map(|p| place(&p.id, &p.text, &p.span));
            std::iter::once(own).chain(provisions).collect::<Vec<_>>()
        })
        .collect()
}
