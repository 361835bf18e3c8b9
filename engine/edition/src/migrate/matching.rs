//! Which step of the new version a step of the old one is.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Definition, Step};

/// Old step id -> new step id; a step that is gone is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    names: BTreeMap<String, String>,
}

impl Mapping {
    /// The author's word first, then equal ids, then the one step of the same title and kind that has come for the one
    /// that has gone.
    pub fn of(old: &Definition, new: &Definition, given: &BTreeMap<String, String>) -> Self {
        let mut names = BTreeMap::new();
        let given_to: BTreeSet<&String> = given.values().collect();
        for step in &old.steps {
            if let Some(to) = given.get(&step.id) {
                if new.step(to).is_some() {
                    names.insert(step.id.clone(), to.clone());
                }
            } else if new.step(&step.id).is_some() && !given_to.contains(&step.id) {
                names.insert(step.id.clone(), step.id.clone());
            }
        }
        let gone: Vec<&Step> = old
            .steps
            .iter()
            .filter(|s| !names.contains_key(&s.id))
            .collect();
        let taken: BTreeSet<String> = names.values().cloned().collect();
        let come: Vec<&Step> = new
            .steps
            .iter()
            .filter(|s| !taken.contains(&s.id))
            .collect();
        let alike = |a: &Step, b: &Step| a.kind.key() == b.kind.key() && a.title == b.title;
        for step in &gone {
            let before = gone.iter().filter(|other| alike(other, step)).count();
            let mut after = come.iter().filter(|other| alike(other, step));
            if let (1, Some(found), None) = (before, after.next(), after.next())
                && !given.contains_key(&step.id)
            {
                names.insert(step.id.clone(), found.id.clone());
            }
        }
        Self { names }
    }

    /// The new id of a step; none when it is gone.
    pub fn get(&self, old: &str) -> Option<&str> {
        self.names.get(old).map(String::as_str)
    }

    /// The steps that are called otherwise.
    pub fn renamed(&self) -> BTreeMap<String, String> {
        let differ = self.names.iter().filter(|(old, new)| old != new);
        differ
            .map(|(old, new)| (old.clone(), new.clone()))
            .collect()
    }

    /// New steps that several old ones became.
    pub(crate) fn merged(&self) -> Vec<(String, Vec<String>)> {
        let mut from: BTreeMap<&String, Vec<String>> = BTreeMap::new();
        for (old, new) in &self.names {
            from.entry(new).or_default().push(old.clone());
        }
        let merged = from.into_iter().filter(|(_, old)| old.len() > 1);
        merged.map(|(new, old)| (new.clone(), old)).collect()
    }
}
