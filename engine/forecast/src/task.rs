//! User tasks: done at once, in the usual time, or on the last day of the term.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use reglament_core::{DueDate, TokenId};
use reglament_definition::{Deadline, Step, StepKind, UserTask, Vote};
use reglament_expression::{Expression, Value};

use crate::absence::{Presence, Wanted};
use crate::choice::{Way, split, titles};
use crate::limits::MAX_QUEUE;
use crate::suspension::delay;
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
        let mut ways = ways;
        for (key, targets) in task.vote.iter().flat_map(undecided) {
            ways.push(Way {
                key: key.to_owned(),
                title: titles(self.definition(), targets),
                targets,
            });
        }
        let (left, is_silent) = self.silenced(task, &due, left);
        let answer = task.silence.as_ref().map(|silence| &silence.outcome);
        let answer = ways.iter().position(|way| Some(&way.key) == answer);
        let chosen = match answer.filter(|_| is_silent) {
            Some(answer) => {
                let title = ways[answer].title.clone();
                self.note(Some(step), Assumed::Silence(title));
                answer
            }
            None => self.choose(here.index, step, &ways, 0),
        };
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
        if line != Line::Earliest && self.stands_still(here, line) {
            return When::Unknown;
        }
        let usual = self.usual(step, line, entered);
        let delay = due
            .iter()
            .flatten()
            .map(|due| delay(due, self.asked.context.calendar));
        let delay = delay.max().unwrap_or_default();
        let usual = usual.and_then(|at| at.checked_add_signed(delay));
        if usual.is_some() && line == Line::Expected && delay > TimeDelta::zero() {
            self.note(Some(step), Assumed::Delayed(delay.num_days()));
        }
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

    /// Since nobody answers a task in time, its silence does: what is left then, on each line, and whether it is expected.
    fn silenced(&self, task: &UserTask, due: &[Option<DueDate>; 3], left: Span) -> (Span, bool) {
        if task.silence.is_none() {
            return (left, false);
        }
        let lapses = |line: Line, due: &DueDate| match left.get(line) {
            When::At(at) => at >= last_moment(due),
            When::Unknown => true,
            When::Never => false,
        };
        let bounded = Span::of(|line| match &due[line.index()] {
            Some(due) if lapses(line, due) => When::At(due.at),
            _ => left.get(line),
        });
        let expected = due[Line::Expected.index()].as_ref();
        let is_expected = expected.is_some_and(|due| lapses(Line::Expected, due));
        (bounded, is_expected)
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
            if self.stands_still(here, line) {
                self.note(Some(step), Assumed::StandsStill);
                return Err(());
            }
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

    /// Whether the term of the open task is suspended, or depends on one that is, and nobody knows until when.
    fn stands_still(&self, here: Here, line: Line) -> bool {
        let due = here.live.and_then(|token| self.open_due(token, line));
        due.is_some_and(|due| due.held.is_some())
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
                    let day = reglament_calendar::local_date(back, zone);
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

/// Where a vote leads that decides nothing.
fn undecided(vote: &Vote) -> impl Iterator<Item = (&str, &[String])> {
    let ways = [
        ("tie", vote.tie.as_slice()),
        ("no_quorum", vote.no_quorum.as_slice()),
    ];
    ways.into_iter().filter(|(_, targets)| !targets.is_empty())
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
