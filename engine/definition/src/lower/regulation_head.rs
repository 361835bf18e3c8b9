//! `regulation:`: the act behind a process, the file of its clauses, the clauses that order nothing.
//!
//! Processes beside `process.yaml` may leave it out: they belong to the same act.

use std::ops::Range;

use super::{Block, Lowering, Outline, Word, World};
use crate::clauses::{self, Act};
use crate::grammar::REGULATION;
use crate::model::Regulation;
use crate::suggest::advice;

/// The act as a process names it.
pub(crate) struct RegulationHead {
    pub(crate) regulation: Regulation,
    /// Clauses declared to order nothing, with their places in the process file.
    pub(crate) text_only: Vec<(String, String, Range<usize>)>,
    pub(crate) act: Act,
}

impl<'w> Lowering<'w> {
    /// Reads the act. `None` when the process names none or its file is missing.
    pub(crate) fn regulation(&self) -> Option<RegulationHead> {
        let own = self.outline.block.get("regulation");
        let block = match own {
            Some(node) => Block::shape(self.reader, node, &REGULATION)?,
            None => self.inherited()?,
        };
        let text_only = if own.is_some() {
            text_only(block)
        } else {
            Vec::new()
        };
        let act = block
            .need_word("act")
            .map(|word| word.text)
            .unwrap_or_default();
        let written = block.need_word("text")?;
        let file = resolve(self.outline.folder(), &written.text);
        let Some(source) = file.as_ref().and_then(|file| self.world.sources.get(file)) else {
            // An inherited act has been reported where it is named.
            own?;
            self.missing_act(&written);
            return None;
        };
        let clauses = clauses::read(source, self.world.log);
        for (clause, _, span) in text_only
            .iter()
            .filter(|(clause, ..)| !clauses.knows(clause))
        {
            self.unknown_clause(clause, span, &clauses);
        }
        let regulation = Regulation {
            act,
            file: source.path.clone(),
            clauses: clauses
                .clauses
                .iter()
                .map(|clause| (clause.id.clone(), clause.text.clone()))
                .collect(),
            text_only: text_only
                .iter()
                .map(|(clause, why, _)| (clause.clone(), why.clone()))
                .collect(),
        };
        Some(RegulationHead {
            regulation,
            text_only,
            act: clauses,
        })
    }

    fn missing_act(&self, written: &Word) {
        let folder = self.outline.folder();
        let path =
            resolve(folder, &written.text).unwrap_or_else(|| format!("{folder}/regulation.md"));
        let ru = format!("Файла «{}» с текстом акта нет.", written.text);
        let en = format!(
            "There is no file `{}` with the text of the act.",
            written.text
        );
        let hint = (format!("Создайте `{path}`."), format!("Create `{path}`."));
        self.reader.error("R073", &written.span, ru, en, Some(hint));
    }

    /// The block of `process.yaml` in the same folder.
    fn inherited(&self) -> Option<Block<'w>> {
        let main = format!("{}/process.yaml", self.outline.folder());
        let sibling = self
            .world
            .outlines
            .values()
            .find(|outline| outline.reader.source.path == main)?;
        let node = sibling.block.node.get("regulation")?;
        node.map()?;
        Block::any(sibling.reader, node)
    }

    /// Reports a clause that the act does not have.
    pub(crate) fn unknown_clause(&self, clause: &str, span: &Range<usize>, act: &Act) {
        let ru = format!("Пункта «{clause}» в акте нет.");
        let en = format!("The act has no clause `{clause}`.");
        // Numbers that look alike are not near: 2.9 is no misspelling of 2.1.
        let chapter = clause.rsplit_once('.').map_or("", |(chapter, _)| chapter);
        let near = act
            .ids()
            .filter(|id| id.starts_with(&format!("{chapter}.")));
        let list = crate::suggest::listed(near).or_else(|| crate::suggest::listed(act.ids()));
        let list = list.unwrap_or_default();
        let hint = advice(
            format!("Пункты акта: {list}."),
            format!("Clauses of the act: {list}."),
        );
        self.reader.error("R071", span, ru, en, hint);
    }
}

fn text_only(block: Block<'_>) -> Vec<(String, String, Range<usize>)> {
    let clauses = block
        .get("text_only")
        .and_then(|node| Block::any(block.reader, node));
    let entries = clauses.map(|block| block.entries()).unwrap_or_default();
    let why = |entry: &crate::source::Entry| {
        block
            .reader
            .text(&entry.value)
            .unwrap_or_default()
            .to_owned()
    };
    entries
        .iter()
        .map(|entry| (entry.key.clone(), why(entry), entry.key_span.clone()))
        .collect()
}

/// The path of the act that a process names, its own or that of `process.yaml` beside it.
pub(crate) fn act_file(world: &World<'_>, outline: &Outline<'_>) -> Option<String> {
    let main = format!("{}/process.yaml", outline.folder());
    let mut outlines = world.outlines.values();
    let sibling = outlines.find(|other| other.reader.source.path == main);
    let heads = [Some(outline), sibling];
    let written = heads.into_iter().flatten().find_map(|outline| {
        let head = outline.block.node.get("regulation")?;
        head.get("text")?.text()
    })?;
    resolve(outline.folder(), written)
}

/// The path of a file written relative to a folder; `None` when it leaves the package.
fn resolve(folder: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
