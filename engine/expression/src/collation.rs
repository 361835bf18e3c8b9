//! Russian dictionary order by CLDR: `ё` sorts with `е`, case and `ё` decide only between otherwise equal texts.
//!
//! The tables are compiled in, so every node sorts alike. Equal means equal bytes: the order is total.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use std::cmp::Ordering;
use std::sync::LazyLock;

static RUSSIAN: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| Collator::try_new(locale!("ru").into(), CollatorOptions::default()).ok());

/// The order of two texts in a Russian dictionary; total, and equal for equal texts only.
#[must_use]
pub fn compare(a: &str, b: &str) -> Ordering {
    let by_dictionary = match &*RUSSIAN {
        Some(russian) => russian.compare(a, b),
        // The compiled data hold Russian; without them the bytes still give a total order.
        None => Ordering::Equal,
    };
    by_dictionary.then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_a_russian_dictionary() {
        let mut names = [
            "Яшин",
            "Ежов",
            "Ёлкин",
            "Елагин",
            "ель",
            "Ель",
            "Семенов Борис",
            "Семёнов Андрей",
            "Йодов",
            "Иванов",
            "Abel",
            "10",
        ];
        names.sort_by(|a, b| compare(a, b));
        let wanted = [
            "10",
            "Ежов",
            "Елагин",
            "Ёлкин",
            "ель",
            "Ель",
            "Иванов",
            "Йодов",
            "Семёнов Андрей",
            "Семенов Борис",
            "Яшин",
            "Abel",
        ];
        assert_eq!(names, wanted);
        assert!(RUSSIAN.is_some());
    }
}
