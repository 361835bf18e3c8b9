//! What people, clocks and others may do to the instances of a run, right or wrong.

use std::collections::BTreeMap;

use chrono::Duration;
use reglament_core::*;
use serde_json::json;

use super::generate::{PEOPLE, Tape};
use super::laws::Machine;
use super::machines;

impl Machine<'_> {
    pub(super) fn command(&mut self, id: &InstanceId, tape: &mut Tape<'_>) -> (Actor, Command) {
        let person = Actor::Person(PEOPLE[tape.below(4)].to_owned());
        let event = |event: &str| Command::RaiseEvent {
            event: event.into(),
            reason: None,
        };
        match tape.below(14) {
            12.. => {
                let (by, command) = super::people::command(&self.instances[id], tape);
                (Actor::Person(by), command)
            }
            0..=3 => (person, self.complete(id, tape)),
            4..=5 => (Actor::System, self.fire(id, tape)),
            6 => (Actor::System, news()),
            7 => (person, self.join(id, tape)),
            10..=11 => (Actor::System, machines::answer(&self.instances[id], tape)),
            8 if tape.below(3) == 0 => (Actor::Applicant, event("withdrawal")),
            8 if tape.below(4) == 0 => {
                let reason = "Передумали".to_owned();
                let privileged = tape.chance(30);
                (person, Command::Cancel { reason, privileged })
            }
            8 if tape.below(3) == 0 => (person, self.correct(id, tape)),
            8 => {
                self.now += Duration::hours(i64::try_from(tape.below(200)).unwrap_or(1));
                (person, event("unknown"))
            }
            _ => {
                let incident = self.instances[id].incidents().keys().next().copied();
                let incident = incident.unwrap_or(IncidentId(5));
                match tape.below(3) {
                    0 => (person, self.pass(id, incident, tape)),
                    _ => (person, Command::ResolveIncident { incident }),
                }
            }
        }
    }

    /// Going on without the step of an incident, mostly by a way that there is.
    fn pass(&self, id: &InstanceId, incident: IncidentId, tape: &mut Tape<'_>) -> Command {
        let instance = &self.instances[id];
        let definition = instance.definition().as_ref();
        let definition = definition.map(|found| &self.package.definitions[&found.process]);
        let stuck = instance.incidents().get(&incident);
        let step = definition.zip(stuck).and_then(|(definition, stuck)| {
            Some(ways_on(definition, definition.step(&stuck.step)?))
        });
        let ways = step.unwrap_or_default();
        let way = ways.get(tape.below(ways.len().max(1))).cloned();
        Command::PassIncident {
            incident,
            to: way.unwrap_or_default(),
            reason: "Иначе никак".to_owned(),
            privileged: tape.below(4) > 0,
        }
    }

    fn complete(&self, id: &InstanceId, tape: &mut Tape<'_>) -> Command {
        let tasks: Vec<TaskId> = self.instances[id].tasks().keys().copied().collect();
        let task = tasks
            .get(tape.below(tasks.len()))
            .copied()
            .unwrap_or(TaskId(99));
        let outcomes = [None, Some("yes"), Some("no"), Some("perhaps")];
        let answers = [
            json!(null),
            json!(5),
            json!("30"),
            json!(95),
            json!("сто"),
            json!([1]),
        ];
        let outcome = outcomes[tape.below(4)].map(str::to_owned);
        let answer = answers[tape.below(6)].clone();
        let input = match tape.below(8) {
            0 | 1 => RawInput::new(),
            2 => RawInput::from_iter([("odd".into(), answer)]),
            _ => RawInput::from_iter([("n".into(), answer)]),
        };
        Command::CompleteTask {
            task,
            outcome,
            input,
        }
    }

    /// Correcting what was handed in, mostly a field that may be corrected.
    fn correct(&self, id: &InstanceId, tape: &mut Tape<'_>) -> Command {
        let instance = &self.instances[id];
        let definition = instance.definition().as_ref();
        let definition = definition.map(|found| &self.package.definitions[&found.process]);
        let form = definition.map(|definition| correctable(definition, instance));
        let fields = form.map(|form| form.fields).unwrap_or_default();
        let field = fields.get(tape.below(fields.len().max(1)));
        let name = field.map_or("odd", |field| field.name.as_str()).to_owned();
        let values = [
            json!(null),
            json!(40),
            json!("7"),
            json!("2021-10-20"),
            json!([]),
        ];
        let value = values[tape.below(5)].clone();
        Command::CorrectData {
            input: RawInput::from_iter([(name, value)]),
            reason: "Описка".to_owned(),
            privileged: tape.below(4) > 0,
        }
    }

    /// A timer, mostly at its moment, sometimes too early.
    pub(super) fn fire(&mut self, id: &InstanceId, tape: &mut Tape<'_>) -> Command {
        let timers: Vec<_> = self.instances[id]
            .timers()
            .iter()
            .map(|(id, t)| (*id, t.at))
            .collect();
        let chosen = timers.get(tape.below(timers.len())).copied();
        let (timer, at) = chosen.unwrap_or((TimerId(77), self.now));
        if tape.below(4) != 0 {
            self.now = self.now.max(at);
        }
        Command::FireTimer { timer }
    }

    fn join(&self, id: &InstanceId, tape: &mut Tape<'_>) -> Command {
        let tokens = self.instances[id].tokens().values();
        let steps: Vec<String> = tokens.map(|token| token.step.clone()).collect();
        Command::AddItem {
            step: steps
                .get(tape.below(steps.len()))
                .cloned()
                .unwrap_or_default(),
            input: RawInput::from_iter([("n".into(), json!(tape.below(60)))]),
            receipt: "C".into(),
            reason: (tape.below(2) == 0).then(|| "опоздал".to_owned()),
        }
    }
}

fn news() -> Command {
    let n = reglament_expression::Value::Number(3.into());
    Command::Receive {
        message: "news".into(),
        from: InstanceId::from("x"),
        data: BTreeMap::from([("n".to_owned(), n)]),
    }
}
