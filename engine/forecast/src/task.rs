//! User tasks: done at once, in the usual time, or on the last day of the term.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use reglament_core::{DueDate, TokenId};
use reglament_definition::{Deadline, Step, StepKind, UserTask};
use reglament_expression::Value;

use crate::absence::{Presence, presence};
use crate::choice::{Way, split};
use crate::limits::MAX_QUEUE;
use crate::walk::{Here, Stay, Walk};
use crate::{Assumed, Line, Span, When};

impl<'a> Walk<'a> {
    pub(crate) fn user_task(&mut self, here: Here, step: &'a Step, task: &'a UserTask) -> Stay<'a> {
        let mut due = [None, None, None];
        let left = Span::of(|line| match here.entered.get(line) {
            When::At(entered) => {
                let counted = self.due_of(here, step, line, entered);
                if let Ok(counted) = &counted {
                    due[line.index()].clone_from(counted);
                }
                let mut done = self.done(here, step, task, line, (entered, counted.ok()));
                for _ in 1..self.queue(here, step, task, entered) {
                    let When::At(began) = done else { break };
                    let next = Here { live: None, ..here };
                    let counted = self.due_of(next, step, line, began);
                    done = self.done(next, step, task, line, (began, counted.ok()));
                }
                done
            }
            other => other,
        });
        let ways: Vec<Way<'a>> = if task.outcomes.is_empty() {
            vec![Way {
                key: String::new(),
                title: String::new(),
                targets: &task.next,
            }]
        } else {
            let outcomes = task.outcomes.iter();
            outcomes
                .map(|outcome| Way {
                    key: outcome.id.clone(),
                    title: outcome.title.ru.clone(),
                    targets: if outcome.next.is_empty() {
                        &task.next
                    } else {
                        &outcome.next
                    },
                })
                .collect()
        };
        let chosen = self.choose(here.index, step, &ways, 0);
        let outcome = task.outcomes.get(chosen).map(|outcome| outcome.id.as_str());
        for line in Line::ALL {
            if let When::At(at) = left.get(line) {
                let line = &mut self.lines[line.index()];
                line.complete(step, outcome, at);
                if let Some(draw) = &task.document {
                    line.number(step, draw, at);
                }
            }
        }
        Stay {
            due,
            left,
            ways: split(ways, chosen, left),
            beside: Vec::new(),
        }
    }

    /// How many people do it one after another; 1 when they do it side by side.
    fn queue(&mut self, here: Here, step: &Step, task: &UserTask, entered: DateTime<Utc>) -> usize {
        let Some(people) = task.each.as_ref().filter(|_| task.one_by_one) else {
            return 1;
        };
        let Some(count) = self.rows(people, entered) else {
            self.note(Some(step), Assumed::ListUnknown);
            return 1;
        };
        let line = &self.lines[Line::Expected.index()].instance;
        let record = line.steps().get(&step.id).filter(|_| here.live.is_some());
        let done = record.map_or(0, |record| record.signatures.len());
        let left = count.saturating_sub(done).clamp(1, MAX_QUEUE);
        self.note(
            Some(step),
            Assumed::OneByOne(u32::try_from(left).unwrap_or(u32::MAX)),
        );
        left
    }

    /// When the task is done. The due date is none inside when there is none, and none outside when nobody can tell.
    fn done(
        &mut self,
        here: Here,
        step: &Step,
        task: &UserTask,
        line: Line,
        (entered, due): (DateTime<Utc>, Option<Option<DueDate>>),
    ) -> When {
        let floor = self.floor(here, entered);
        let usual = self.usual(step, line, entered);
        let last = due.as_ref().map(|due| due.as_ref().map(last_moment));
        if line == Line::Expected
            && here.live.is_some()
            && last.flatten().is_some_and(|at| at < floor)
        {
            self.note(Some(step), Assumed::Overdue);
        }
        let whole = match (last, usual) {
            (None, _) => None,
            (Some(Some(last)), _) => Some(last.max(floor)),
            (Some(None), usual) => Some(usual.unwrap_or(floor).max(floor)),
        };
        let done = match line {
            Line::Earliest => Some(floor),
            Line::Expected => {
                match (usual, last) {
                    (None, Some(Some(_))) => self.note(Some(step), Assumed::WholeTerm),
                    (None, Some(None)) => self.note(Some(step), Assumed::NoTerm),
                    _ => {}
                }
                usual.map(|at| at.max(floor)).or(whole)
            }
            Line::Latest => return whole.map_or(When::Unknown, When::At),
        };
        match done {
            Some(at) => When::At(self.somebody(here, step, task, line, at)),
            None => When::Unknown,
        }
    }

    /// The due date of a task: that of the open task, or what the rule gives for one that begins at `entered`.
    fn due_of(
        &mut self,
        here: Here,
        step: &Step,
        line: Line,
        entered: DateTime<Utc>,
    ) -> Result<Option<DueDate>, ()> {
        if let Some(token) = here.live {
            return Ok(self.open_due(token, line));
        }
        let earlier = self.asked.earlier.filter(|earlier| entered < earlier.until);
        let former = earlier.and_then(|earlier| {
            let step = earlier.definition.step(&step.id)?;
            Some((earlier.definition, deadline(step)?))
        });
        let (definition, rule) = match (former, deadline(step)) {
            (Some(former), _) => former,
            (None, Some(own)) => (self.definition(), own),
            (None, None) => return Ok(None),
        };
        let counted = self.lines[line.index()]
            .facts_by(definition, entered)
            .due(rule);
        counted.map(Some).map_err(|problem| {
            self.note(Some(step), Assumed::DueUnknown(problem.ru, problem.en));
        })
    }

    fn open_due(&self, token: TokenId, line: Line) -> Option<DueDate> {
        let instance = &self.lines[line.index()].instance;
        let tasks = instance.tasks().values().filter(|task| task.token == token);
        let dues = tasks.filter_map(|task| task.due.as_ref());
        let recounted = dues.map(|due| {
            let anew = self
                .asked
                .recount
                .then(|| due.by_calendar(self.asked.context.calendar));
            anew.flatten().unwrap_or_else(|| due.clone())
        });
        recounted.max_by_key(|due| due.at)
    }

    /// When it is usually done, by the history or by the author's word.
    pub(crate) fn usual(
        &mut self,
        step: &Step,
        line: Line,
        entered: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let learnt = self
            .asked
            .history()
            .and_then(|history| history.duration(&step.id));
        if let Some((duration, cases)) = learnt {
            if line == Line::Expected {
                self.note(Some(step), Assumed::History(cases));
            }
            return entered.checked_add_signed(duration);
        }
        let term = step.expected.as_ref()?;
        let after = self.lines[line.index()].facts(entered).after(term).ok()?;
        if line == Line::Expected {
            self.note(Some(step), Assumed::Declared);
        }
        Some((after - TimeDelta::seconds(1)).max(entered))
    }

    /// From when on somebody is there to do it.
    fn somebody(
        &mut self,
        here: Here,
        step: &Step,
        task: &UserTask,
        line: Line,
        at: DateTime<Utc>,
    ) -> DateTime<Utc> {
        if self.asked.absences.is_empty() {
            return at;
        }
        let mut done = at;
        for (roles, not_by) in self.needed(here, task, line, at) {
            let there = presence(
                &self.asked.context,
                self.asked.absences,
                roles.iter(),
                &not_by,
                at,
            );
            match there {
                Presence::Usual => {}
                Presence::Substitute(person) => self.note(Some(step), Assumed::Substitute(person)),
                Presence::From(back) => {
                    let zone = self.definition().zone;
                    let day = reglament_calendar::local_date(back, zone);
                    self.note(Some(step), Assumed::Absent(day.to_string()));
                    done = done.max(back);
                }
            }
        }
        done
    }

    /// Whose work is needed: for each signature the roles that may give it and the people who may not.
    fn needed(
        &self,
        here: Here,
        task: &UserTask,
        line: Line,
        at: DateTime<Utc>,
    ) -> Vec<(Vec<String>, BTreeSet<String>)> {
        let line = &self.lines[line.index()];
        if let Some(token) = here.live {
            let tasks = line.instance.tasks().values();
            let own = tasks.filter(|task| task.token == token);
            return own
                .map(|task| (task.roles.iter().cloned().collect(), task.not_by.clone()))
                .collect();
        }
        let excluded = task
            .not_by
            .as_ref()
            .and_then(|people| line.value(people, at));
        let excluded = excluded.map(|value| ids(&value)).unwrap_or_default();
        if task.signed_by.is_empty() {
            return vec![(task.roles.clone(), excluded)];
        }
        let signers = task.signed_by.iter();
        signers
            .map(|role| (vec![role.clone()], excluded.clone()))
            .collect()
    }
}

/// The last second in which the work is in time.
fn last_moment(due: &DueDate) -> DateTime<Utc> {
    due.at - TimeDelta::seconds(1)
}

fn deadline(step: &Step) -> Option<&Deadline> {
    match &step.kind {
        StepKind::UserTask(task) => task.deadline.as_ref(),
        _ => None,
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
