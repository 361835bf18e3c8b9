//! The participants of the demonstration: invented people, the same at every start.
//!
//! Names and schools are combined from short lists; nobody real is meant.

use reglament_core::RawInput;
use serde_json::{Value, json};

const WOMEN: [&str; 10] = [
    "Абрамова",
    "Белова",
    "Власова",
    "Громова",
    "Ефимова",
    "Калинина",
    "Лебедева",
    "Назарова",
    "Родионова",
    "Фомина",
];
const MEN: [&str; 10] = [
    "Антонов",
    "Борисов",
    "Воробьёв",
    "Гаврилов",
    "Дроздов",
    "Ершов",
    "Ковалёв",
    "Мельников",
    "Панов",
    "Тарасов",
];
const WOMEN_GIVEN: [&str; 7] = [
    "Алла",
    "Вера",
    "Галина",
    "Екатерина",
    "Лидия",
    "Нина",
    "Ольга",
];
const MEN_GIVEN: [&str; 7] = [
    "Андрей",
    "Борис",
    "Виктор",
    "Глеб",
    "Денис",
    "Игорь",
    "Пётр",
];
const WOMEN_PATRONYMIC: [&str; 6] = [
    "Андреевна",
    "Борисовна",
    "Викторовна",
    "Ильинична",
    "Петровна",
    "Сергеевна",
];
const MEN_PATRONYMIC: [&str; 6] = [
    "Андреевич",
    "Борисович",
    "Викторович",
    "Ильич",
    "Петрович",
    "Сергеевич",
];

/// Items of the test.
pub(super) const ITEMS: i64 = 50;

/// The answers of participant `n` on the registration form.
pub(super) fn registration(n: usize) -> RawInput {
    let (family, given, patronymic) = name(n);
    let school = 3 + (n * 7) % 96;
    let position = if n.is_multiple_of(3) {
        "заместитель директора"
    } else {
        "директор"
    };
    let fields = json!({
        "name": {"family": family, "given": given, "patronymic": patronymic},
        "position": position,
        "school": format!("МБОУ «СОШ № {school}»"),
        "email": format!("uchastnik{:02}@example.ru", n + 1),
        "consent": true,
        "publication_consent": !n.is_multiple_of(4),
    });
    match fields {
        Value::Object(fields) => fields,
        _ => RawInput::new(),
    }
}

/// Right answers of participant `n`; `None` for who did not come. One in eight fails.
pub(super) fn correct(n: usize) -> Option<i64> {
    if n % 17 == 11 {
        return None;
    }
    let spread = i64::try_from((n * 5) % 11).unwrap_or_default();
    Some(if fails(n) {
        31 + spread / 2
    } else {
        40 + spread.min(10)
    })
}

/// Whether participant `n` fails.
pub(super) fn fails(n: usize) -> bool {
    n % 8 == 2
}

fn name(n: usize) -> (&'static str, &'static str, &'static str) {
    let k = n / 2;
    if n.is_multiple_of(2) {
        (
            WOMEN[k % 10],
            WOMEN_GIVEN[(k * 3) % 7],
            WOMEN_PATRONYMIC[(k * 5 + k / 10) % 6],
        )
    } else {
        (
            MEN[k % 10],
            MEN_GIVEN[(k * 3) % 7],
            MEN_PATRONYMIC[(k * 5 + k / 10) % 6],
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn forty_people_have_forty_names() {
        let names: BTreeSet<_> = (0..40).map(name).collect();
        assert_eq!(names.len(), 40);
    }

    #[test]
    fn whoever_fails_has_less_than_eighty_percent() {
        for n in 0..80 {
            if let Some(correct) = correct(n) {
                assert_eq!(correct * 100 < ITEMS * 80, fails(n), "{n}");
                assert!(correct <= ITEMS, "{n}");
            }
        }
    }
}
