//! Random choices, joins and waits for the first of several.

use reglament_definition::*;

use super::generate::{Tape, expression};

/// A choice of one way, of several, or by a table.
pub(super) fn decision(way: Vec<String>, otherwise: Vec<String>, tape: &mut Tape<'_>) -> Decision {
    let case = |when: &str, next: &[String]| Case {
        title: None,
        when: expression(when),
        next: next.to_vec(),
    };
    match tape.below(4) {
        0 => Decision {
            cases: vec![case("has(n)", &way), case("(n ?? 0) % 2 == 0", &otherwise)],
            inclusive: true,
            otherwise,
            ..Decision::default()
        },
        1 => Decision {
            table: Some(table(way, &otherwise, tape)),
            otherwise: if tape.chance(70) { otherwise } else { vec![] },
            ..Decision::default()
        },
        _ => Decision {
            cases: vec![case(
                ["n > 10", "has(n) and n % 2 == 0"][tape.below(2)],
                &way,
            )],
            otherwise,
            ..Decision::default()
        },
    }
}

fn table(next: Vec<String>, other: &[String], tape: &mut Tape<'_>) -> DecisionTable {
    let hits = [
        HitPolicy::Unique,
        HitPolicy::First,
        HitPolicy::Any,
        HitPolicy::Priority,
    ];
    let row = |when: &str, value: &str, next: &[String]| TableRow {
        cells: vec![Cell {
            input: 0,
            when: expression(when),
            admits: Admits::Unknown,
        }],
        then: vec![TableOutput {
            field: "n".into(),
            column: None,
            value: expression(value),
        }],
        next: next.to_vec(),
    };
    DecisionTable {
        hit: hits[tape.below(4)],
        inputs: vec![TableInput {
            name: "doubled".into(),
            value: expression("double"),
            domain: Domain::Unknown,
        }],
        outputs: vec!["n".into()],
        rows: vec![
            row("doubled > 30", "doubled", &[]),
            row("doubled > 10", "doubled + 1", other),
            row("doubled <= 10", "10 / doubled", &[]),
        ],
        priority: vec![],
        next,
    }
}

pub(super) fn join(next: Vec<String>, tape: &mut Tape<'_>) -> Join {
    let wait_for = match tape.below(6) {
        0 => WaitFor::All,
        1 | 2 => WaitFor::Any,
        3 => WaitFor::Count(2),
        _ => WaitFor::Taken,
    };
    let rest = if tape.chance(50) {
        Rest::Cancel
    } else {
        Rest::Ignore
    };
    Join {
        wait_for,
        rest,
        next,
        ..Join::default()
    }
}

/// A message, a term, a day and a condition, whichever comes first.
pub(super) fn options(next: &[String], term: Deadline, tape: &mut Tape<'_>) -> Vec<WaitOption> {
    let option = |trigger: WaitTrigger, set: &str| WaitOption {
        trigger,
        set: vec![("n".into(), expression(set))],
        next: next.to_vec(),
    };
    let mut options = vec![
        option(WaitTrigger::Message("news".into()), "message.n"),
        option(WaitTrigger::Term(term), "1"),
        option(WaitTrigger::Until(expression("date('2021-11-10')")), "2"),
        option(WaitTrigger::When(expression("double > 60")), "3"),
    ];
    options.rotate_left(tape.below(4));
    options
}

/// Joins wait for the steps that lead to them and know their region, as the compiler would have it.
pub(super) fn connect_joins(definition: &mut Definition) {
    let flows: Vec<(String, Vec<String>)> = definition
        .steps
        .iter()
        .map(|s| {
            let targets = s.targets().into_iter().map(str::to_owned).collect();
            (s.id.clone(), targets)
        })
        .collect();
    for step in &mut definition.steps {
        if let StepKind::Join(join) = &mut step.kind {
            join.from = flows
                .iter()
                .filter(|(_, to)| to.contains(&step.id))
                .map(|(from, _)| from.clone())
                .collect();
        }
    }
    fill_regions(definition);
}
