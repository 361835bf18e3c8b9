//! The coverage of acts as a few lines: how many clauses are implemented, and with `--verbose` by what.
//!
//! Clauses that nothing implements are diagnostics and are printed there, with their place.

use reglament_definition::{ClauseCoverage, ClauseState, Coverage};

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
        for clause in act.clauses.iter().filter(|_| verbose) {
            if let Some(line) = line(clause, output) {
                output.text(&line);
            }
        }
    }
}

fn line(clause: &ClauseCoverage, output: &Output) -> Option<String> {
    let state = match &clause.state {
        ClauseState::Covered(by) => {
            let steps: Vec<String> = by
                .iter()
                .map(|by| format!("{}/{}", by.process, by.step))
                .collect();
            steps.join(", ")
        }
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
