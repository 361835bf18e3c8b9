//! Plays the scenarios of a draft on a virtual clock. Results are kept by what was played, so that whoever approves the
//! same texts sees them too.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use reglament_calendar::Calendar;
use reglament_definition::{Package, compile};
use reglament_runtime::DraftTexts;
use reglament_scenario::{Story, play};
use sha2::{Digest, Sha256};

use super::places;
use crate::limits::KEPT_STORY_RUNS;

/// What became of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It holds.
    Held,
    /// A step failed, 0 is the start: what was expected and what was found.
    Failed(usize, String),
    /// It is no scenario.
    Unreadable(String),
    /// Another state came out after instances went through their snapshots.
    Restored,
}

/// A scenario, played.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// Path.
    pub(crate) path: String,
    /// Title; the path when it could not be read.
    pub(crate) title: String,
    /// What became of it.
    pub(crate) outcome: Outcome,
}

/// The scenarios of one folder over one set of texts.
#[derive(Clone, Debug)]
pub(crate) enum Run {
    /// Being played.
    Playing,
    /// The texts have errors, so that nothing can be played.
    Broken,
    /// Played.
    Done(Arc<Vec<Told>>),
}

/// Runs by texts and folder.
#[derive(Default)]
pub(crate) struct Runs(Mutex<BTreeMap<(String, String), Run>>);

impl Runs {
    /// What is known of the scenarios of a folder.
    pub(crate) fn of(&self, texts: &str, folder: &str) -> Option<Run> {
        let key = (texts.to_owned(), folder.to_owned());
        self.kept().get(&key).cloned()
    }

    pub(crate) fn keep(&self, texts: &str, folder: &str, run: Run) {
        let mut kept = self.kept();
        if kept.len() >= KEPT_STORY_RUNS {
            kept.retain(|(of, _), run| of == texts || matches!(run, Run::Playing));
        }
        kept.insert((texts.to_owned(), folder.to_owned()), run);
    }

    /// A run that did not begin or broke off: it may be asked for again.
    pub(crate) fn forget(&self, texts: &str, folder: &str) {
        self.kept().remove(&(texts.to_owned(), folder.to_owned()));
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, BTreeMap<(String, String), Run>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A digest of all texts of a draft: equal ones play alike.
pub(crate) fn digest(texts: &DraftTexts) -> String {
    let mut digest = Sha256::new();
    for (path, text) in &texts.texts {
        for part in [path, text] {
            digest.update(part.len().to_le_bytes());
            digest.update(part.as_bytes());
        }
    }
    let bytes = digest.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The scenarios of a draft by folder: how many there are.
pub(crate) fn folders(texts: &DraftTexts) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for path in texts.texts.keys().filter(|path| is_story(path)) {
        *found.entry(places::folder(path).to_owned()).or_default() += 1;
    }
    found
}

/// Plays the scenarios of a folder, each plainly and through its snapshots.
pub(crate) fn run(texts: &DraftTexts, folder: &str, calendar: &Calendar) -> Run {
    let files = texts.package();
    let Some(package) = compile(&files).package else {
        return Run::Broken;
    };
    let main = files.get(&format!("{folder}/process.yaml"));
    let process = main.and_then(|text| places::process_in(text));
    let process = process.unwrap_or_else(|| folder.to_owned());
    let own = texts
        .texts
        .iter()
        .filter(|(path, _)| is_story(path) && places::folder(path) == folder);
    let told = own.map(|(path, text)| one(path, text, &package, calendar, &process));
    Run::Done(Arc::new(told.collect()))
}

fn one(path: &str, text: &str, package: &Package, calendar: &Calendar, process: &str) -> Told {
    let (title, outcome) = match Story::parse(text) {
        Err(error) => (path.to_owned(), Outcome::Unreadable(error.to_string())),
        Ok(story) => {
            let plain = play(package, calendar, process, &story, false);
            let outcome = match plain.failed {
                Some(failed) => Outcome::Failed(failed.step, failed.message),
                None => {
                    let restored = play(package, calendar, process, &story, true);
                    match restored.failed.is_none() && restored.journal == plain.journal {
                        true => Outcome::Held,
                        false => Outcome::Restored,
                    }
                }
            };
            (story.scenario.clone(), outcome)
        }
    };
    Told {
        path: path.to_owned(),
        title,
        outcome,
    }
}

fn is_story(path: &str) -> bool {
    DraftTexts::is_scenario(path) && path.ends_with(".yaml")
}
