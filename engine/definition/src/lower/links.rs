//! `links:` of a start: other instances named by their receipt code.
//!
//! Whether the linked process and its fields exist is checked when all outlines are known, in `start.rs`.

use super::{Block, Reader};
use crate::grammar::LINK;
use crate::model::Link;
use crate::source::Node;

/// Reads the links as written.
pub(crate) fn links<'a>(reader: Reader<'a>, node: &'a Node) -> Vec<Link> {
    let Some(block) = Block::any(reader, node) else {
        return Vec::new();
    };
    block
        .entries()
        .iter()
        .filter_map(|entry| link(reader, &entry.key, &entry.value))
        .collect()
}

fn link<'a>(reader: Reader<'a>, name: &str, node: &'a Node) -> Option<Link> {
    let block = Block::shape(reader, node, &LINK)?;
    let title = block.title("title");
    let process = block.need_word("process")?.text;
    let reads = block
        .words("reads")
        .into_iter()
        .map(|word| word.text)
        .collect();
    Some(Link {
        name: name.to_owned(),
        title,
        process,
        reads,
    })
}
