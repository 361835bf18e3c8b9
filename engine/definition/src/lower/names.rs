//! The names that expressions of a process may use, exactly as `docs/language/expressions.md` lists them.
//!
//! `message`, `document`, `task` and `recipient` are added only where they mean something.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use reglament_expression::{HOLDERS, INDICATORS, Kind, Names, UNIT, UNITS, Value, outside_name};

use super::{Outline, Sketch, World};
use crate::model::{Field, Register, person_facts, person_record, unit_record};
use crate::source::Node;

/// Names known everywhere in the process.
pub(crate) fn names(world: &World<'_>, outline: &Outline<'_>) -> Names {
    let mut names = Names::new();
    for field in &outline.data {
        names = names.with(&field.name, field.kind.expression_kind());
    }
    for parameter in outline.parameters.values() {
        names = names.with(&parameter.name, parameter.kind.expression_kind());
    }
    for sketch in &outline.steps {
        names = names.with(sketch.id(), step(world, outline, sketch));
    }
    for link in &outline.links {
        let fields = world
            .outlines
            .get(&link.process)
            .map(|other| reported(other, link.reads.iter().map(String::as_str)));
        names = names.with(
            &link.name,
            Kind::Record(with(fields.unwrap_or_default(), "id", Kind::Text)),
        );
    }
    let person = person_facts(&world.organisation.attributes);
    for role in outline.roles.keys() {
        names = names.with(outside_name(HOLDERS, role), Kind::list(person.clone()));
    }
    for set in world.indicators.keys() {
        names = names.with(
            outside_name(INDICATORS, set),
            Kind::list(super::indicators::row()),
        );
    }
    let unit = unit_record(&world.organisation.unit_attributes);
    for kind in world.organisation.unit_kinds.keys() {
        names = names.with(outside_name(UNITS, kind), Kind::list(unit.clone()));
    }
    names
        .with_records(UNIT, Arc::clone(&world.unit_ids), unit)
        .with("instance", instance())
        .with("organisation", organisation(world, outline))
}

/// A row of a register.
pub(super) fn register_row(register: &Register) -> Kind {
    let columns = register.columns.iter();
    let columns = columns.map(|column| (column.name.clone(), column.kind.expression_kind()));
    let row = with(columns.collect(), "number", Kind::Text);
    Kind::Record(with(
        with(row, "registered_on", Kind::Date),
        "instance",
        Kind::Text,
    ))
}

/// `child` in `take:` of a call: what is stored of the instance, since nothing else is reported.
pub(crate) fn with_child(names: &Names, data: &[Field]) -> Names {
    let stored = data.iter().filter(|field| field.is.is_none());
    let fields = stored.map(|field| (field.name.clone(), field.kind.expression_kind()));
    let record = with(fields.collect(), "item", Kind::Text);
    let record = with(with(record, "receipt", Kind::Text), "outcome", Kind::Text);
    names.clone().with("child", Kind::Record(record))
}

/// Names that are declared, but of which another mistake hides the kind.
pub(super) fn unsure(world: &World<'_>, outline: &Outline<'_>) -> BTreeSet<String> {
    let mut names = outline.broken.clone();
    let missing = |process: &str, fields: &[&str]| match world.outlines.get(process) {
        Some(other) => fields.iter().any(|field| other.field(field).is_none()),
        None => true,
    };
    for sketch in outline
        .steps
        .iter()
        .filter(|sketch| sketch.kind == Some("for_each"))
    {
        if missing(
            sketch.text("process").unwrap_or_default(),
            &sketch.texts("reports"),
        ) {
            names.insert(sketch.id().to_owned());
        }
    }
    for link in &outline.links {
        if missing(
            &link.process,
            &link.reads.iter().map(String::as_str).collect::<Vec<_>>(),
        ) {
            names.insert(link.name.clone());
        }
    }
    if !world.knows_organisation() {
        names.insert("organisation".to_owned());
    }
    names
}

/// `message` with the contents that its senders give.
pub(crate) fn with_message(names: &Names, data: &BTreeMap<String, Kind>) -> Names {
    names.clone().with("message", Kind::Record(data.clone()))
}

/// `error` where an error is caught.
pub(crate) fn with_error(names: &Names) -> Names {
    names.clone().with(
        "error",
        Kind::record([
            ("code", Kind::Text),
            ("step", Kind::Text),
            ("item", Kind::Text),
            ("message", Kind::Text),
        ]),
    )
}

/// `document` in the data and the register entry of a document; with code and link when its register is verified.
pub(crate) fn with_document(names: &Names, verified: bool) -> Names {
    let mut fields = vec![("number", Kind::Text), ("date", Kind::Date)];
    if verified {
        fields.extend([("code", Kind::Text), ("link", Kind::Text)]);
    }
    names.clone().with("document", Kind::record(fields))
}

/// `task` and `recipient` in letters about tasks.
pub(crate) fn with_task(names: &Names) -> Names {
    let task = Kind::record([
        ("title", Kind::Text),
        ("due_on", Kind::Date),
        ("instance", Kind::Text),
        ("subject", Kind::Text),
        ("process", Kind::Text),
        ("days_late", Kind::Integer),
        ("url", Kind::Text),
        ("escalated_by", Kind::Text),
        ("note", Kind::Text),
    ]);
    names
        .clone()
        .with("task", task)
        .with("recipient", recipient())
}

fn recipient() -> Kind {
    Kind::record([("name", Kind::PersonName), ("position", Kind::Text)])
}

/// `act` in the notice and the document of an act about a term.
pub(crate) fn with_act(names: &Names) -> Names {
    let act = Kind::record([
        ("reason", Kind::Text),
        ("basis", Kind::Text),
        ("by", Kind::PersonName),
        ("was_due_on", Kind::Date),
        ("due_on", Kind::Date),
    ]);
    names.clone().with("act", act)
}

/// Names of letters shared by all processes: nothing of a particular process.
pub(super) fn shared(world: &World<'_>, outline: &Outline<'_>) -> Names {
    with_task(
        &Names::new()
            .with("instance", instance())
            .with("organisation", organisation(world, outline)),
    )
}

/// Names of the letters of digests: nothing of a process or an instance.
pub(super) fn digest(world: &World<'_>) -> Names {
    let task = Kind::record([
        ("title", Kind::Text),
        ("subject", Kind::Text),
        ("process", Kind::Text),
        ("instance", Kind::Text),
        ("due_on", Kind::Date),
        ("days_late", Kind::Integer),
        ("holder", Kind::Text),
        ("url", Kind::Text),
    ]);
    let section = Kind::record([
        ("rows", Kind::list(task)),
        ("count", Kind::Integer),
        ("more", Kind::Integer),
    ]);
    let process = Kind::record([
        ("title", Kind::Text),
        ("running", Kind::Integer),
        ("started", Kind::Integer),
        ("ended", Kind::Integer),
        ("late", Kind::Integer),
        ("soon", Kind::Integer),
        ("incidents", Kind::Integer),
    ]);
    let digest = Kind::record([
        ("title", Kind::Text),
        ("on", Kind::Date),
        ("late", section.clone()),
        ("today", section.clone()),
        ("soon", section.clone()),
        ("others", section),
        ("open", Kind::Integer),
        ("processes", Kind::list(process)),
        ("since", Kind::Date),
        ("url", Kind::Text),
        ("board_url", Kind::Text),
        ("settings_url", Kind::Text),
    ]);
    let facts = world.organisation.facts.iter();
    let facts = facts.map(|(name, value)| (name.as_str(), kind_of(value)));
    Names::new()
        .with("digest", digest)
        .with("recipient", recipient())
        .with("organisation", Kind::record(facts))
}

/// The record of a step's last run.
fn step(world: &World<'_>, outline: &Outline<'_>, sketch: &Sketch<'_>) -> Kind {
    let record = BTreeMap::from([
        ("started_at", Kind::Moment),
        ("started_on", Kind::Date),
        ("completed_at", Kind::Moment),
        ("completed_on", Kind::Date),
        ("by", Kind::PersonName),
        ("on_behalf_of", Kind::PersonName),
        ("effective_on", Kind::Date),
        ("signed_by", Kind::list(person_record())),
        ("outcome", Kind::Text),
        ("number", Kind::Text),
        ("registered_on", Kind::Date),
        ("due_on", Kind::Date),
    ]);
    let mut record: BTreeMap<String, Kind> = record
        .into_iter()
        .map(|(name, kind)| (name.to_owned(), kind))
        .collect();
    if sketch.kind == Some("for_each") {
        let child = sketch.text("process").and_then(|id| world.outlines.get(id));
        let fields = child
            .map(|child| reported(child, sketch.texts("reports").into_iter()))
            .unwrap_or_default();
        let item = with(fields, "item", Kind::Text);
        let item = with(with(item, "receipt", Kind::Text), "ended", Kind::Boolean);
        let item = with(item, "outcome", Kind::Text);
        record = with(record, "items", Kind::list(Kind::Record(item)));
        record = with(
            with(record, "count", Kind::Integer),
            "closed",
            Kind::Boolean,
        );
    }
    if sketch.entry.value.get("vote").is_some() {
        record.extend(votes(sketch));
    }
    if sketch.kind == Some("call") {
        record = with(record, "item", Kind::Text);
    }
    if sketch.kind == Some("test") {
        record.extend(test());
    }
    if sketch.kind == Some("user_task") && sketch.text("each").is_some() {
        record = with(record, "answers", Kind::list(answer(outline, sketch)));
    }
    Kind::Record(record)
}

/// What a commission's vote leaves behind.
fn votes(sketch: &Sketch<'_>) -> BTreeMap<String, Kind> {
    let member = |more: (&'static str, Kind)| {
        let own = [
            ("id", Kind::Text),
            ("name", Kind::PersonName),
            ("position", Kind::Text),
            ("on", Kind::Date),
        ];
        Kind::list(Kind::record(own.into_iter().chain([more])))
    };
    let outcomes = sketch.entry.value.get("outcomes").and_then(Node::map);
    let counts = outcomes
        .unwrap_or_default()
        .iter()
        .map(|entry| (entry.key.as_str(), Kind::Integer));
    BTreeMap::from([
        ("votes".to_owned(), member(("outcome", Kind::Text))),
        ("dissents".to_owned(), member(("text", Kind::Text))),
        ("recusals".to_owned(), member(("text", Kind::Text))),
        ("for".to_owned(), Kind::record(counts)),
        ("members".to_owned(), Kind::Integer),
        ("present".to_owned(), Kind::Integer),
        ("needed".to_owned(), Kind::Integer),
        ("quorum".to_owned(), Kind::Boolean),
        ("how".to_owned(), Kind::Text),
    ])
}

/// What a test leaves behind: nothing of its questions but their ids.
fn test() -> BTreeMap<String, Kind> {
    let item = Kind::record([
        ("place", Kind::Integer),
        ("question", Kind::Text),
        ("answered", Kind::Boolean),
        ("points", Kind::Integer),
        ("worth", Kind::Integer),
    ]);
    BTreeMap::from([
        ("opened_at".to_owned(), Kind::Moment),
        ("ends_at".to_owned(), Kind::Moment),
        ("closed_at".to_owned(), Kind::Moment),
        ("correct".to_owned(), Kind::Integer),
        ("total".to_owned(), Kind::Integer),
        ("regraded".to_owned(), Kind::Boolean),
        ("questions".to_owned(), Kind::list(item)),
    ])
}

/// What one of several people answered.
fn answer(outline: &Outline<'_>, sketch: &Sketch<'_>) -> Kind {
    let asked = sketch.texts("form").into_iter();
    let fields = reported(
        outline,
        asked.map(|name| name.trim_end_matches('?').trim_end()),
    );
    let record = with(with(fields, "id", Kind::Text), "by", Kind::PersonName);
    let record = with(record, "on_behalf_of", Kind::PersonName);
    Kind::Record(with(with(record, "outcome", Kind::Text), "on", Kind::Date))
}

/// The named fields of another process.
fn reported<'n>(
    other: &Outline<'_>,
    names: impl Iterator<Item = &'n str>,
) -> BTreeMap<String, Kind> {
    let fields = names.filter_map(|name| other.field(name));
    fields
        .map(|field: &Field| (field.name.clone(), field.kind.expression_kind()))
        .collect()
}

fn with(mut record: BTreeMap<String, Kind>, name: &str, kind: Kind) -> BTreeMap<String, Kind> {
    record.insert(name.to_owned(), kind);
    record
}

fn instance() -> Kind {
    Kind::record([
        ("id", Kind::Text),
        ("receipt", Kind::Text),
        ("started_at", Kind::Moment),
        ("started_on", Kind::Date),
        ("due_on", Kind::Date),
        ("parent", Kind::Text),
    ])
}

fn organisation(world: &World<'_>, outline: &Outline<'_>) -> Kind {
    Kind::record(
        world
            .organisation
            .facts_of(&outline.id.text)
            .iter()
            .map(|(name, value)| (name.as_str(), kind_of(value))),
    )
}

/// The kind of a fact as written in organisation.yaml.
fn kind_of(value: &Value) -> Kind {
    match value {
        Value::Record(fields)
            if fields.len() == 3
                && fields.contains_key("family")
                && fields.contains_key("given") =>
        {
            Kind::PersonName
        }
        Value::Record(fields) => Kind::record(
            fields
                .iter()
                .map(|(name, value)| (name.as_str(), kind_of(value))),
        ),
        Value::List(items) => Kind::list(items.first().map_or(Kind::Text, kind_of)),
        _ => Kind::Text,
    }
}
