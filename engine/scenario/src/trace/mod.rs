//! From a clause of an act to the steps that carry it out and the stories that walk them, and back.
//!
//! Made of the coverage of the acts and of the footprints of stories that have been played; it plays nothing itself.

mod page;

use reglament_definition::{ClauseState, Coverage, CoveredBy, Package, Title};

use crate::footprint::{Footprint, START};

/// Name of a promise among what carries clauses out; no story walks it, the check proves it.
const PROMISE: &str = "promise";

/// One act with everything that carries it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActTrace {
    /// Title of the act.
    pub act: String,
    /// Path of its text.
    pub file: String,
    /// Clauses and provisions that order something or say why not, in the order of the text.
    pub clauses: Vec<ClauseTrace>,
    /// Stories that walk any of its steps, in the order of their paths.
    pub stories: Vec<StoryTrace>,
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseTrace {
    /// Its number.
    pub id: String,
    /// Its first words.
    pub words: String,
    /// Why it orders nothing, when it does not.
    pub text_only: Option<String>,
    /// What carries it out, in the order of the files.
    pub steps: Vec<StepTrace>,
}

/// One step, event or start that carries a clause out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTrace {
    /// Process.
    pub process: String,
    /// Step, event or `start`.
    pub step: String,
    /// Its title; that of the process for a start.
    pub title: Title,
    /// Paths of the stories that walk it, those that walk the least first: they are about it the most.
    pub stories: Vec<String>,
}

/// One story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryTrace {
    /// Path inside the processes folder.
    pub path: String,
    /// Its title.
    pub title: String,
    /// How many steps it walks.
    pub steps: usize,
    /// Clauses that it walks through, in the order of the act: a clause counts when the story comes to any of its steps.
    pub clauses: Vec<String>,
}

/// A story that has been played.
#[derive(Clone, Debug)]
pub struct Walked {
    /// Path inside the processes folder.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What it has walked.
    pub footprint: Footprint,
}

/// Traces every act; `stories` in the order of their paths.
pub fn trace(package: &Package, acts: &[Coverage], stories: &[Walked]) -> Vec<ActTrace> {
    acts.iter().map(|act| one(package, act, stories)).collect()
}

fn one(package: &Package, act: &Coverage, stories: &[Walked]) -> ActTrace {
    let mut shortest: Vec<&Walked> = stories.iter().collect();
    shortest.sort_by_key(|story| story.footprint.steps.len());
    let clauses: Vec<ClauseTrace> = act
        .clauses
        .iter()
        .filter_map(|clause| {
            let (text_only, by) = match &clause.state {
                ClauseState::Covered(by) | ClauseState::Interrupted(by) => (None, by.as_slice()),
                ClauseState::TextOnly(why) => (Some(why.clone()), [].as_slice()),
                ClauseState::Uncovered => (None, [].as_slice()),
                ClauseState::ByProvisions => return None,
            };
            let steps = by.iter().map(|by| step(package, by, &shortest));
            Some(ClauseTrace {
                id: clause.id.clone(),
                words: clause.first_words(),
                text_only,
                steps: steps.collect(),
            })
        })
        .collect();
    let stories = stories.iter().filter_map(|story| back(story, &clauses));
    ActTrace {
        act: act.act.clone(),
        file: act.file.clone(),
        stories: stories.collect(),
        clauses,
    }
}

fn step(package: &Package, by: &CoveredBy, shortest: &[&Walked]) -> StepTrace {
    let walks = |story: &&&Walked| story.footprint.walks(package, &by.process, &by.step);
    let stories = shortest.iter().filter(walks);
    StepTrace {
        process: by.process.clone(),
        step: by.step.clone(),
        title: title(package, by),
        stories: stories.map(|story| story.path.clone()).collect(),
    }
}

fn title(package: &Package, by: &CoveredBy) -> Title {
    if by.step == PROMISE {
        return Title {
            ru: "обещание, доказано проверкой".into(),
            en: Some("a promise, proved by the check".into()),
        };
    }
    let definition = package.definitions.get(&by.process);
    let found = definition.and_then(|definition| {
        if by.step == START {
            return Some(&definition.title);
        }
        let event = || definition.events.iter().find(|event| event.id == by.step);
        let step = definition.step(&by.step).map(|step| &step.title);
        step.or_else(|| event().map(|event| &event.title))
    });
    found.cloned().unwrap_or_else(|| Title::russian(&by.step))
}

/// A story as seen from itself; nothing when it walks no clause of the act.
fn back(story: &Walked, clauses: &[ClauseTrace]) -> Option<StoryTrace> {
    let walked = clauses.iter().filter(|clause| {
        let mut paths = clause.steps.iter().flat_map(|step| &step.stories);
        paths.any(|path| *path == story.path)
    });
    let clauses: Vec<String> = walked.map(|clause| clause.id.clone()).collect();
    if clauses.is_empty() {
        return None;
    }
    Some(StoryTrace {
        path: story.path.clone(),
        title: story.title.clone(),
        steps: story.footprint.steps.len(),
        clauses,
    })
}
