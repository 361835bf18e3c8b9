//! `reglament directory import`: what tables would change in `organisation.yaml`, and with `--write` the change itself.
//!
//! Nothing is half-imported: while a row is wrong nothing is written, unless `--skip-wrong` leaves such people and units
//! out by name. The new file must pass the check of the whole folder.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use reglament_definition::{Compiled, Language};
use reglament_directory::{Plan, Present, Sentence, Wish, plan, preview, rewrite};
use serde_json::json;

use super::package::Package;
use super::table::table;
use crate::command::check::{count, diagnostics};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Flags.
#[derive(Debug, Args)]
pub(super) struct Import {
    #[arg(
        value_name = "FILE",
        required_unless_present = "units",
        help = "Таблица людей: .xlsx или .csv, строка на человека и должность ¦ Table of people: .xlsx or .csv, a row for each person and post"
    )]
    people: Option<PathBuf>,
    #[arg(
        long,
        value_name = "FILE",
        help = "Таблица подразделений: .xlsx или .csv ¦ Table of units: .xlsx or .csv"
    )]
    units: Option<PathBuf>,
    #[arg(
        long,
        value_name = "DIR",
        default_value = "processes",
        help = "Папка процессов или регламент в ней, чей organisation.yaml меняется ¦ Folder of processes, or a regulation in it whose organisation.yaml changes"
    )]
    folder: PathBuf,
    #[arg(
        long,
        value_name = "DATE",
        requires = "people",
        conflicts_with = "skip_wrong",
        help = "В таблице весь штат: у кого в ней нет строки, тому поставить этот последний день ¦ The table is the whole staff: whoever is not in it gets this last day"
    )]
    complete: Option<NaiveDate>,
    #[arg(
        long,
        help = "Записать; без этого – только показать ¦ Write it; without it, only show"
    )]
    write: bool,
    #[arg(
        long,
        help = "Внести остальное, когда строки с ошибками есть ¦ Take the rest when rows are wrong"
    )]
    skip_wrong: bool,
}

/// What came of it.
struct Outcome<'a> {
    plan: &'a Plan,
    compiled: Option<&'a Compiled>,
    written: bool,
}

/// Compares, shows, and writes when it is to be written.
pub(super) fn run(arguments: &Import, output: &Output) -> Result<Exit, Failure> {
    let mut package = Package::read(&arguments.folder)?;
    let present = Present::read(&package.folder.files, &package.regulation).map_err(refused)?;
    let mut notes = Vec::new();
    let mut sheet = |file: Option<&PathBuf>| -> Result<_, Failure> {
        let Some(file) = file else { return Ok(None) };
        let (sheet, noticed) = table(file)?;
        let name = file.display();
        notes.extend(noticed.into_iter().map(|note| {
            Sentence::new(
                format!("{name}: {}", note.ru),
                format!("{name}: {}", note.en),
            )
        }));
        Ok(Some(sheet))
    };
    let wish = Wish {
        people: sheet(arguments.people.as_ref())?,
        units: sheet(arguments.units.as_ref())?,
        complete: arguments.complete,
    };
    let mut plan = plan(&present, &wish);
    notes.append(&mut plan.notes);
    plan.notes = notes;
    let takes = !plan.is_wrong() || arguments.skip_wrong;
    let mut compiled = None;
    let mut new = None;
    if takes && !plan.changes.is_empty() {
        let text = rewrite(&package.folder.files, &present, &plan).map_err(refused)?;
        let files = &mut package.folder.files;
        files.insert(present.file.clone(), text.clone());
        compiled = Some(reglament_proof::check(files));
        new = Some(text);
    }
    let sound = compiled
        .as_ref()
        .is_none_or(|compiled| count(compiled).0 == 0);
    let file = package.folder.path.join(&present.file);
    let mut written = false;
    if let Some(text) = new.filter(|_| sound && arguments.write) {
        write(&file, &text)?;
        written = true;
    }
    let result = Outcome {
        plan: &plan,
        compiled: compiled.as_ref(),
        written,
    };
    tell(&result, arguments, &package, output);
    Ok(if plan.is_wrong() || !sound {
        Exit::Findings
    } else {
        Exit::Ok
    })
}

fn tell(result: &Outcome<'_>, arguments: &Import, package: &Package, output: &Output) {
    let plan = result.plan;
    let found = result.compiled.map(|compiled| &compiled.diagnostics);
    if output.json {
        let errors = found.into_iter().flatten().filter(|found| found.is_error());
        output.json(&json!({
            "written": result.written,
            "plan": plan,
            "errors": errors.collect::<Vec<_>>(),
        }));
        return;
    }
    let shown = preview(plan, Language::from(output.language));
    if !shown.is_empty() {
        output.text(&shown);
    }
    let errors = result.compiled.map_or(0, |compiled| count(compiled).0);
    if let Some(compiled) = result.compiled.filter(|_| errors > 0) {
        let mut wrong = compiled.clone();
        wrong
            .diagnostics
            .retain(reglament_definition::Diagnostic::is_error);
        diagnostics(&wrong, &package.folder, output);
    }
    output.text(&ending(result, arguments, package, errors, output));
}

/// The last line: what was done and what is to be done next.
fn ending(
    result: &Outcome<'_>,
    arguments: &Import,
    package: &Package,
    errors: usize,
    output: &Output,
) -> String {
    let plan = result.plan;
    let file = package.folder.shown(&plan.file);
    let pick = |ru: &str, en: &str| output.language.pick(ru, en).to_owned();
    if result.written {
        return format!("{}: {file}.", pick("Записано", "Written"));
    }
    if errors > 0 {
        return pick(
            "Не записано: в новом справочнике ошибки.",
            "Not written: the new directory has mistakes.",
        );
    }
    if plan.is_wrong() && !arguments.skip_wrong {
        return pick(
            "Ничего не записано: исправьте строки или внесите остальные с --skip-wrong.",
            "Nothing is written: mend the rows, or take the others with --skip-wrong.",
        );
    }
    if plan.changes.is_empty() {
        return pick("Менять нечего.", "There is nothing to change.");
    }
    let add = pick(
        "Это просмотр. Чтобы записать, добавьте --write",
        "This is a preview. To write it add --write",
    );
    format!("{add}: {file}.")
}

fn refused(says: Sentence) -> Failure {
    Failure::usage("directory", says.ru, says.en)
}

/// Puts the text in the place of the file at once: a killed program leaves the old file whole.
fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let beside = file.with_extension("yaml.new");
    let put = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, file));
    put.map_err(|error| Failure::file(file, &error))
}
