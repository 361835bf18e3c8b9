//! `reglament check`: compiles a processes folder and prints everything found, with carets, and the coverage of the act.
//!
//! The compiler never stops at the first mistake; neither does this. With `--strict` warnings count as findings too.

mod coverage;

use std::path::PathBuf;

use clap::Args;
use reglament_definition::{Compiled, Diagnostic};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::ProcessFolder;
use crate::language::Language;
use crate::output::Output;
use crate::plural::counted;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[arg(
        value_name = "DIR",
        default_value = "processes",
        help = "Папка процессов ¦ Folder of processes"
    )]
    folder: PathBuf,
    #[arg(
        long,
        help = "Считать предупреждения ошибками ¦ Count warnings as errors"
    )]
    strict: bool,
    #[arg(
        long,
        help = "Показать пункты, которые ничего не предписывают, чем исполняется каждый пункт и что осталось без доказательства ¦ Show text-only clauses, what implements each clause, and what is not proved"
    )]
    verbose: bool,
}

/// Compiles and prints.
pub(crate) fn run(arguments: &CheckArguments, output: &Output) -> Result<Exit, Failure> {
    let folder = ProcessFolder::read(&arguments.folder)?;
    let compiled = reglament_proof::check(&folder.files);
    let (errors, warnings) = count(&compiled);
    let found = errors > 0 || (arguments.strict && warnings > 0);
    if output.json {
        output.json(&json!({
            "ok": !found,
            "errors": errors,
            "warnings": warnings,
            "diagnostics": compiled.diagnostics,
            "coverage": compiled.coverage,
        }));
    } else {
        diagnostics(&compiled, &folder, output);
        if arguments.verbose {
            unjudged(&compiled, output);
        }
        coverage::print(&compiled.coverage, &folder, arguments.verbose, output);
        output.text(&summary(&compiled, output.language));
    }
    Ok(if found { Exit::Findings } else { Exit::Ok })
}

/// Prints what the processes use that the proof does not judge.
fn unjudged(compiled: &Compiled, output: &Output) {
    let package = compiled.package.iter();
    for (id, definition) in package.flat_map(|package| &package.definitions) {
        for construct in reglament_proof::unjudged(definition) {
            output.text(&format!(
                "{} `{id}`: {}",
                output.language.pick("Не доказано", "Not proved"),
                output.language.pick(&construct.ru, &construct.en)
            ));
        }
    }
}

/// Errors and warnings.
pub(crate) fn count(compiled: &Compiled) -> (usize, usize) {
    let errors = compiled
        .diagnostics
        .iter()
        .filter(|found| found.is_error())
        .count();
    (errors, compiled.diagnostics.len() - errors)
}

/// Prints every diagnostic with the line it is about.
pub(crate) fn diagnostics(compiled: &Compiled, folder: &ProcessFolder, output: &Output) {
    for diagnostic in &compiled.diagnostics {
        let source = folder
            .files
            .get(&diagnostic.file)
            .map_or("", String::as_str);
        let placed = placed(diagnostic, folder);
        let language = output.language.into();
        output.text(&format!(
            "{}\n",
            placed.render(source, language, output.colour)
        ));
    }
}

/// The diagnostic with its files named as the user would open them.
fn placed(diagnostic: &Diagnostic, folder: &ProcessFolder) -> Diagnostic {
    let mut placed = diagnostic.clone();
    placed.file = folder.shown(&placed.file);
    for related in &mut placed.related {
        related.file = folder.shown(&related.file);
    }
    placed
}

fn summary(compiled: &Compiled, language: Language) -> String {
    let (errors, warnings) = count(compiled);
    let processes = compiled.package.as_ref().map(|package| {
        let steps: usize = package.definitions.values().map(|d| d.steps.len()).sum();
        (package.definitions.len(), steps)
    });
    let found = match language {
        Language::Ru => format!(
            "{}, {}",
            counted(errors, ["ошибка", "ошибки", "ошибок"]),
            counted(
                warnings,
                ["предупреждение", "предупреждения", "предупреждений"]
            )
        ),
        Language::En => format!("errors: {errors}, warnings: {warnings}"),
    };
    match (processes, language) {
        (None, _) => format!("{found}."),
        (Some((processes, steps)), Language::Ru) => format!(
            "{found}; {}, {}.",
            counted(processes, ["процесс", "процесса", "процессов"]),
            counted(steps, ["шаг", "шага", "шагов"])
        ),
        (Some((processes, steps)), Language::En) => {
            format!("{found}; processes: {processes}, steps: {steps}.")
        }
    }
}
