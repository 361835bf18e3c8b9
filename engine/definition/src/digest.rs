//! Digests: which bytes a definition and a package were compiled from.
//!
//! The organisation does not belong to a definition: people come and go while instances run.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::lower::{self, Draft};
use crate::source::Source;

/// SHA-256 in hex over the process, its act, its letters, its documents and the files of its registers.
pub(crate) fn definition(
    draft: &Draft<'_>,
    sources: &BTreeMap<String, Source>,
    register_files: &BTreeMap<String, String>,
) -> String {
    let folder = draft.outline.folder();
    let definition = &draft.definition;
    let mut paths: BTreeSet<String> = BTreeSet::from([draft.outline.reader.source.path.clone()]);
    paths.extend(
        definition
            .regulation
            .iter()
            .map(|regulation| regulation.file.clone()),
    );
    for id in definition.letters.keys() {
        let own = format!("{folder}/letters/{id}.md");
        paths.insert(if sources.contains_key(&own) {
            own
        } else {
            format!("shared/letters/{id}.md")
        });
    }
    if !definition.documents.is_empty() {
        // Templates import each other, and only the renderer knows which: all that they can reach counts.
        let reach = [
            format!("{folder}/documents/"),
            "shared/documents/".to_owned(),
        ];
        paths.extend(
            sources
                .keys()
                .filter(|path| reach.iter().any(|folder| path.starts_with(folder.as_str())))
                .cloned(),
        );
    }
    if !definition.indicators.is_empty() {
        let declared = sources.keys().filter(|path| lower::is_indicators(path));
        paths.extend(declared.cloned());
    }
    let cards = definition.scorecards.keys();
    paths.extend(cards.map(|id| format!("{folder}/scorecards/{id}.yaml")));
    for id in definition.banks.keys() {
        paths.insert(format!("{folder}/banks/{id}.yaml"));
    }
    let registers = definition.registers.keys();
    paths.extend(registers.filter_map(|id| register_files.get(id).cloned()));
    digest(
        paths
            .iter()
            .filter_map(|path| Some((path.as_str(), sources.get(path)?.text.as_str()))),
    )
}

/// SHA-256 in hex of one text.
pub(crate) fn text(text: &str) -> String {
    digest([("", text)].into_iter())
}

/// SHA-256 in hex over all files.
pub(crate) fn files(files: &BTreeMap<String, String>) -> String {
    digest(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    )
}

/// Lengths go in with the texts, so that no two sets of files look alike.
fn digest<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut hash = Sha256::new();
    for (path, text) in files {
        for part in [path, text] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
