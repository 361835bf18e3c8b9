//! A processes folder as an editor sees it: texts, possibly half-typed, and what they declare.
//!
//! A value, not a store: whoever holds the texts makes a new one when they change. It opens no file.

use std::collections::BTreeMap;

use reglament_definition::grammar::FileKind;
use reglament_definition::limits::FILE_BYTES;
use reglament_definition::{
    Diagnostic, Node, ProcessSurvey, Source, Survey, compile, read, survey,
};

use crate::tolerant;

/// The texts of a processes folder, ready for questions.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) trees: BTreeMap<String, Node>,
    pub(crate) survey: Survey,
}

impl Workspace {
    /// Reads the files of a folder: path with `/`, relative to the folder -> text. Scenarios may be among them.
    pub fn new(files: BTreeMap<String, String>) -> Self {
        let trees: BTreeMap<String, Node> = files
            .iter()
            .filter(|(path, text)| FileKind::of(path).is_some() && text.len() <= FILE_BYTES)
            .map(|(path, text)| (path.clone(), tree(path, text)))
            .collect();
        let survey = survey(&files, &trees);
        Self {
            files,
            trees,
            survey,
        }
    }

    /// The same folder with another text of one file.
    #[must_use]
    pub fn with(&self, path: &str, text: &str) -> Self {
        let mut files = self.files.clone();
        files.insert(path.to_owned(), text.to_owned());
        Self::new(files)
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The files with their texts.
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// Everything that the compiler says about the folder. Scenarios are not compiled.
    pub fn diagnose(&self) -> Vec<Diagnostic> {
        let scenario = |path: &str| path.contains("/scenarios/");
        if !self.files.keys().any(|path| scenario(path)) {
            return compile(&self.files).diagnostics;
        }
        let files = self.files.iter().filter(|(path, _)| !scenario(path));
        let files = files.map(|(path, text)| (path.clone(), text.clone()));
        compile(&files.collect()).diagnostics
    }

    /// The process that a file is about: its own, or for a scenario the one that it names or that of its folder.
    pub(crate) fn process_of(&self, path: &str) -> Option<&ProcessSurvey> {
        match FileKind::of(path)? {
            FileKind::Process => self.survey.process_at(path),
            FileKind::Indicators => {
                let tree = self.trees.get(path)?;
                self.survey.process(tree.get("process")?.text()?)
            }
            FileKind::Scenario => {
                let named = self
                    .trees
                    .get(path)
                    .and_then(|tree| tree.get("process")?.text());
                let folder = path.split('/').next().unwrap_or_default();
                named
                    .and_then(|id| self.survey.process(id))
                    .or_else(|| self.survey.process_at(&format!("{folder}/process.yaml")))
            }
            FileKind::Organisation | FileKind::Registers | FileKind::Bank => None,
            // A card is about the processes of its folder; the first one stands for them.
            FileKind::Scorecard => self.survey.process_at(&format!(
                "{}/process.yaml",
                path.split('/').next().unwrap_or_default()
            )),
        }
    }

    /// Ids of the letters or documents that files of this folder may name, with their paths.
    pub(crate) fn templates(&self, path: &str, kind: &str, ending: &str) -> Vec<(&str, &str)> {
        let folder = path.split('/').next().unwrap_or_default();
        let places = [format!("{folder}/{kind}/"), format!("shared/{kind}/")];
        let mut found: Vec<(&str, &str)> = Vec::new();
        for place in &places {
            for file in self.files.keys() {
                let id = file.strip_prefix(place.as_str());
                let Some(id) = id.and_then(|name| name.strip_suffix(ending)) else {
                    continue;
                };
                if !id.contains('/') && found.iter().all(|(known, _)| *known != id) {
                    found.push((id, file));
                }
            }
        }
        found
    }
}

/// The tree of a file: exact when it can be read, tolerant otherwise.
fn tree(path: &str, text: &str) -> Node {
    let (tree, _) = read(&Source::new(path, text));
    tree.unwrap_or_else(|| tolerant::read(text))
}
