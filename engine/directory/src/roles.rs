//! The roles that a row names, and the days on which the person is to hold them.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::Tenure;

use crate::columns::Column;
use crate::fold::fold;
use crate::line::Line;
use crate::nearest;
use crate::people::PersonRow;
use crate::present::Present;
use crate::problem::Sentence;
use crate::units::elsewhere;

/// The roles of a cell: ids or titles with commas or semicolons between them.
pub(crate) fn named(line: &Line<'_>, present: &Present) -> BTreeSet<String> {
    let text = line.text(Column::Roles);
    let whole = fold(text);
    // A title may have a comma in it.
    let is_title = |titles: &BTreeSet<String>| titles.iter().any(|title| fold(title) == whole);
    let words: Vec<&str> = match present.roles.values().any(is_title) {
        true => vec![text],
        false => text.split([',', ';']).map(str::trim).collect(),
    };
    let words = words.into_iter().filter(|word| !word.is_empty());
    words.filter_map(|word| role(line, word, present)).collect()
}

fn role(line: &Line<'_>, word: &str, present: &Present) -> Option<String> {
    let folded = fold(word);
    let titled = present.roles.iter();
    let titled = titled.filter(|(_, titles)| titles.iter().any(|title| fold(title) == folded));
    let mut titled: Vec<&String> = titled.map(|(id, _)| id).collect();
    if present.roles.contains_key(word) {
        titled = present.roles.keys().filter(|id| *id == word).collect();
    }
    let says = match titled.as_slice() {
        [role] => match present.elsewhere("roles", role) {
            Some(file) => elsewhere(role, file),
            None => return Some((*role).clone()),
        },
        [] => unknown(line, word, present),
        several => {
            let list = several
                .iter()
                .map(|id| id.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            Sentence::new(
                format!("«{word}» называются несколько ролей: {list}. Напишите одно из этих имён."),
                format!("Several roles are called `{word}`: {list}. Write one of these ids."),
            )
        }
    };
    line.wrong(Column::Roles, "role", says);
    None
}

fn unknown(line: &Line<'_>, word: &str, present: &Present) -> Sentence {
    let hint = if line.problems.borrow().is_full() {
        Sentence::new("", "")
    } else {
        let roles = present.roles.iter();
        let known = roles.flat_map(|(id, titles)| {
            let titles = titles
                .iter()
                .map(move |title| (title.as_str(), id.as_str()));
            std::iter::once((id.as_str(), id.as_str())).chain(titles)
        });
        nearest::hint(word, known)
    };
    Sentence::new(
        format!("Роли «{word}» нет ни в одном процессе. {}", hint.ru),
        format!("No process has the role `{word}`. {}", hint.en),
    )
}

/// The roles of a person after the rows. The days of a row are those of its roles; somebody who is in a role already keeps
/// the first day there, or gets an earlier one.
pub(crate) fn held(
    before: &BTreeMap<String, Tenure>,
    rows: &[PersonRow],
) -> BTreeMap<String, Tenure> {
    let mut named: BTreeMap<&String, Tenure> = BTreeMap::new();
    for row in rows {
        for role in &row.roles {
            let tenure = Tenure {
                from: row.from,
                until: row.until,
            };
            named
                .entry(role)
                .and_modify(|known| *known = together(*known, tenure))
                .or_insert(tenure);
        }
    }
    let mut after = before.clone();
    for (role, tenure) in named {
        match after.get_mut(role) {
            None => {
                after.insert(role.clone(), tenure);
            }
            // Back in office after a pause.
            Some(known)
                if known
                    .until
                    .zip(tenure.from)
                    .is_some_and(|(until, from)| from > until) =>
            {
                *known = tenure;
            }
            Some(known) => {
                known.until = tenure.until.or(known.until);
                known.from = known
                    .from
                    .zip(tenure.from)
                    .map(|(a, b)| a.min(b))
                    .or(known.from);
            }
        }
    }
    after
}

/// One time in office of two posts: from the first day of the earlier to the last of the later.
fn together(one: Tenure, other: Tenure) -> Tenure {
    Tenure {
        from: one.from.zip(other.from).map(|(a, b)| a.min(b)),
        until: one.until.zip(other.until).map(|(a, b)| a.max(b)),
    }
}
