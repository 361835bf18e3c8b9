//! A form of texts in which equal things are equal: case, ё/е, quotes, dashes, spaces. For comparing only; what is written
//! keeps the spelling of the directory.

/// The folded form: lower-case words separated by single spaces.
pub(crate) fn fold(text: &str) -> String {
    let lower = text.to_lowercase().replace("и\u{306}", "й");
    let letters: String = lower.replace("е\u{308}", "е").chars().map(letter).collect();
    let words = letters.split_whitespace().collect::<Vec<_>>().join(" ");
    words
        .replace(" -", "-")
        .replace("- ", "-")
        .replace("№ ", "№")
}

fn letter(letter: char) -> char {
    match letter {
        'ё' => 'е',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '«' | '»' | '"' | '“' | '”' | '„' | '‟' | '\'' | '’' | '‘' | '`' | ',' | '.' | '('
        | ')' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn equal_things_fold_to_the_same() {
        for (text, expected) in [
            ("Семёнова  Анна", "семенова анна"),
            ("МБОУ «СОШ № 5»", "мбоу сош №5"),
            ("Петрова – Водкина", "петрова-водкина"),
            ("Ф.И.О.", "ф и о"),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }
}
