//! Where a person works: `unit`, or `posts` with the days on which they are held.

use std::collections::BTreeMap;

use super::holders::dates;
use super::units::{known, too_many};
use super::{Block, Reader};
use crate::grammar::POST;
use crate::limits::POSTS;
use crate::model::{Post, Tenure, Unit};
use crate::source::Node;
use crate::suggest::advice;

/// Where a person works.
#[derive(Default)]
pub(super) struct Work {
    pub(super) position: String,
    pub(super) unit: Option<String>,
    pub(super) posts: Vec<Post>,
}

/// Reads it. A person with posts needs no position beside them: the last one is told where no post is held.
pub(super) fn work<'a>(block: Block<'a>, units: &BTreeMap<String, Unit>) -> Work {
    let posts = posts(block, units);
    let position = match posts.last() {
        Some(last) => block
            .word("position")
            .map_or(last.position.clone(), |word| word.text),
        None => block
            .need_word("position")
            .map(|word| word.text)
            .unwrap_or_default(),
    };
    Work {
        position,
        unit: unit(block, units),
        posts,
    }
}

fn unit(block: Block<'_>, units: &BTreeMap<String, Unit>) -> Option<String> {
    let word = block.word("unit")?;
    known(block.reader, &word, units);
    Some(word.text)
}

fn posts<'a>(block: Block<'a>, units: &BTreeMap<String, Unit>) -> Vec<Post> {
    let Some(node) = block.get("posts") else {
        return Vec::new();
    };
    let reader = block.reader;
    let items = reader.list(node);
    if let Some(item) = items.get(POSTS) {
        too_many(
            reader,
            &item.span,
            POSTS,
            ("должностей у человека", "posts of one person"),
        );
    }
    let mut posts: Vec<Post> = Vec::new();
    for item in items.iter().take(POSTS) {
        let Some(post) = post(reader, item, units) else {
            continue;
        };
        if posts
            .iter()
            .any(|other| overlap(&other.tenure, &post.tenure))
        {
            at_once(reader, item);
        }
        posts.push(post);
    }
    posts
}

fn post<'a>(reader: Reader<'a>, node: &'a Node, units: &BTreeMap<String, Unit>) -> Option<Post> {
    let block = Block::shape(reader, node, &POST)?;
    let tenure = dates(block, "position").unwrap_or_default();
    let unit = unit(block, units);
    let position = block.need_word("position")?.text;
    Some(Post {
        unit,
        position,
        tenure,
    })
}

/// Whether some day belongs to both.
fn overlap(a: &Tenure, b: &Tenure) -> bool {
    let begins_by = |one: &Tenure, other: &Tenure| match (one.from, other.until) {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    };
    begins_by(a, b) && begins_by(b, a)
}

fn at_once(reader: Reader<'_>, node: &Node) {
    let (ru, en) = (
        "В эти дни у человека две должности: непонятно, в каком подразделении он работает.",
        "On these days the person has two posts: it is not clear in which unit the person works.",
    );
    let hint = advice(
        "Допишите `from` и `until`, чтобы дни не пересекались, и оставьте основную должность; обязанности по второй дают роли.",
        "Add `from` and `until` so that the days do not meet, and keep the main post; the duties of the second one are given by roles.",
    );
    reader.error("R164", &node.span, ru, en, hint);
}
