//! Moving on from a step that is stuck: which ways lead on from it, and why an overseer may not take one.
//!
//! The step is not done by it: what it would have made is not made, and what it would have set stays as it is.

use reglament_definition::{Definition, Step, StepKind};

/// Why it was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassingRefusal {
    /// Only those who oversee the process may.
    NotYours,
    /// It needs a reason.
    ReasonNeeded,
    /// The incident holds no step, or no way leads on from it.
    NoWayOn,
    /// No such way leads on from the step.
    UnknownWay,
}

impl PassingRefusal {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotYours => "passing_not_yours",
            Self::ReasonNeeded => "passing_reason_needed",
            Self::NoWayOn => "passing_no_way_on",
            Self::UnknownWay => "passing_way_unknown",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::NotYours => "Пропустить шаг может тот, кто надзирает за процессом.",
            Self::ReasonNeeded => "Укажите причину: она останется в истории дела.",
            Self::NoWayOn => {
                "Этот шаг нельзя пропустить: за ним ничего нет. Устраните причину и повторите или прекратите дело."
            }
            Self::UnknownWay => "С этого шага нельзя перейти так. Выберите один из путей дальше.",
        }
        .to_owned()
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::NotYours => "Those who oversee the process may skip a step.",
            Self::ReasonNeeded => "Give a reason: it stays in the history of the case.",
            Self::NoWayOn => {
                "This step cannot be skipped: nothing follows it. Mend the cause and try again, or cancel the case."
            }
            Self::UnknownWay => "No such way leads on from this step. Choose one of those there are.",
        }
        .to_owned()
    }
}

/// The ways on from a step in the order written, each the steps that begin together; none from an end. A step that only undoes
/// another leads nowhere, and its way is empty: whatever began it goes on.
///
/// What happens beside the course of a step (its events) is no way on: nobody may say that it has happened.
pub fn ways_on(definition: &Definition, step: &Step) -> Vec<Vec<String>> {
    let mut ways: Vec<Vec<String>> = Vec::new();
    for way in written(step) {
        if !way.is_empty() && !ways.iter().any(|known| known == way) {
            ways.push(way.to_vec());
        }
    }
    let undoes = |other: &Step| other.undo.as_deref() == Some(step.id.as_str());
    if ways.is_empty() && definition.steps.iter().any(undoes) {
        ways.push(Vec::new());
    }
    ways
}

fn written(step: &Step) -> Vec<&[String]> {
    match &step.kind {
        StepKind::UserTask(task) => {
            let outcomes = task.outcomes.iter().map(|outcome| &outcome.next);
            let vote = task
                .vote
                .iter()
                .flat_map(|vote| [&vote.tie, &vote.no_quorum]);
            let all = outcomes.chain(vote).chain([&task.next]);
            all.map(Vec::as_slice).collect()
        }
        StepKind::Decision(decision) => decision.ways(),
        StepKind::Wait(wait) => wait.ways(),
        StepKind::Call(call) => {
            let outcomes = call.outcomes.values().map(Vec::as_slice);
            outcomes.chain([call.next.as_slice()]).collect()
        }
        StepKind::Join(join) => vec![&join.next],
        StepKind::ForEach(each) => vec![&each.next],
        StepKind::Send(send) => vec![&send.next],
        StepKind::Mail(mail) => vec![&mail.next],
        StepKind::Document(document) => vec![&document.next],
        StepKind::Set(set) => vec![&set.next],
        StepKind::Service(service) => vec![&service.next],
        StepKind::Publish(publish) => vec![&publish.next],
        StepKind::Test(test) => vec![&test.next],
        StepKind::Regrade(regrade) => vec![&regrade.next],
        StepKind::Compensate(compensate) => vec![&compensate.next],
        StepKind::End(_) => Vec::new(),
    }
}
