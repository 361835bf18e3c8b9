//! The organisation as it is: one file that the import edits, and everything that the other files declare beside it.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::limits::FILE_BYTES;
use reglament_definition::{Node, Organisation, Source, Tenure, read, survey};

use crate::facts::{PersonFacts, UnitFacts, attributes};
use crate::name::Name;
use crate::problem::Sentence;

/// Name of the files.
const FILE: &str = "organisation.yaml";

/// The organisation, read.
pub struct Present {
    /// The file that is edited, in the folder of processes.
    pub file: String,
    /// Its text; empty when there is no such file yet.
    pub(crate) text: String,
    /// Its tree; none when it is empty.
    pub(crate) tree: Option<Node>,
    /// All files together.
    pub(crate) organisation: Organisation,
    /// Ids that other files declare, with the file: `people.petrov`.
    elsewhere: BTreeMap<String, String>,
    /// Roles with the titles that processes give them.
    pub(crate) roles: BTreeMap<String, BTreeSet<String>>,
    own: BTreeMap<&'static str, BTreeSet<String>>,
    /// Roles of the edited file by person, deputies too.
    held: BTreeMap<String, BTreeMap<String, Tenure>>,
}

const SECTIONS: [&str; 3] = ["units", "people", "roles"];

impl Present {
    /// Reads the files of a folder of processes (path -> text); `regulation` is the folder in it whose `organisation.yaml`
    /// is edited, empty for the one beside the folders.
    ///
    /// # Errors
    /// The file is no YAML, or too long to be read.
    pub fn read(files: &BTreeMap<String, String>, regulation: &str) -> Result<Self, Sentence> {
        let file = match regulation.trim_matches('/') {
            "" => FILE.to_owned(),
            folder => format!("{folder}/{FILE}"),
        };
        let yaml = files
            .iter()
            .filter(|(path, text)| path.ends_with(".yaml") && text.len() <= FILE_BYTES);
        let trees: BTreeMap<String, Node> = yaml
            .filter_map(|(path, text)| Some((path.clone(), read(&Source::new(path, text)).0?)))
            .collect();
        let text = files.get(&file).cloned().unwrap_or_default();
        let tree = trees.get(&file).filter(|tree| !tree.is_null()).cloned();
        if tree.as_ref().is_some_and(|tree| tree.map().is_none())
            || !text.is_empty() && !trees.contains_key(&file)
        {
            return Err(Sentence::new(
                format!("«{file}» не читается: исправьте его, ошибки покажет `reglament check`."),
                format!("`{file}` cannot be read: mend it, `reglament check` shows the mistakes."),
            ));
        }
        let survey = survey(files, &trees);
        let mut present = Self {
            file,
            text,
            tree,
            organisation: survey.organisation,
            elsewhere: BTreeMap::new(),
            roles: BTreeMap::new(),
            own: BTreeMap::new(),
            held: BTreeMap::new(),
        };
        present.declarations(&trees);
        present.holders();
        let known = present.organisation.roles.keys();
        present.roles = known.map(|role| (role.clone(), BTreeSet::new())).collect();
        for (role, title) in survey.processes.iter().flat_map(|process| &process.roles) {
            let titles = present.roles.entry(role.clone()).or_default();
            titles.insert(title.ru.clone());
            titles.extend(title.en.clone());
        }
        Ok(present)
    }

    fn declarations(&mut self, trees: &BTreeMap<String, Node>) {
        let files = trees
            .iter()
            .filter(|(path, _)| *path == FILE || path.ends_with("/organisation.yaml"));
        for (path, tree) in files {
            for section in SECTIONS {
                let entries = tree.get(section).and_then(Node::map).unwrap_or_default();
                let keys = entries.iter().map(|entry| entry.key.clone());
                if *path == self.file {
                    self.own.entry(section).or_default().extend(keys);
                } else {
                    let keys = keys.map(|key| (format!("{section}.{key}"), path.clone()));
                    self.elsewhere.extend(keys);
                }
            }
        }
    }

    fn holders(&mut self) {
        for (role, holders) in &self.organisation.roles {
            if !self.owns("roles", role) {
                continue;
            }
            for person in holders.holders.iter().chain(&holders.deputies) {
                let tenure = holders.tenures.get(person).copied().unwrap_or_default();
                let held = self.held.entry(person.clone()).or_default();
                held.insert(role.clone(), tenure);
            }
        }
    }

    /// Whether the edited file declares a person, a unit or a role.
    pub(crate) fn owns(&self, section: &'static str, id: &str) -> bool {
        self.own.get(section).is_some_and(|ids| ids.contains(id))
    }

    /// The other file that declares it.
    pub(crate) fn elsewhere(&self, section: &str, id: &str) -> Option<&str> {
        let file = self.elsewhere.get(&format!("{section}.{id}"));
        file.map(String::as_str)
    }

    /// Ids of the people that the edited file declares.
    pub(crate) fn people(&self) -> impl Iterator<Item = &String> {
        self.own.get("people").into_iter().flatten()
    }

    /// The person of this id.
    pub(crate) fn person(&self, id: &str) -> Option<PersonFacts> {
        let person = self.organisation.people.get(id)?;
        Some(PersonFacts {
            name: Name::from(&person.name),
            position: person.position.clone(),
            email: person.email.clone(),
            unit: person.unit.clone(),
            posts: person.posts.clone(),
            attributes: attributes(&person.attributes),
            roles: self.held.get(id).cloned().unwrap_or_default(),
        })
    }

    /// The unit of this id.
    pub(crate) fn unit(&self, id: &str) -> Option<UnitFacts> {
        let unit = self.organisation.units.get(id)?;
        Some(UnitFacts {
            name: unit.name.ru.clone(),
            kind: unit.kind.clone(),
            parent: unit.parent.clone(),
            attributes: attributes(&unit.attributes),
        })
    }
}
