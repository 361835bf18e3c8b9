//! One line of the future: a copy of the instance to which what is forecast happens, so that expressions about steps not
//! reached yet find the forecast moments. The events are told to the copy only; none is ever recorded.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use reglament_calendar::local_date;
use reglament_core::{
    Actor, Context, Event, Facts, FlowEvent, Instance, InstanceEvent, InstanceId, ItemEvent,
    PaperEvent, Recorded, TaskEvent, TaskId, TokenId,
};
use reglament_definition::{Definition, DrawDocument, Step};
use reglament_expression::{Expression, Value};

/// A copy of the instance and the context that it is asked in.
pub(crate) struct Timeline<'a> {
    context: Context<'a>,
    pub(crate) instance: Instance,
    told: u64,
}

impl<'a> Timeline<'a> {
    pub(crate) fn new(context: Context<'a>, instance: &Instance) -> Self {
        Self {
            context,
            instance: instance.clone(),
            told: *instance.seq(),
        }
    }

    /// What is known at an instant of this line.
    pub(crate) fn facts(&self, now: DateTime<Utc>) -> Facts<'_> {
        Facts::new(self.context_at(now), &self.instance)
    }

    /// The circumstances of a decision at an instant.
    pub(crate) fn context_at(&self, now: DateTime<Utc>) -> Context<'a> {
        Context {
            now,
            ..self.context
        }
    }

    /// The present instant of the question.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.context.now
    }

    /// The same by another edition of the definition.
    pub(crate) fn facts_by(&self, definition: &'a Definition, now: DateTime<Utc>) -> Facts<'_> {
        Facts::new(
            Context {
                now,
                definition,
                ..self.context
            },
            &self.instance,
        )
    }

    pub(crate) fn value(&self, expression: &Expression, now: DateTime<Utc>) -> Option<Value> {
        expression.evaluate(&self.facts(now).scope()).ok()
    }

    pub(crate) fn tell(&mut self, at: DateTime<Utc>, event: Event) {
        self.told += 1;
        let recorded = Recorded {
            seq: self.told,
            at,
            cause: reglament_core::CommandId(String::new()),
            actor: Actor::System,
            event,
        };
        self.instance.apply(&recorded);
    }

    /// A token comes to a step.
    pub(crate) fn enter(&mut self, step: &Step, at: DateTime<Utc>) {
        let token = self.token();
        self.tell(
            at,
            Event::Flow(FlowEvent::StepEntered {
                token,
                step: step.id.clone(),
            }),
        );
    }

    /// It is done and left.
    pub(crate) fn leave(&mut self, step: &Step, at: DateTime<Utc>) {
        let token = self.instance.token_at(&step.id);
        let token = token.unwrap_or_else(|| self.token());
        self.tell(
            at,
            Event::Flow(FlowEvent::StepLeft {
                token,
                step: step.id.clone(),
            }),
        );
    }

    /// A person does the task: open ones of the instance, or the one that will be there.
    pub(crate) fn complete(&mut self, step: &Step, outcome: Option<&str>, at: DateTime<Utc>) {
        let open = self.instance.tasks().iter();
        let mut tasks: Vec<TaskId> = open
            .filter(|(_, task)| task.step == step.id)
            .map(|(id, _)| *id)
            .collect();
        if tasks.is_empty() {
            tasks.push(TaskId(u32::MAX));
        }
        let on = local_date(at, self.context.definition.zone);
        for task in tasks {
            self.tell(
                at,
                Event::Task(TaskEvent::Completed {
                    task,
                    step: step.id.clone(),
                    by: Value::Record(BTreeMap::new()),
                    outcome: outcome.map(str::to_owned),
                    on,
                    on_behalf: None,
                }),
            );
        }
    }

    /// A register gives a number, which nobody knows yet, on a day that is forecast.
    pub(crate) fn number(&mut self, step: &Step, draw: &DrawDocument, at: DateTime<Utc>) {
        let Some(register) = draw.register.clone() else {
            return;
        };
        let on = local_date(at, self.context.definition.zone);
        self.tell(
            at,
            Event::Paper(PaperEvent::NumberAssigned {
                step: step.id.clone(),
                register,
                year: 0,
                number: 0,
                text: "…".to_owned(),
                on,
                entry: BTreeMap::new(),
                code: None,
            }),
        );
    }

    /// Sets what can be computed, also from what a message says; what cannot stays as it is.
    pub(crate) fn assign(
        &mut self,
        values: &[(String, Expression)],
        at: DateTime<Utc>,
        message: Option<&BTreeMap<String, Value>>,
    ) {
        for (field, expression) in values {
            let facts = match message {
                Some(said) => self.facts(at).with("message", Value::Record(said.clone())),
                None => self.facts(at),
            };
            let value = expression.evaluate(&facts.scope()).ok();
            if let Some(value) = value.filter(|value| !value.is_null()) {
                let values = BTreeMap::from([(field.clone(), value)]);
                self.tell(at, Event::Instance(InstanceEvent::DataSet { values }));
            }
        }
    }

    /// Somebody joins a `for_each`.
    pub(crate) fn join(&mut self, step: &Step, process: &str, at: DateTime<Utc>) {
        let id = InstanceId(format!("{}.…", self.instance.id()));
        self.tell(
            at,
            Event::Item(ItemEvent::Added {
                step: step.id.clone(),
                item: id,
                receipt: String::new(),
                process: process.to_owned(),
                data: BTreeMap::new(),
                reports: BTreeSet::new(),
                reason: None,
            }),
        );
    }

    fn token(&self) -> TokenId {
        let last = self.instance.tokens().keys().next_back();
        TokenId(last.map_or(0, |token| token.0).saturating_add(1))
    }
}
