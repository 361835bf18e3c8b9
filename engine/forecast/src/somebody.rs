//! Who is wanted for a task, and from when on one of them is there.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use reglament_calendar::local_date;
use reglament_definition::{Step, UserTask};
use reglament_expression::{Expression, Value};

use crate::absence::{Presence, Wanted};
use crate::walk::{Here, Walk};
use crate::{Assumed, Line};

impl Walk<'_> {
    /// From when on somebody is there to do it.
    pub(crate) fn somebody(
        &mut self,
        here: Here,
        step: &Step,
        task: &UserTask,
        line: Line,
        at: DateTime<Utc>,
    ) -> DateTime<Utc> {
        if self.absences.is_empty() {
            return at;
        }
        let mut done = at;
        for wanted in self.wanted(here, task, line, at) {
            match wanted.presence(&self.asked.context, &self.absences, at) {
                Presence::Usual => {}
                Presence::Substitute(person) => {
                    let name = self.name(&person);
                    self.note(Some(step), Assumed::Substitute(name));
                }
                Presence::From(back) => {
                    let zone = self.definition().zone;
                    let day = local_date(back, zone);
                    self.note(Some(step), Assumed::Absent(day));
                    done = done.max(back);
                }
            }
        }
        done
    }

    /// Whose work is wanted: that of the open task or of each of its signatures, or what the rule gives for one to come. A
    /// commission votes without the absent.
    fn wanted(&self, here: Here, task: &UserTask, line: Line, at: DateTime<Utc>) -> Vec<Wanted> {
        let line = &self.lines[line.index()];
        if task.vote.is_some() {
            return Vec::new();
        }
        if let Some(token) = here.live {
            let tasks = line.instance.tasks().values();
            let own = tasks.filter(|task| task.token == token);
            return own
                .map(|task| Wanted {
                    roles: task.roles.clone(),
                    people: task.people.clone(),
                    excluded: line.instance.excluded(task),
                    claimed_by: task.claimed_by.clone(),
                    delegated_by: task.delegated_by.clone(),
                })
                .collect();
        }
        let people = |expression: &Option<Expression>| {
            let value = line.value(expression.as_ref()?, at)?;
            Some(ids(&value)).filter(|ids| !ids.is_empty())
        };
        let wanted = |roles: BTreeSet<String>| Wanted {
            roles,
            people: people(&task.offer.assignee),
            excluded: people(&task.not_by).unwrap_or_default(),
            ..Wanted::default()
        };
        if task.signed_by.is_empty() {
            return vec![wanted(task.roles.iter().cloned().collect())];
        }
        let signers = task.signed_by.iter();
        signers
            .map(|role| wanted(BTreeSet::from([role.clone()])))
            .collect()
    }

    /// The name of a person as people know it.
    fn name(&self, person: &str) -> String {
        let known = self.asked.context.organisation.people.get(person);
        let part = |key: &str| known?.name.get(key)?.as_text();
        let parts = ["family", "given", "patronymic"]
            .into_iter()
            .filter_map(part);
        match parts.collect::<Vec<_>>().join(" ") {
            name if name.is_empty() => person.to_owned(),
            name => name,
        }
    }
}

/// Ids of people: texts, or records with `id`, alone or in a list.
fn ids(value: &Value) -> BTreeSet<String> {
    let one = |value: &Value| {
        let id = value
            .as_text()
            .or_else(|| value.get("id").and_then(Value::as_text));
        id.map(str::to_owned)
    };
    match value.as_list() {
        Some(list) => list.iter().filter_map(one).collect(),
        None => one(value).into_iter().collect(),
    }
}
