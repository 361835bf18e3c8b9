//! What a task says about people: in whose place the viewer acts, what they may do with it, how a vote stands.

use std::collections::BTreeSet;

use reglament_core::{Candidacy, DISSENT, Standing, Task, chairs, may_reassign, may_remind};
use reglament_definition::{Step, StepKind, Title, UserTask};
use reglament_expression::Value;

use super::case::{Case, name};
use crate::{
    view::{ActingFor, FieldKindView, FieldView, PersonOption, TaskActions, VoteView},
    words,
};

/// In whose place the person would act.
pub(super) fn acting_for(case: &Case, task: &Task, person: &str) -> Option<ActingFor> {
    let doers = case.doers(task);
    let doer = doers.into_iter().find(|doer| doer.person == person)?;
    let of = doer.standing.of()?;
    Some(ActingFor {
        name: name(&case.package, of),
        order: match &doer.standing {
            Standing::Substitute { order, .. } => Some(order.clone()),
            Standing::Own | Standing::Delegate { .. } => None,
        },
    })
}

/// Whether the person would be among those who may, were it not for the exclusions.
pub(super) fn in_conflict(case: &Case, task: &Task, person: &str) -> bool {
    let excluded = case.instance.excluded(task);
    let nobody = BTreeSet::new();
    let unlimited = Candidacy::of_task(task, &nobody).free();
    let all = case.eligible(&unlimited);
    excluded.contains(person) && all.iter().any(|doer| doer.person == person)
}

/// Whether the person may hand an open task to somebody else for good.
pub(super) fn oversees(case: &Case, task: &Task, person: &str) -> bool {
    let step = case.definition.step(&task.step);
    let Some(StepKind::UserTask(kind)) = step.map(|step| &step.kind) else {
        return false;
    };
    let process = case.definition.reference.process.as_str();
    let of = (process, &**kind);
    let organisation = &case.package.organisation;
    !task.ballot && may_reassign(organisation, &case.absences, case.today(), of, person)
}

/// What the person may do with the task beside doing it.
pub(super) fn actions(
    case: &Case,
    step: &Step,
    kind: &UserTask,
    task: &Task,
    person: &str,
) -> TaskActions {
    let doers = case.doers(task);
    let own = doers.iter().find(|doer| doer.person == person);
    let mine = own.is_some();
    let claimed = task.claimed_by.as_deref() == Some(person);
    let delegated = task.delegated_by.as_deref() == Some(person);
    let organisation = &case.package.organisation;
    let process = case.definition.reference.process.as_str();
    let of = (process, kind);
    let watches = || may_remind(organisation, &case.absences, case.today(), of, person);
    let due = task.due.as_ref().filter(|due| due.held.is_none());
    let late = due.is_some_and(|due| due.at <= case.now);
    let told = task.escalated_on == Some(case.today());
    let chairs_it = |vote: &reglament_definition::Vote| {
        let found = case.with_facts(|facts| chairs(facts, &vote.chair).unwrap_or_default());
        found.iter().any(|id| id == person) && case.instance.token_at(&step.id).is_some()
    };
    TaskActions {
        claim: mine && !claimed && !task.ballot && (doers.len() > 1 || task.claimed_by.is_some()),
        give_back: mine && claimed || delegated,
        delegate: own.is_some_and(|doer| doer.standing == Standing::Own)
            && !task.ballot
            && !task.signature
            && task.delegated_by.is_none(),
        reassign: oversees(case, task, person),
        escalate: late && !told && watches(),
        recuse: mine && kind.vote.as_ref().is_some_and(|vote| vote.recusal),
        close_vote: kind.vote.as_ref().is_some_and(chairs_it),
    }
}

/// People to whom the task may be handed over, by name.
pub(super) fn options(
    case: &Case,
    task: &Task,
    person: &str,
    actions: TaskActions,
) -> Vec<PersonOption> {
    if !actions.delegate && !actions.reassign {
        return Vec::new();
    }
    let excluded = case.instance.excluded(task);
    let today = case.today();
    let people = case.package.organisation.people.values();
    let free = people.filter(|known| !excluded.contains(&known.id));
    let free = free.filter(|known| actions.reassign || known.id != person);
    let mut options: Vec<PersonOption> = free
        .map(|known| PersonOption {
            id: known.id.clone(),
            title: format!(
                "{}, {}",
                words::full_name(&known.name),
                known.position_on(today)
            ),
        })
        .collect();
    options.sort_by(|a, b| a.title.cmp(&b.title));
    options
}

/// The field for a dissenting opinion.
pub(super) fn dissent() -> FieldView {
    FieldView {
        name: DISSENT.to_owned(),
        title: Title {
            ru: "Особое мнение".into(),
            en: Some("Dissenting opinion".into()),
        },
        hint: None,
        kind: FieldKindView::LongText,
        required: false,
        value: serde_json::Value::Null,
    }
}

/// How the vote of the step stands.
pub(super) fn vote(case: &Case, step: &Step, kind: &UserTask) -> Option<VoteView> {
    let rules = kind.vote.as_ref()?;
    let record = case.instance.steps().get(&step.id)?;
    let vote = record.vote.as_ref()?;
    let told = |by: &Value| by.get("name").map(words::full_name).unwrap_or_default();
    let open = case.instance.tasks().values();
    let open = open.filter(|task| task.step == step.id);
    let awaited = open.flat_map(|task| task.people.iter().flatten());
    Some(VoteView {
        members: vote.members,
        needed: vote.needed,
        voted: record.signatures.iter().map(|s| told(&s.by)).collect(),
        awaited: awaited.map(|id| name(&case.package, id)).collect(),
        recused: vote.recusals.iter().map(|r| told(&r.by)).collect(),
        secret: vote.secret,
        dissent: rules.dissent,
    })
}
