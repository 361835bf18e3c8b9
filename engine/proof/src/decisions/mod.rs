//! Decisions whose cases leave something out: a case that earlier ones cover, an `otherwise` that is never reached.
//!
//! Decided exactly for comparisons of numbers, choices and yes/no fields with constants; a condition over anything else may
//! hold or not, so it covers nothing and is never called dead without reason.

mod cells;

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Decision, Definition, Step, StepKind};
use reglament_expression::Shape;

use crate::limits::MAX_CELLS;
use crate::story::{Sentence, Spot, Story};
use crate::verdict::Verdict;
use cells::{Cell, cells, truth};

/// What was found about the decisions of a process.
pub(crate) struct Decisions {
    /// Every case can hold.
    pub(crate) cases: Verdict,
    /// Every `otherwise` can be taken.
    pub(crate) otherwise: Verdict,
}

/// Looks at every decision.
pub(crate) fn decisions(definition: &Definition) -> Decisions {
    let (mut dead, mut never) = (Vec::new(), Vec::new());
    let mut cut = false;
    for step in &definition.steps {
        let StepKind::Decision(decision) = &step.kind else {
            continue;
        };
        // Gaps and overlaps of tables are told by the compiler; inclusive cases do not cover each other.
        if decision.inclusive || decision.table.is_some() {
            continue;
        }
        match taken(definition, decision) {
            Some(taken) => {
                let cases = 0..decision.cases.len();
                let cases = cases.filter(|case| !taken.contains(&Some(*case)));
                dead.extend(cases.map(|case| dead_case(step, decision, case)));
                if !taken.contains(&None) {
                    never.push(never_otherwise(step));
                }
            }
            None => cut = true,
        }
    }
    let answer = |stories: Vec<Story>| match cut && stories.is_empty() {
        true => Verdict::Undecided {
            limit: "MAX_CELLS",
            value: MAX_CELLS,
        },
        false => Verdict::of(stories),
    };
    Decisions {
        cases: answer(dead),
        otherwise: answer(never),
    }
}

/// The cases that may be taken in some cell, `None` for `otherwise`; nothing when there are too many cells.
fn taken(definition: &Definition, decision: &Decision) -> Option<BTreeSet<Option<usize>>> {
    let conditions: Vec<Shape> = decision
        .cases
        .iter()
        .map(|case| case.when.shape())
        .collect();
    let cells = cells(definition, &conditions);
    let total = cells
        .values()
        .try_fold(1usize, |total, cells| total.checked_mul(cells.len()));
    let total = total.filter(|total| *total <= MAX_CELLS)?;
    let mut taken = BTreeSet::new();
    for number in 0..total {
        let cell = nth(&cells, number);
        let mut covered = false;
        for (case, condition) in conditions.iter().enumerate() {
            match truth(condition, &cell) {
                Some(false) => continue,
                Some(true) => covered = true,
                None => {}
            }
            taken.insert(Some(case));
            if covered {
                break;
            }
        }
        if !covered {
            taken.insert(None);
        }
    }
    Some(taken)
}

/// The combination of cells with this number.
fn nth(cells: &BTreeMap<String, Vec<Cell>>, mut number: usize) -> BTreeMap<&str, &Cell> {
    let mut combination = BTreeMap::new();
    for (name, cells) in cells {
        combination.insert(name.as_str(), &cells[number % cells.len()]);
        number /= cells.len();
    }
    combination
}

fn dead_case(step: &Step, decision: &Decision, case: usize) -> Story {
    let when = decision.cases[case].when.text().trim();
    let why = match case {
        0 => ("такого значения не бывает", "there is no such value"),
        _ => (
            "его перекрывают предыдущие, или он невозможен",
            "earlier ones cover it, or it is impossible",
        ),
    };
    Story {
        step: Some(step.id.clone()),
        spot: Some(Spot::Case(case)),
        beats: Vec::new(),
        fault: Sentence {
            ru: format!(
                "Решение «{}»: случай {} (`{when}`) не наступит никогда – {}.",
                step.title.ru,
                case + 1,
                why.0
            ),
            en: format!(
                "The decision «{}»: case {} (`{when}`) never holds: {}.",
                step.title.text(true),
                case + 1,
                why.1
            ),
        },
        advice: Sentence {
            ru: "Переставьте случаи или исправьте границы.".into(),
            en: "Change the order of the cases, or correct the bounds.".into(),
        },
    }
}

fn never_otherwise(step: &Step) -> Story {
    Story {
        step: Some(step.id.clone()),
        spot: Some(Spot::Key("otherwise")),
        beats: Vec::new(),
        fault: Sentence {
            ru: format!(
                "Решение «{}»: `otherwise` не наступит никогда – случаи покрывают всё.",
                step.title.ru
            ),
            en: format!(
                "The decision «{}»: `otherwise` is never taken: the cases cover everything.",
                step.title.text(true)
            ),
        },
        advice: Sentence {
            ru: "Если так задумано, уберите последний случай: он и есть `otherwise`.".into(),
            en: "If that is meant, remove the last case: it is what `otherwise` says.".into(),
        },
    }
}
