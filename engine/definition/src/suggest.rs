//! «Did you mean …?»: the nearest known name, or the list of known ones.
//!
//! Used for keys, ids and roles; names inside expressions are suggested by the expression crate.

/// Most known names listed when nothing is near.
const LISTED: usize = 10;

/// The nearest of `known`, if it is near enough to be a misspelling.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    if length > crate::limits::ID_CHARS {
        return None;
    }
    let lower = name.to_lowercase();
    let distance = |candidate: &str| strsim::osa_distance(&lower, &candidate.to_lowercase());
    let best = known
        .into_iter()
        .map(|candidate| (distance(candidate), candidate))
        .min()?;
    // A misspelling changes a letter or two, and never half of the name.
    let near = best.0 <= 1 + length / 4 && best.0 * 2 < length.max(3);
    near.then_some(best.1)
}

/// A hint in both languages.
pub(crate) fn advice(ru: impl Into<String>, en: impl Into<String>) -> Option<(String, String)> {
    Some((ru.into(), en.into()))
}

/// A hint: the nearest name, else the known ones.
pub(crate) fn hint<'k>(
    name: &str,
    known: impl IntoIterator<Item = &'k str> + Clone,
) -> Option<(String, String)> {
    if let Some(near) = nearest(name, known.clone()) {
        return Some((
            format!("Возможно, `{near}`?"),
            format!("Did you mean `{near}`?"),
        ));
    }
    let mut names: Vec<&str> = known.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    let list = listed(names)?;
    advice(format!("Известны: {list}."), format!("Known: {list}."))
}

/// Names one after another, the first of them when there are many; `None` when there are none.
pub(crate) fn listed<'k>(names: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let mut names: Vec<&str> = names.into_iter().collect();
    let more = if names.len() > LISTED { ", …" } else { "" };
    names.truncate(LISTED);
    (!names.is_empty()).then(|| names.join(", ") + more)
}
