//! Machines in random definitions: services with a worker or a webhook, publications; and what machines answer.

use reglament_calendar::Term;
use reglament_core::{Command, Instance, JobId, RawInput};
use reglament_definition::*;
use reglament_expression::Template;
use serde_json::json;

use super::generate::{Tape, expression};

pub(super) fn service(
    next: Vec<String>,
    deadline: Option<Deadline>,
    tape: &mut Tape<'_>,
) -> ServiceStep {
    let minute = Term::parse("1 минута").expect("the sample term is right");
    ServiceStep {
        performer: if tape.chance(50) {
            Performer::Worker("checks".into())
        } else {
            Performer::Webhook("registry".into())
        },
        give: vec![("n".into(), expression("n ?? 0"))],
        result: vec![Field {
            name: "n".into(),
            title: Title::russian("n"),
            kind: DataKind::Integer {
                min: None,
                max: Some(99),
            },
            hint: None,
            confidential: false,
            personal: false,
            is: None,
        }],
        take: vec![(
            "n".into(),
            expression(["result.n", "result.n + 1"][tape.below(2)]),
        )],
        retries: Retries {
            times: u32::try_from(tape.below(3)).unwrap_or(0),
            delays: vec![minute],
        },
        deadline,
        next,
    }
}

pub(super) fn publish(next: Vec<String>, n: usize, tape: &mut Tape<'_>) -> PublishStep {
    let template = |text: &str| Template::parse(text).expect("the sample template is right");
    let text = tape.chance(50);
    let replaces = tape.chance(50).then(|| format!("s{n}"));
    PublishStep {
        page: "news".into(),
        heading: (text || tape.chance(50)).then(|| template("Число {{ n ?? 0 }}")),
        what: if text {
            Publication::Text(template("{{ n ?? 0 }}"))
        } else {
            Publication::Document(format!("s{}", tape.below(n.max(1))))
        },
        until: tape.chance(30).then(|| expression("date('2021-11-01')")),
        replaces: replaces.into_iter().collect(),
        next,
    }
}

/// What a machine says of a job, mostly of an open one.
pub(super) fn answer(instance: &Instance, tape: &mut Tape<'_>) -> Command {
    let jobs: Vec<JobId> = instance.jobs().keys().copied().collect();
    let job = jobs.get(tape.below(jobs.len())).copied();
    let (job, by) = (job.unwrap_or(JobId(88)), "machine".to_owned());
    let result = match tape.below(6) {
        0 => json!({}),
        1 => json!({"n": "сто"}),
        2 => json!({"n": [1], "odd": true}),
        3 => json!({"n": 100}),
        _ => json!({"n": 5, "odd": true}),
    };
    if tape.chance(50) {
        let result: RawInput = result.as_object().cloned().unwrap_or_default();
        return Command::CompleteJob { job, by, result };
    }
    Command::FailJob {
        job,
        by,
        message: "не вышло".into(),
        retry_in: tape.chance(20).then_some(u64::MAX),
        give_up: tape.chance(20),
        error_code: tape.chance(30).then(|| "refused".into()),
    }
}
