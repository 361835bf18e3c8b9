//! Folding of names and schools to a form in which equal things are equal: ё/е, case, dashes, quotes, spaces, Latin
//! letters typed among Cyrillic ones. For comparing only; documents keep the spelling of the directory.

/// Latin letters that look like Cyrillic ones.
const LOOK_ALIKES: [(char, char); 12] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
];

/// The folded form: lower case words separated by single spaces.
pub(crate) fn fold(text: &str) -> String {
    let text = text
        .to_lowercase()
        .replace("и\u{306}", "й")
        .replace("е\u{308}", "е");
    let cyrillic = text.chars().any(|letter| ('а'..='я').contains(&letter));
    let folded: String = text
        .chars()
        .filter(|letter| {
            !matches!(
                letter,
                '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{301}'
            )
        })
        .map(|letter| fold_letter(letter, cyrillic))
        .collect();
    let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    words
        .replace(" -", "-")
        .replace("- ", "-")
        .replace("№ ", "№")
}

fn fold_letter(letter: char, cyrillic: bool) -> char {
    match letter {
        'ё' => 'е',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '«' | '»' | '"' | '“' | '”' | '„' | '‟' | '\'' | '’' | '‘' | '`' | ',' | '.' | '('
        | ')' => ' ',
        other if cyrillic && other.is_ascii_alphabetic() => LOOK_ALIKES
            .iter()
            .find(|(latin, _)| *latin == other)
            .map_or(other, |(_, russian)| *russian),
        other => other,
    }
}

/// Whether two names of a school can mean the same one: the words of one are all among the words of the other, and the
/// numbers agree. «СОШ № 5» is «МБОУ «СОШ №5»», never «СОШ № 15».
pub(crate) fn same_school(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let words = |text: &'_ str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let (one, other) = (words(&one), words(&other));
    let numbers = |words: &[String]| -> Vec<String> {
        let mut numbers: Vec<String> = words
            .iter()
            .map(|word| {
                word.chars()
                    .filter(char::is_ascii_digit)
                    .collect::<String>()
            })
            .filter(|digits| !digits.is_empty())
            .collect();
        numbers.sort();
        numbers
    };
    if numbers(&one) != numbers(&other) {
        return false;
    }
    let plain = |words: &[String]| -> Vec<String> {
        let word = |word: &String| {
            word.trim_start_matches('№')
                .trim_start_matches('n')
                .to_owned()
        };
        words
            .iter()
            .map(word)
            .filter(|word| !word.is_empty())
            .collect()
    };
    let (one, other) = (plain(&one), plain(&other));
    !one.is_empty()
        && !other.is_empty()
        && (one.iter().all(|word| other.contains(word))
            || other.iter().all(|word| one.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::{fold, same_school};

    #[test]
    fn equal_names_fold_to_the_same() {
        let table = [
            ("Семёнова  Анна", "семенова анна"),
            ("СЕМЕНОВА АННА", "семенова анна"),
            ("Семе\u{308}нова А\u{301}нна", "семенова анна"),
            ("Петрова – Водкина", "петрова-водкина"),
            ("Петрова‑Водкина", "петрова-водкина"),
            ("Иванова\u{a0}М.\u{a0}П.", "иванова м п"),
            ("Cидоров", "сидоров"),
            ("Smith", "smith"),
            ("Никифоров Андреи\u{306}", "никифоров андрей"),
        ];
        for (text, expected) in table {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn schools_are_compared_by_words_and_numbers() {
        let table = [
            ("СОШ № 5", "МБОУ «СОШ №5»", true),
            ("МБОУ \"СОШ № 5\"", "МБОУ «СОШ № 5»", true),
            ("Школа 5", "школа № 5", true),
            ("СОШ № 5", "СОШ № 15", false),
            ("СОШ № 5", "Лицей № 5", false),
            ("СОШ № 5", "", false),
            ("Гимназия", "МБОУ «Гимназия № 1»", false),
        ];
        for (one, other, expected) in table {
            assert_eq!(same_school(one, other), expected, "{one} / {other}");
            assert_eq!(same_school(other, one), expected, "{other} / {one}");
        }
    }
}
