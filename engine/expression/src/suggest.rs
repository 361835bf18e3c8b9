//! «Did you mean …?»: the nearest known name.
//!
//! Latin and Cyrillic letters that look alike count as one letter, because `сorrect` with a Cyrillic «с» cannot be seen.

use crate::Problem;

/// Most known names listed when nothing is near.
const LISTED: usize = 8;
/// Longer names are not compared: the work is quadratic.
const COMPARED_CHARS: usize = 64;

/// Adds the nearest of `known` to the problem, or lists some of them.
pub(crate) fn nearest<'k>(
    problem: Problem,
    name: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Problem {
    let folded = fold(name);
    let best = known
        .clone()
        .filter(|candidate| candidate.chars().count() <= COMPARED_CHARS)
        .filter(|_| name.chars().count() <= COMPARED_CHARS)
        .map(|candidate| (strsim::osa_distance(&folded, &fold(candidate)), candidate))
        .min();
    match best {
        Some((0, candidate)) if candidate != name => problem.hint(
            format!("Возможно, «{candidate}»: в имени другие буквы или регистр (латиница вместо кириллицы или наоборот)."),
            format!("Did you mean `{candidate}`? The name has other letters or case (Latin for Cyrillic or the reverse)."),
        ),
        Some((distance, candidate)) if is_near(distance, &folded) => problem.hint(
            format!("Возможно, «{candidate}»?"),
            format!("Did you mean `{candidate}`?"),
        ),
        Some(_) => {
            let mut names: Vec<&str> = known.collect();
            names.sort_unstable();
            let more = if names.len() > LISTED { ", …" } else { "" };
            names.truncate(LISTED);
            let list = names.join(", ");
            problem.hint(
                format!("Известны: {list}{more}."),
                format!("Known: {list}{more}."),
            )
        }
        None => problem.hint("Здесь ничего не объявлено.", "Nothing is declared here."),
    }
}

/// A misspelling changes a letter or two, and never half of the name.
fn is_near(distance: usize, name: &str) -> bool {
    let length = name.chars().count();
    distance <= 1 + length / 4 && distance * 2 < length.max(3)
}

/// Lower case, with Cyrillic letters replaced by the Latin ones that look the same.
fn fold(name: &str) -> String {
    const ALIKE: [(char, char); 12] = [
        ('а', 'a'),
        ('в', 'b'),
        ('е', 'e'),
        ('ё', 'e'),
        ('к', 'k'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('т', 't'),
        ('у', 'y'),
        ('х', 'x'),
        ('і', 'i'),
    ];
    name.to_lowercase()
        .chars()
        .map(|c| ALIKE.iter().find(|(a, _)| *a == c).map_or(c, |(_, b)| *b))
        .collect()
}
