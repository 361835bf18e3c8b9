//! Who may be meant by a name that nobody has: the same surname with initials, or a name that is almost the same.
//! Suggestions are shown to a person and never taken by themselves.

use crate::fold::fold;
use crate::limits;
use crate::matching::Candidate;

/// Similarity, 0 to 1, below which a name is no suggestion: one wrong letter in a full name gives about 0,95.
const SIMILAR: f64 = 0.88;

/// The likeliest candidates, at most [`limits::SUGGESTIONS`], the best first.
pub(super) fn likeliest(name: &str, candidates: &[Candidate]) -> Vec<Candidate> {
    let wanted = fold(name);
    let mut scored: Vec<(f64, &Candidate)> = candidates
        .iter()
        .map(|candidate| (similarity(&wanted, &fold(&candidate.name)), candidate))
        .filter(|(score, _)| *score >= SIMILAR)
        .collect();
    // Stable: equal scores keep the caller's order.
    scored.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let best = scored.into_iter().take(limits::SUGGESTIONS);
    best.map(|(_, candidate)| candidate.clone()).collect()
}

fn similarity(wanted: &str, known: &str) -> f64 {
    if wanted.split(' ').count() > 1 && abbreviates(wanted, known) {
        return 1.0;
    }
    strsim::jaro_winkler(wanted, known)
}

/// «иванова м п» and «иванова мария» stand for «иванова мария петровна».
fn abbreviates(wanted: &str, known: &str) -> bool {
    let mut known = known.split(' ');
    wanted.split(' ').enumerate().all(|(position, word)| {
        known.next().is_some_and(|full| {
            let initial = position > 0 && word.chars().count() == 1;
            full == word || (initial && full.starts_with(word))
        })
    })
}
