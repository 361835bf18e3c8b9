//! Tables of people and units laid over the directory of a draft: what would become different, every cell that cannot be
//! taken, and the new text of the file.
//!
//! Nothing is written: the text goes into the draft by the same way as one that was typed, and from there through approval.

use chrono::NaiveDate;
use reglament_directory::{Plan, Present, Sentence, Sheet, Wish, plan, rewrite};
use reglament_runtime::DraftTexts;

use super::findings::{Finding, told};
use crate::locale::Locale;

/// Name of the files of a directory.
const FILE: &str = "organisation.yaml";

/// What is asked.
pub(crate) struct Tables {
    /// The folder whose directory is edited; empty: the one beside the folders.
    pub(crate) regulation: String,
    /// The tables, and whether the one of people is the whole staff until a day.
    pub(crate) wish: Wish,
    /// Take the rest when rows are wrong.
    pub(crate) skip_wrong: bool,
}

/// What the tables would change.
pub(crate) struct Compared {
    /// Entry by entry, with what is wrong.
    pub(crate) plan: Plan,
    /// The new text of the file; none while nothing may be taken or nothing changes.
    pub(crate) text: Option<String>,
    /// Errors that the draft has with it.
    pub(crate) errors: Vec<Finding>,
}

/// The folders that have a directory of their own, the shared one (empty) first.
pub(crate) fn regulations(texts: &DraftTexts) -> Vec<String> {
    let parts = texts.texts.keys().filter_map(|path| path.split_once('/'));
    let own = parts.filter(|(_, name)| *name == FILE);
    let own = own.map(|(folder, _)| folder.to_owned());
    std::iter::once(String::new()).chain(own).collect()
}

/// The path of the directory of a folder.
pub(crate) fn file(regulation: &str) -> String {
    match regulation {
        "" => FILE.to_owned(),
        folder => format!("{folder}/{FILE}"),
    }
}

/// Compares tables with the directory of a draft.
///
/// # Errors
/// The file cannot be read, or not be edited without touching something else.
pub(crate) fn compare(
    locale: Locale,
    texts: &DraftTexts,
    tables: &Tables,
) -> Result<Compared, Sentence> {
    let mut files = texts.package();
    let present = Present::read(&files, &tables.regulation)?;
    let plan = plan(&present, &tables.wish);
    let takes = !plan.is_wrong() || tables.skip_wrong;
    let text = match takes && !plan.changes.is_empty() {
        true => Some(rewrite(&files, &present, &plan)?),
        false => None,
    };
    let mut errors = Vec::new();
    if let Some(text) = &text {
        files.insert(plan.file.clone(), text.clone());
        let compiled = reglament_proof::check(&files);
        errors = told(locale, &files, &compiled.diagnostics);
        errors.retain(|found| found.error);
    }
    Ok(Compared { plan, text, errors })
}

/// The wish for these tables; none without a table.
pub(crate) fn wish(
    people: Option<Sheet>,
    units: Option<Sheet>,
    complete: Option<NaiveDate>,
) -> Option<Wish> {
    let any = people.is_some() || units.is_some();
    any.then_some(Wish {
        complete: complete.filter(|_| people.is_some()),
        people,
        units,
    })
}
