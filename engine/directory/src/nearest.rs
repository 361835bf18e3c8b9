//! «Возможно, …?»: what was probably meant by an unknown name.

use crate::fold::fold;
use crate::limits::COMPARED_CHARS;
use crate::problem::Sentence;

/// Known names listed when nothing is near.
const LISTED: usize = 8;

/// A hint for an unknown word: the nearest of the known ones, else some of them. `known` gives pairs of what is compared and what is shown.
pub(crate) fn hint<'k>(word: &str, known: impl Iterator<Item = (&'k str, &'k str)>) -> Sentence {
    let known: Vec<(&str, &str)> = known.collect();
    let folded = fold(word);
    let length = folded.chars().count();
    let near = |(name, shown): &(&'k str, &'k str)| {
        let name = fold(name);
        // School 4 is never meant by school 1. What is much longer is not near and need not be compared.
        if digits(&name) != digits(&folded)
            || name.chars().count().abs_diff(length) > 1 + length / 4
        {
            return None;
        }
        let short = length.max(name.chars().count()) <= COMPARED_CHARS;
        short.then(|| (strsim::osa_distance(&folded, &name), *shown))
    };
    let best = known.iter().filter_map(near).min();
    // A misspelling changes a letter or two, and never half of the word.
    if let Some((distance, shown)) = best
        && distance <= 1 + length / 4
        && distance * 2 < length.max(3)
    {
        return Sentence::new(
            format!("Возможно, «{shown}»?"),
            format!("Did you mean `{shown}`?"),
        );
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let holds = |name: &str| words.iter().all(|word| fold(name).contains(word));
    let mut holding = known.iter().filter(|(name, _)| holds(name));
    if let (Some((_, shown)), None) = (holding.next(), holding.next()) {
        return Sentence::new(
            format!("Возможно, «{shown}»?"),
            format!("Did you mean `{shown}`?"),
        );
    }
    let mut names: Vec<&str> = known.into_iter().map(|(_, shown)| shown).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Sentence::new(
            "Ничего такого не описано.",
            "Nothing of this sort is declared.",
        );
    }
    let more = if names.len() > LISTED { ", …" } else { "" };
    names.truncate(LISTED);
    let list = names.join(", ");
    Sentence::new(
        format!("Известны: {list}{more}."),
        format!("Known: {list}{more}."),
    )
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
