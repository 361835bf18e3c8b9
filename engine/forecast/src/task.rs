//! User tasks: done at once, in the usual time, or on the last day of the term.

use chrono::{DateTime, TimeDelta, Utc};
use reglament_core::{DueDate, TokenId};
use reglament_definition::{Deadline, Step, StepKind, UserTask, Vote};

use crate::choice::{Way, split, titles};
use crate::limits::MAX_QUEUE;
use crate::suspension::delay;
use crate::walk::{Here, Stay, Walk};
use crate::{Assumed, AssumedTerm, Line, Span, When};

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
        let ways = self.outcomes(task);
        let (left, is_silent) = self.silenced(task, &due, left);
        let answer = task.silence.as_ref().map(|silence| &silence.outcome);
        let answer = ways.iter().position(|way| Some(&way.key) == answer);
        let chosen = match answer.filter(|_| is_silent) {
            Some(answer) => {
                let title = ways[answer].title.clone();
                self.note(Some(step), Assumed::Term(AssumedTerm::Silence(title)));
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

    /// The ways out of a task: its buttons, and where a vote leads that decides nothing.
    fn outcomes(&self, task: &'a UserTask) -> Vec<Way<'a>> {
        let mut ways: Vec<Way<'a>> = task
            .outcomes
            .iter()
            .map(|outcome| Way {
                key: outcome.id.clone(),
                title: outcome.title.ru.clone(),
                targets: match outcome.next.is_empty() {
                    true => &task.next,
                    false => &outcome.next,
                },
            })
            .collect();
        if ways.is_empty() {
            ways.push(Way {
                key: String::new(),
                title: String::new(),
                targets: &task.next,
            });
        }
        for (key, targets) in task.vote.iter().flat_map(undecided) {
            ways.push(Way {
                key: key.to_owned(),
                title: titles(self.definition(), targets),
                targets,
            });
        }
        ways
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
            self.note(
                Some(step),
                Assumed::Term(AssumedTerm::Delayed(delay.num_days())),
            );
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
                self.note(Some(step), Assumed::Term(AssumedTerm::StandsStill));
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
