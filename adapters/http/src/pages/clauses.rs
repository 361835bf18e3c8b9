//! The clauses behind a task or a milestone: provisions of one clause are said together, its wording once.

use reglament_runtime::ClauseView;

use crate::locale::Locale;

/// Clauses by their wording, in their order: numbers and text.
pub(super) fn grouped(clauses: &[ClauseView]) -> Vec<(String, &str)> {
    let mut groups: Vec<(Vec<&str>, &str)> = Vec::new();
    for clause in clauses {
        let same =
            |group: &&mut (Vec<&str>, &str)| !clause.text.is_empty() && group.1 == clause.text;
        match groups.iter_mut().find(same) {
            Some((ids, _)) => ids.push(&clause.id),
            None => groups.push((vec![&clause.id], &clause.text)),
        }
    }
    let numbers = groups.into_iter().map(|(ids, text)| (numbers(&ids), text));
    numbers.collect()
}

/// «п. 2.3»; a provision that begins with a word goes by that word: «Приложение 1.1», «Приказ 2.3».
pub(super) fn named(locale: Locale, id: &str) -> String {
    match id.starts_with(|first: char| first.is_ascii_digit()) {
        true => locale.fill("task.clause", &[("id", id)]),
        false => id.to_owned(),
    }
}

/// «3.5а, 3.5б» as «3.5 (а, б)».
fn numbers(ids: &[&str]) -> String {
    let parts = ids.iter().map(|id| {
        let number = id.trim_end_matches(char::is_alphabetic);
        (number, &id[number.len()..])
    });
    let parts: Vec<(&str, &str)> = parts.collect();
    match parts.first() {
        Some((number, _))
            if ids.len() > 1
                && parts
                    .iter()
                    .all(|(n, letter)| n == number && !letter.is_empty()) =>
        {
            let letters: Vec<&str> = parts.iter().map(|(_, letter)| *letter).collect();
            format!("{number} ({})", letters.join(", "))
        }
        _ => ids.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn only_numbers_are_clauses() {
        let locale = Locale::new(Language::Russian);
        for (id, name) in [
            ("2.3", "п. 2.3"),
            ("Приложение 1.1", "Приложение 1.1"),
            ("Приказ 2.3", "Приказ 2.3"),
        ] {
            assert_eq!(named(locale, id), name);
        }
    }

    #[test]
    fn provisions_of_one_clause_are_said_together() {
        let clause = |id: &str, text: &str| ClauseView {
            id: id.to_owned(),
            text: text.to_owned(),
        };
        let clauses = [
            clause("Строка 2а", "Май"),
            clause("3.5", "Приказ"),
            clause("Строка 2б", "Май"),
            clause("4", ""),
            clause("5", ""),
        ];
        let expected = [
            ("Строка 2 (а, б)", "Май"),
            ("3.5", "Приказ"),
            ("4", ""),
            ("5", ""),
        ];
        let expected = expected.map(|(id, text)| (id.to_owned(), text));
        assert_eq!(grouped(&clauses), expected);
        assert_eq!(numbers(&["3.5а", "3.6"]), "3.5а, 3.6");
    }
}
