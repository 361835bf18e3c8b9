//! Russian nouns after numbers: 1 ошибка, 2 ошибки, 5 ошибок.
//!
//! English counts are worded so that they need no plural.

/// The number with the right form of the noun: `[1, 2, 5]`.
pub(crate) fn counted(count: usize, [one, few, many]: [&str; 3]) -> String {
    let form = match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    };
    format!("{count} {form}")
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn a_noun_follows_its_number() {
        let forms = ["шаг", "шага", "шагов"];
        for (count, expected) in [
            (0, "0 шагов"),
            (1, "1 шаг"),
            (3, "3 шага"),
            (5, "5 шагов"),
            (11, "11 шагов"),
            (21, "21 шаг"),
            (112, "112 шагов"),
            (122, "122 шага"),
        ] {
            assert_eq!(counted(count, forms), expected);
        }
    }
}
