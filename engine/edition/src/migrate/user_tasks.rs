//! An open user task goes over when the same people do it: whom it was given to, who signs, how a vote is counted.

use std::collections::BTreeSet;

use reglament_core::{Task, TokenId};
use reglament_definition::{EachRow, Majority, People, Quorum, Step, UserTask};
use reglament_expression::Expression;

use super::{Planning, tokens::notices};

impl Planning<'_> {
    pub(super) fn check_user_task(
        &mut self,
        token: TokenId,
        step: &Step,
        old: &UserTask,
        new: &UserTask,
        stuck: bool,
    ) {
        let signers = |task: &UserTask| task.signed_by.iter().cloned().collect::<BTreeSet<_>>();
        if signers(old) != signers(new) {
            self.refuse_step(
                "signatures_changed",
                step,
                "в новой редакции подписывают другие",
                "is signed by others in the new edition",
            );
        }
        if self.people(old, true) != self.people(new, false) {
            self.refuse_step(
                "people_changed",
                step,
                "в новой редакции поручен другим людям или иначе",
                "is given to other people or otherwise in the new edition",
            );
        }
        if rules(old) != rules(new) {
            self.refuse_step(
                "vote_changed",
                step,
                "начал голосование, правила которого в новой редакции другие",
                "has begun a vote whose rules differ in the new edition",
            );
        }
        let outcome = self
            .instance
            .steps()
            .get(&step.id)
            .and_then(|record| record.outcome.as_ref());
        let lost = outcome.is_some_and(|id| !new.outcomes.iter().any(|o| o.id == *id));
        if stuck && lost {
            self.refuse_step(
                "outcome_gone",
                step,
                "выполнен с исходом, которого в новой редакции нет",
                "was done with an outcome that the new edition lacks",
            );
        }
        let (before, after): (BTreeSet<_>, BTreeSet<_>) = (
            old.roles.iter().cloned().collect(),
            new.roles.iter().cloned().collect(),
        );
        let open = self
            .instance
            .tasks()
            .iter()
            .filter(|(_, task)| task.token == token);
        let open: Vec<(_, &Task)> = open.map(|(id, task)| (*id, task)).collect();
        for (id, task) in open {
            if !task.signature && task.roles == before && before != after {
                self.plan.roles.insert(id, after.clone());
            }
            if notices(old.deadline.as_ref()) != notices(new.deadline.as_ref()) {
                self.plan.remind.insert(id);
            }
        }
    }

    /// What decides whom the task is given to. Steps of the old version are named as in the new one.
    fn people<'t>(&self, task: &'t UserTask, old: bool) -> Given<'t> {
        let named = |id: &String| match old {
            true => self
                .names
                .get(id.as_str())
                .map_or(id.clone(), |id| (*id).to_owned()),
            false => id.clone(),
        };
        Given {
            each: task.each.as_ref(),
            one_by_one: task.one_by_one,
            assignee: task.offer.assignee.as_ref(),
            filter: task.offer.filter.as_ref(),
            excludes: task.offer.excludes.iter().map(named).collect(),
        }
    }
}

/// Whom a task is given to, besides the holders of its roles.
#[derive(PartialEq)]
struct Given<'t> {
    each: Option<&'t EachRow>,
    one_by_one: bool,
    assignee: Option<&'t Expression>,
    filter: Option<&'t Expression>,
    excludes: BTreeSet<String>,
}

/// How a vote is taken and counted; ballots already cast were cast under these rules.
#[derive(PartialEq)]
struct Rules<'t> {
    members: &'t People,
    chair: &'t People,
    quorum: Quorum,
    secret: bool,
    pass: Majority,
    casting: bool,
    recusal: bool,
    outcomes: Vec<&'t str>,
}

fn rules(task: &UserTask) -> Option<Rules<'_>> {
    let vote = task.vote.as_ref()?;
    Some(Rules {
        members: &vote.members,
        chair: &vote.chair,
        quorum: vote.quorum,
        secret: vote.secret,
        pass: vote.pass,
        casting: vote.casting,
        recusal: vote.recusal,
        outcomes: task
            .outcomes
            .iter()
            .map(|outcome| outcome.id.as_str())
            .collect(),
    })
}
