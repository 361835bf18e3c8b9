//! The names that expressions see: data, parameters, steps, links, the instance, the organisation, extras of the place.
//!
//! It answers from what it is given and never stores anything. The order of names is the one the checker uses:
//! extras, declared data, parameters, links, `instance`, `organisation`, steps.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, Utc};
use reglament_calendar::{DecreeDays, local_date};
use reglament_definition::StepKind;
use reglament_expression::{
    Expression, HOLDERS, INDICATORS, Lookup, REGISTER, Scope, UNIT, UNITS, Value, outside_parts,
};
use reglament_indicator::Known;
use rust_decimal::Decimal;

use crate::{Context, Instance, InstanceId, ItemList, StepRecord};

/// The facts behind one evaluation.
pub struct Facts<'a> {
    pub(crate) context: Context<'a>,
    instance: &'a Instance,
    extras: BTreeMap<String, Value>,
    /// Computed fields that have been asked for; shared with the facts in which they are computed, so that each is
    /// computed once however often others read it.
    computed: Rc<RefCell<BTreeMap<String, Value>>>,
}

impl<'a> Facts<'a> {
    /// Facts about an instance in a context.
    pub fn new(context: Context<'a>, instance: &'a Instance) -> Self {
        Self {
            context,
            instance,
            extras: BTreeMap::new(),
            computed: Rc::default(),
        }
    }

    /// The value of a computed field: unset as long as it cannot be computed. Names of the place are not seen.
    fn compute(&self, name: &str, is: &Expression) -> Value {
        if let Some(known) = self.computed.borrow().get(name) {
            return known.clone();
        }
        let bare = Facts {
            context: self.context,
            instance: self.instance,
            extras: BTreeMap::new(),
            computed: Rc::clone(&self.computed),
        };
        let value = is.evaluate(&bare.scope()).unwrap_or(Value::Null);
        let mut computed = self.computed.borrow_mut();
        computed.insert(name.to_owned(), value.clone());
        value
    }

    /// Adds a name that exists in this place only (`message`, `document`, `task`, a row).
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.extras.insert(name.to_owned(), value);
        self
    }

    /// The scope in which expressions are evaluated. Decree days follow the deadlines' own default.
    pub fn scope(&'a self) -> Scope<'a> {
        Scope {
            values: self,
            calendar: self.context.calendar,
            zone: self.context.definition.zone,
            decree_days: DecreeDays::Working,
            now: self.context.now,
        }
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDate {
        local_date(at, self.context.definition.zone)
    }

    /// The local date of the decision.
    pub(crate) fn today(&self) -> NaiveDate {
        self.local(self.context.now)
    }

    /// What the process reads as `organisation`.
    fn organisation(&self) -> Value {
        let process = &self.context.definition.reference.process;
        Value::Record(self.context.organisation.facts_of(process).clone())
    }

    fn instance_record(&self) -> Value {
        let instance = self.instance;
        let parent = instance.parent.as_ref().map(|p| text(p.instance.as_str()));
        Value::record([
            ("id", text(instance.id.as_str())),
            ("receipt", text(&instance.receipt)),
            ("started_at", Value::Moment(instance.started_at)),
            ("started_on", Value::Date(self.local(instance.started_at))),
            ("parent", parent.unwrap_or(Value::Null)),
            (
                "due_on",
                instance
                    .term
                    .as_ref()
                    .map_or(Value::Null, |term| Value::Date(term.due.date)),
            ),
        ])
    }

    fn step_record(&self, id: &str) -> Value {
        let empty = StepRecord::default();
        let record = self.instance.steps.get(id).unwrap_or(&empty);
        let date =
            |at: Option<DateTime<Utc>>| at.map_or(Value::Null, |at| Value::Date(self.local(at)));
        let last = record.signatures.last();
        let unsigned = self.instance.tasks.values().any(|task| task.step == id);
        let effective = record
            .signatures
            .iter()
            .map(|s| s.on)
            .max()
            .filter(|_| !unsigned);
        let mut fields = BTreeMap::from([
            ("started_at".to_owned(), moment(record.started_at)),
            ("started_on".to_owned(), date(record.started_at)),
            ("completed_at".to_owned(), moment(record.completed_at)),
            ("completed_on".to_owned(), date(record.completed_at)),
            (
                "by".to_owned(),
                last.and_then(|s| s.by.get("name").cloned())
                    .unwrap_or(Value::Null),
            ),
            (
                "effective_on".to_owned(),
                effective.map_or(Value::Null, Value::Date),
            ),
            (
                "signed_by".to_owned(),
                Value::List(record.signatures.iter().map(signature_record).collect()),
            ),
            (
                "outcome".to_owned(),
                record.outcome.as_deref().map_or(Value::Null, text),
            ),
            (
                "number".to_owned(),
                record.number.as_deref().map_or(Value::Null, text),
            ),
            (
                "registered_on".to_owned(),
                record.registered_on.map_or(Value::Null, Value::Date),
            ),
            (
                "due_on".to_owned(),
                record.due_on.map_or(Value::Null, Value::Date),
            ),
        ]);
        fields.insert(
            "on_behalf_of".to_owned(),
            last.and_then(|s| s.on_behalf.as_ref()?.of.get("name").cloned())
                .unwrap_or(Value::Null),
        );
        fields.extend(crate::vote_record::fields(record));
        fields.extend(crate::test_record::fields(record));
        if let Some(list) = self.instance.items.get(id) {
            fields.extend(item_fields(list));
        } else {
            fields.extend(item_fields(&ItemList::default()));
        }
        let answers = record.answers.iter().map(answer_record);
        fields.insert("answers".into(), Value::List(answers.collect()));
        if self.is_call(id) {
            fields.extend(self.call_fields(id));
        }
        Value::Record(fields)
    }
}

impl Facts<'_> {
    fn is_call(&self, id: &str) -> bool {
        let step = self.context.definition.step(id);
        step.is_some_and(|step| matches!(step.kind, StepKind::Call(_)))
    }

    /// A call has one child: its id and its outcome are the step's own.
    fn call_fields(&self, id: &str) -> [(String, Value); 2] {
        let list = self.instance.items.get(id);
        let item = list.and_then(|list| list.items.last());
        let outcome = item.and_then(|item| item.outcome.as_deref());
        [
            (
                "item".to_owned(),
                item.map_or(Value::Null, |item| id_value(&item.item)),
            ),
            ("outcome".to_owned(), outcome.map_or(Value::Null, text)),
        ]
    }

    /// The indicators of a set as of today, counted once however often they are read; none when the rows of its registers
    /// were not handed in.
    fn indicators(&self, name: &str, id: &str) -> Option<Value> {
        if let Some(known) = self.computed.borrow().get(name) {
            return Some(known.clone());
        }
        let set = self.context.definition.indicators.get(id)?;
        let registers = &self.context.outside.registers;
        if !set.registers().iter().all(|id| registers.contains_key(*id)) {
            return None;
        }
        let known = Known {
            registers,
            calendar: self.context.calendar,
        };
        let today = local_date(self.context.now, set.zone);
        let value = Value::List(reglament_indicator::records(set, known, today));
        let mut computed = self.computed.borrow_mut();
        computed.insert(name.to_owned(), value.clone());
        Some(value)
    }

    /// A list from outside the instance; none when it was not handed in.
    fn outside(&self, name: &str) -> Option<Value> {
        match outside_parts(name)? {
            (HOLDERS, role) => {
                let today = self.today();
                let organisation = self.context.organisation;
                let people = organisation.in_office(role, today).into_iter();
                let facts = people.map(|person| person.facts(&organisation.attributes, today));
                Some(Value::List(facts.collect()))
            }
            (REGISTER, id) => {
                let rows = self.context.outside.registers.get(id)?;
                Some(Value::List(rows.clone()))
            }
            (INDICATORS, id) => self.indicators(name, id),
            (UNITS, kind) => Some(Value::List(self.context.organisation.units_of(kind))),
            (UNIT, id) => Some(self.context.organisation.unit(id)),
            _ => None,
        }
    }
}

fn answer_record(answer: &crate::Answer) -> Value {
    let mut fields = answer.values.clone();
    let of = |key: &str| answer.by.get(key).cloned().unwrap_or(Value::Null);
    fields.insert("id".into(), of("id"));
    fields.insert("by".into(), of("name"));
    fields.insert(
        "outcome".into(),
        answer.outcome.as_deref().map_or(Value::Null, text),
    );
    fields.insert("on".into(), Value::Date(answer.on));
    let of = answer.on_behalf.as_ref();
    let of = of.and_then(|behalf| behalf.of.get("name").cloned());
    fields.insert("on_behalf_of".into(), of.unwrap_or(Value::Null));
    Value::Record(fields)
}

pub(crate) fn signature_record(signature: &crate::Signature) -> Value {
    let mut fields = signature.by.as_record().cloned().unwrap_or_default();
    fields.insert("on".into(), Value::Date(signature.on));
    Value::Record(fields)
}

fn item_fields(list: &ItemList) -> [(String, Value); 3] {
    let rows = list.items.iter().map(item_record).collect();
    [
        ("items".to_owned(), Value::List(rows)),
        (
            "count".to_owned(),
            Value::Number(Decimal::from(list.items.len())),
        ),
        ("closed".to_owned(), Value::Boolean(list.closed)),
    ]
}

pub(crate) fn item_record(item: &crate::Item) -> Value {
    let mut fields = item.values.clone();
    fields.insert("item".into(), id_value(&item.item));
    fields.insert("receipt".into(), text(&item.receipt));
    fields.insert("ended".into(), Value::Boolean(item.outcome.is_some()));
    fields.insert(
        "outcome".into(),
        item.outcome.as_deref().map_or(Value::Null, text),
    );
    Value::Record(fields)
}

pub(crate) fn id_value(id: &InstanceId) -> Value {
    text(id.as_str())
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn moment(at: Option<DateTime<Utc>>) -> Value {
    at.map_or(Value::Null, Value::Moment)
}

impl Lookup for Facts<'_> {
    fn lookup(&self, name: &str) -> Option<Value> {
        let definition = self.context.definition;
        if let Some(value) = self.extras.get(name) {
            return Some(value.clone());
        }
        if let Some(is) = definition.computed(name) {
            return Some(self.compute(name, is));
        }
        if let Some(value) = self.instance.data.get(name) {
            return Some(value.clone());
        }
        if let Some(parameter) = definition.parameters.get(name) {
            return Some(parameter.value.clone());
        }
        if let Some(link) = self.instance.links.get(name) {
            return Some(link.clone());
        }
        match name {
            "instance" => Some(self.instance_record()),
            "organisation" => Some(self.organisation()),
            _ => match definition.step(name) {
                Some(step) => Some(self.step_record(&step.id)),
                None => self.outside(name),
            },
        }
    }
}
