//! Ids: whether one will do, and one for a person or a unit whose table gives none.
//!
//! Made of the name in Latin letters, as it is written on an envelope abroad; the shortest that is free.

use reglament_definition::limits::ID_CHARS;

use crate::limits::ID_TRIES;
use crate::name::Name;

/// Whether it can be an id: letters, digits and `_`, a letter first.
pub(crate) fn fits(id: &str) -> bool {
    let mut letters = id.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && letters.all(|c| c.is_alphanumeric() || c == '_')
        && id.chars().count() <= ID_CHARS
}

/// A free id for a person: `petrov`, `petrov_i`, `petrov_is`, `petrov_2` …
pub(crate) fn of_person(name: &Name, taken: impl Fn(&str) -> bool) -> Option<String> {
    let first = |text: &str| {
        slug(text)
            .chars()
            .next()
            .map(String::from)
            .unwrap_or_default()
    };
    let family = slug(&name.family);
    let initial = format!("{family}_{}", first(&name.given));
    let initials = format!("{initial}{}", first(&name.patronymic));
    let better = [family.clone(), initial, initials].into_iter();
    let numbered = (2..ID_TRIES).map(|number| format!("{family}_{number}"));
    better.chain(numbered).find(|id| fits(id) && !taken(id))
}

/// A free id for a unit, of the words of its name.
pub(crate) fn of_unit(name: &str, taken: impl Fn(&str) -> bool) -> Option<String> {
    let plain = slug(name);
    let numbered = (2..ID_TRIES).map(|number| format!("{plain}_{number}"));
    let mut all = std::iter::once(plain.clone()).chain(numbered);
    all.find(|id| fits(id) && !taken(id))
}

/// Latin letters and digits, words joined by `_`; half of the longest id, so that a number fits behind.
fn slug(text: &str) -> String {
    let mut latin = String::new();
    for letter in text.to_lowercase().chars() {
        match CYRILLIC.iter().find(|(from, _)| *from == letter) {
            Some((_, to)) => latin.push_str(to),
            None if letter.is_ascii_alphanumeric() => latin.push(letter),
            None if !latin.ends_with('_') => latin.push('_'),
            None => {}
        }
    }
    let short: String = latin.trim_matches('_').chars().take(ID_CHARS / 2).collect();
    short.trim_matches('_').to_owned()
}

const CYRILLIC: [(char, &str); 33] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
];

#[cfg(test)]
mod tests {
    use super::{of_person, of_unit};
    use crate::name::Name;

    #[test]
    fn the_shortest_free_id_is_taken() {
        let name = Name::split("Щукин Юрий Иванович").unwrap();
        for (taken, expected) in [
            (&[][..], "shchukin"),
            (&["shchukin"], "shchukin_y"),
            (&["shchukin", "shchukin_y"], "shchukin_yi"),
            (&["shchukin", "shchukin_y", "shchukin_yi"], "shchukin_2"),
        ] {
            let id = of_person(&name, |id| taken.contains(&id));
            assert_eq!(id.as_deref(), Some(expected));
        }
        assert_eq!(
            of_unit("МБОУ «СОШ № 5»", |_| false).as_deref(),
            Some("mbou_sosh_5")
        );
        assert_eq!(of_unit("№ 5", |_| false), None);
    }
}
