//! What the `organisation.yaml` and `registers.yaml` of a package declare together: every id once in the whole package.
//!
//! A key that stands twice in one file is no YAML of ours and is told of by its reader.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Block, Reader};
use crate::source::{Entry, Node};
use crate::suggest::advice;

/// A file that may be there several times.
pub(crate) type File<'a> = (Reader<'a>, &'a Node);

/// Ids declared so far.
#[derive(Default)]
pub(super) struct Once<'a> {
    first: BTreeMap<String, (&'a str, Range<usize>)>,
}

impl<'a> Once<'a> {
    /// Whether nothing of this id has been declared in another file; a second declaration is reported with both places.
    pub(super) fn is_new(&mut self, reader: Reader<'a>, entry: &'a Entry, id: String) -> bool {
        let path = reader.source.path.as_str();
        let Some((first, span)) = self.first.get(&id) else {
            self.first.insert(id, (path, entry.key_span.clone()));
            return true;
        };
        if *first == path {
            return true;
        }
        let ru = format!("«{id}» уже описано в файле `{first}`.");
        let en = format!("`{id}` is declared already in the file `{first}`.");
        let hint = advice(
            "Оставьте одно описание: все файлы `organisation.yaml` и `registers.yaml` составляют один справочник. Разным вещам дайте разные имена.",
            "Keep one declaration: all files `organisation.yaml` and `registers.yaml` make up one directory. Give different things different names.",
        );
        let found = reader.source.error("R160", &entry.key_span, ru, en);
        let found = found.related(first, span, "первый раз здесь", "first here");
        reader.report(found.maybe_hint(hint));
        false
    }
}

/// The entries under a key of all files, each id once.
pub(super) fn entries<'a>(blocks: &[Block<'a>], key: &str) -> Vec<(Reader<'a>, &'a Entry)> {
    let mut once = Once::default();
    let mut found = Vec::new();
    for block in blocks {
        let inner = block
            .get(key)
            .and_then(|node| Block::any(block.reader, node));
        for entry in inner.map_or(&[][..], |inner| inner.entries()) {
            if once.is_new(block.reader, entry, entry.key.clone()) {
                found.push((block.reader, entry));
            }
        }
    }
    found
}
