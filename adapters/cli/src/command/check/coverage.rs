//! The coverage of acts as a few lines: how many clauses are implemented, which are not, and with `--verbose` by what.

use reglament_definition::{ClauseCoverage, ClauseState, Coverage, CoveredBy};

use crate::folder::ProcessFolder;
use crate::output::Output;

/// Prints the coverage of every act.
pub(super) fn print(coverage: &[Coverage], folder: &ProcessFolder, verbose: bool, output: &Output) {
    for act in coverage {
        let (clauses, of) = (
            output.language.pick("Пункты", "Clauses"),
            output.language.pick("из", "of"),
        );
        output.text(&format!(
            "{clauses}: {} {of} {} ({} %)  {} — {}",
            act.covered,
            act.operative,
            act.percent,
            folder.shown(&act.file),
            act.act
        ));
        let told = |clause: &&ClauseCoverage| verbose || is_missing(&clause.state);
        for clause in act.clauses.iter().filter(told) {
            if let Some(line) = line(clause, output) {
                output.text(&line);
            }
        }
    }
}

fn is_missing(state: &ClauseState) -> bool {
    matches!(state, ClauseState::Uncovered | ClauseState::Interrupted(_))
}

fn steps(by: &[CoveredBy]) -> String {
    let steps: Vec<String> = by
        .iter()
        .map(|by| format!("{}/{}", by.process, by.step))
        .collect();
    steps.join(", ")
}

fn line(clause: &ClauseCoverage, output: &Output) -> Option<String> {
    let state = match &clause.state {
        ClauseState::Covered(by) => steps(by),
        ClauseState::Interrupted(by) => format!(
            "{}: {}",
            output.language.pick(
                "НЕ ИСПОЛНЯЕТСЯ ДО КОНЦА, путь обрывается у шага",
                "NOT IMPLEMENTED WHOLE, the way breaks off at"
            ),
            steps(by)
        ),
        ClauseState::TextOnly(why) => {
            format!(
                "{}: {why}",
                output
                    .language
                    .pick("ничего не предписывает", "orders nothing")
            )
        }
        ClauseState::Uncovered => output
            .language
            .pick("НЕ ИСПОЛНЯЕТСЯ", "NOT IMPLEMENTED")
            .to_owned(),
        ClauseState::ByProvisions => return None,
    };
    Some(format!("  {:<12} {state}", clause.id))
}
