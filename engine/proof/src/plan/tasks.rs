//! User tasks: a way for every outcome, with the fields that the form and the outcome demand.

use reglament_definition::{Form, Outcome, Step, UserTask};

use super::papers::drawn;
use super::{Builder, Given, Kind, Node, Op, Told, Use, Way, counted, dated, must};

impl Builder<'_> {
    pub(super) fn user_task(&self, step: &Step, task: &UserTask) -> Node {
        let mut entry = Vec::new();
        if let Some(deadline) = &task.deadline {
            counted(deadline, &mut entry);
            entry.push(Op::Put(dated(&step.id, "due"), Given::Filled));
        }
        if let Some(each) = &task.each {
            entry.push(Op::Read(must(each.list.shape()), Use::Rule));
        }
        if let Some(not_by) = &task.not_by {
            entry.push(Op::Read(not_by.shape(), Use::Rule));
        }
        if let Some(letter) = &task.letter {
            self.letter(letter, &mut entry);
        }
        self.asked(task, &mut entry);
        if let Some(vote) = &task.vote {
            return self.vote(step, task, vote, entry);
        }
        // With a task for each person the answers stand in `<step>.answers`, and the step has one way on.
        let ways = if task.outcomes.is_empty() || task.each.is_some() {
            vec![self.done(step, task, None)]
        } else {
            (0..task.outcomes.len())
                .map(|place| self.done(step, task, Some(place)))
                .collect()
        };
        let ways = ways.into_iter().chain(self.silent(step, task)).collect();
        Node {
            kind: Kind::Waits,
            entry,
            ways,
        }
    }

    /// The due date passes and that is the answer: nobody fills in or signs anything.
    fn silent(&self, step: &Step, task: &UserTask) -> Option<Way> {
        let silence = task.silence.as_ref()?;
        let outcome = task.outcomes.iter().find(|o| o.id == silence.outcome);
        let own = outcome.map(|outcome| &outcome.next);
        let next = own.filter(|next| !next.is_empty()).unwrap_or(&task.next);
        Some(Way {
            ops: vec![Op::Put(dated(&step.id, "answer"), Given::Filled)],
            ..self.way(Told::Silent, next)
        })
    }

    pub(super) fn done(&self, step: &Step, task: &UserTask, place: Option<usize>) -> Way {
        let outcome = place.and_then(|place| task.outcomes.get(place));
        let mut ops = match task.each {
            Some(_) => Vec::new(),
            None => filled(&task.form, outcome),
        };
        for check in task.form.checks.iter().filter(|_| task.each.is_none()) {
            ops.push(Op::Read(check.must.shape(), Use::FormCheck));
        }
        ops.push(Op::Put(dated(&step.id, "signed"), Given::Filled));
        ops.push(Op::Put(dated(&step.id, "answer"), Given::Filled));
        if let Some(document) = &task.document {
            ops.extend(drawn(&step.id, document));
        }
        let own = outcome.map(|outcome| &outcome.next);
        let next = own.filter(|next| !next.is_empty()).unwrap_or(&task.next);
        Way {
            ops,
            ..self.way(Told::Done(place), next)
        }
    }
}

/// The fields of a form as they are after it was accepted.
pub(super) fn filled(form: &Form, outcome: Option<&Outcome>) -> Vec<Op> {
    let required = |name: &String| outcome.is_some_and(|outcome| outcome.requires.contains(name));
    let ops = form.fields.iter().map(|field| {
        let certain = field.required || required(&field.name);
        let given = if certain { Given::Filled } else { Given::Asked };
        Op::Put(field.name.clone(), given)
    });
    ops.collect()
}
