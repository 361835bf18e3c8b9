//! Text to [`Term`]: a whole number and the words of a unit.
//!
//! Numbers in words, fractions and sums ("1 месяц 5 дней") are refused: one way to write a term.

use super::words::{ADJECTIVES, DAYS, SINGULAR, UNITS, WHOLE};
use super::{Term, TermError, Unit};
use crate::limits::{MAX_TERM_COUNT, MAX_TERM_TEXT};

pub(super) fn term(text: &str) -> Result<Term, TermError> {
    if text.chars().take(MAX_TERM_TEXT + 1).count() > MAX_TERM_TEXT {
        return Err(TermError::TooLong);
    }
    let shown = text.trim().to_owned();
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let Some(first) = words.first() else {
        return Err(TermError::Empty);
    };
    let count = number(first, &shown)?;
    let phrase = phrase(if count.is_some() { &words[1..] } else { &words });
    if let (None, Some(term)) = (count, whole(&phrase)) {
        return Ok(term);
    }
    let Some(unit) = unit(&phrase) else {
        let suggestion = nearest(&phrase, count.unwrap_or(1));
        return Err(TermError::Unknown {
            text: shown,
            suggestion,
        });
    };
    match count {
        Some(count) => Ok(Term::new(count, unit)),
        None if SINGULAR.contains(&phrase.as_str()) => Ok(Term::new(1, unit)),
        None => Err(TermError::NoCount { text: shown }),
    }
}

fn whole(phrase: &str) -> Option<Term> {
    let found = WHOLE.iter().find(|(names, _)| names.contains(&phrase));
    found.map(|(_, term)| *term)
}

/// The words without the full stops of abbreviations, one space between them.
fn phrase(words: &[&str]) -> String {
    let bare: Vec<&str> = words
        .iter()
        .map(|word| word.strip_suffix('.').unwrap_or(word))
        .collect();
    bare.join(" ")
}

/// The count, `None` when the text starts with a word.
fn number(first: &str, shown: &str) -> Result<Option<u32>, TermError> {
    if !first.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+') {
        return Ok(None);
    }
    if !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(TermError::NotWhole {
            text: shown.to_owned(),
        });
    }
    let count = first.parse::<u32>().unwrap_or(u32::MAX);
    match count {
        0 => Err(TermError::Zero {
            text: shown.to_owned(),
        }),
        1..=MAX_TERM_COUNT => Ok(Some(count)),
        _ => Err(TermError::TooLarge {
            text: shown.to_owned(),
        }),
    }
}

fn unit(phrase: &str) -> Option<Unit> {
    if let Some((unit, _)) = UNITS.iter().find(|(_, words)| words.contains(&phrase)) {
        return Some(*unit);
    }
    let (adjective, day) = phrase.split_once(' ')?;
    let (unit, _) = ADJECTIVES
        .iter()
        .find(|(_, words)| words.contains(&adjective))?;
    DAYS.contains(&day).then_some(*unit)
}

/// The term whose words are closest to what was written; `None` when nothing is close.
fn nearest(phrase: &str, count: u32) -> Option<Term> {
    let adjectives = ADJECTIVES.iter().flat_map(|(unit, words)| {
        let full = words.iter().filter(|word| word.chars().count() > 3);
        full.flat_map(move |word| DAYS.iter().map(move |day| (*unit, format!("{word} {day}"))))
    });
    let plain = UNITS.iter().flat_map(|(unit, words)| {
        let full = words.iter().filter(|word| word.chars().count() > 3);
        full.map(move |word| (*unit, (*word).to_owned()))
    });
    let ranked = plain.chain(adjectives).map(|(unit, words)| {
        (
            strsim::damerau_levenshtein(phrase, &words),
            words.chars().count(),
            unit,
        )
    });
    let (distance, length, unit) = ranked.min_by_key(|(distance, _, _)| *distance)?;
    (distance <= (length / 3).max(1)).then(|| Term::new(count, unit))
}
