//! The names of the regulation and the awkward ones, each with all its forms in one row.

use serde_json::{Value, json};

use super::add_forms;

fn forms(parts: &str) -> Value {
    let mut parts = parts.split('|').map(str::trim);
    let mut next = || match parts.next() {
        None | Some("") => Value::Null,
        Some(part) => Value::String(part.to_owned()),
    };
    let mut person =
        json!({"family": next(), "given": next(), "patronymic": next(), "gender": next()});
    add_forms(&mut person);
    person
}

/// A name, its genitive, its dative and its short accusative.
const NAMES: [(&str, &str, &str, &str); 17] = [
    (
        "Дашковская|Наталья|Юрьевна",
        "Дашковской Натальи Юрьевны",
        "Дашковской Наталье Юрьевне",
        "Дашковскую Н. Ю.",
    ),
    (
        "Семенова|Анна|Петровна",
        "Семеновой Анны Петровны",
        "Семеновой Анне Петровне",
        "Семенову А. П.",
    ),
    (
        "Давыдова|Ирина|Викторовна",
        "Давыдовой Ирины Викторовны",
        "Давыдовой Ирине Викторовне",
        "Давыдову И. В.",
    ),
    (
        "Шварц|Елена|Фёдоровна",
        "Шварц Елены Фёдоровны",
        "Шварц Елене Фёдоровне",
        "Шварц Е. Ф.",
    ),
    (
        "Шварц|Евгений|Фёдорович",
        "Шварца Евгения Фёдоровича",
        "Шварцу Евгению Фёдоровичу",
        "Шварца Е. Ф.",
    ),
    (
        "Демура|Надежда|Александровна",
        "Демуры Надежды Александровны",
        "Демуре Надежде Александровне",
        "Демуру Н. А.",
    ),
    (
        "Герасимова|Светлана|Алексеевна",
        "Герасимовой Светланы Алексеевны",
        "Герасимовой Светлане Алексеевне",
        "Герасимову С. А.",
    ),
    (
        "Гусарова|Раиса|Михайловна",
        "Гусаровой Раисы Михайловны",
        "Гусаровой Раисе Михайловне",
        "Гусарову Р. М.",
    ),
    (
        "Куданкина|Ольга|Андреевна",
        "Куданкиной Ольги Андреевны",
        "Куданкиной Ольге Андреевне",
        "Куданкину О. А.",
    ),
    (
        "Вахрамеева|Юлия|Сергеевна",
        "Вахрамеевой Юлии Сергеевны",
        "Вахрамеевой Юлии Сергеевне",
        "Вахрамееву Ю. С.",
    ),
    (
        "Клячина|Юлия|Сергеевна",
        "Клячиной Юлии Сергеевны",
        "Клячиной Юлии Сергеевне",
        "Клячину Ю. С.",
    ),
    (
        "Петрова-Водкина|Любовь|Ильинична",
        "Петровой-Водкиной Любови Ильиничны",
        "Петровой-Водкиной Любови Ильиничне",
        "Петрову-Водкину Л. И.",
    ),
    (
        "Черных|Пётр|Ильич",
        "Черных Петра Ильича",
        "Черных Петру Ильичу",
        "Черных П. И.",
    ),
    (
        "Мамедов|Тофик|Али оглы",
        "Мамедова Тофика Али\u{a0}оглы",
        "Мамедову Тофику Али\u{a0}оглы",
        "Мамедова Т. А.",
    ),
    (
        "Ковалёв|Анатолий||male",
        "Ковалёва Анатолия",
        "Ковалёву Анатолию",
        "Ковалёва А.",
    ),
    ("Ким|Саша", "Ким Саша", "Ким Саша", "Ким С."),
    (
        "Иванова|Анна-Мария|Петровна",
        "Ивановой Анны-Марии Петровны",
        "Ивановой Анне-Марии Петровне",
        "Иванову А.-М. П.",
    ),
];

#[test]
fn names_are_declined() {
    for (parts, genitive, dative, accusative) in NAMES {
        let person = forms(parts);
        assert_eq!(person["genitive"], genitive, "{parts}");
        assert_eq!(person["dative"], dative, "{parts}");
        let accusative = accusative.replace(' ', "\u{a0}");
        assert_eq!(
            person["short_accusative"],
            Value::String(accusative),
            "{parts}"
        );
    }
}

#[test]
fn initials_and_full_name() {
    let person = forms("Иванова|мария|Петровна");
    assert_eq!(person["full"], "Иванова мария Петровна");
    assert_eq!(person["short"], "Иванова\u{a0}М.\u{a0}П.");
    assert_eq!(person["initials_first"], "М.\u{a0}П.\u{a0}Иванова");
    assert_eq!(person["gender"], "female");
}

#[test]
fn own_usage_wins_and_feeds_the_short_form() {
    let mut data = json!({"rows": [{
        "family": "Заяц", "given": "Иван", "patronymic": "Петрович", "dative": "Зайцу Ивану Петровичу"
    }]});
    add_forms(&mut data);
    let person = &data["rows"][0];
    assert_eq!(person["dative"], "Зайцу Ивану Петровичу");
    assert_eq!(person["short_dative"], "Зайцу\u{a0}И.\u{a0}П.");
}

#[test]
fn other_objects_are_left_alone() {
    let before = json!({"family": "Лилейные", "title": "x", "list": [1, null, {"given": "y"}]});
    let mut after = before.clone();
    add_forms(&mut after);
    assert_eq!(after, before);
}

#[test]
fn a_usage_of_the_organisation_serves_every_place_of_the_name() {
    let zayats = json!({"family": "Заяц", "given": "Иван", "patronymic": "Петрович"});
    let kim = json!({"family": "Ким", "given": "Саша", "patronymic": null});
    let mut usage = zayats.clone();
    usage["instrumental"] = json!("Зайцем Иваном Петровичем");
    let mut known = kim.clone();
    known["gender"] = json!("female");
    let mut data = json!({"head": zayats, "rows": [{"person": kim}], "declension": [usage, known]});
    add_forms(&mut data);
    assert_eq!(data["head"]["instrumental"], "Зайцем Иваном Петровичем");
    assert_eq!(data["head"]["short_instrumental"], "Зайцем\u{a0}И.\u{a0}П.");
    assert_eq!(data["head"]["dative"], "Заяцу Ивану Петровичу");
    assert_eq!(data["rows"][0]["person"]["dative"], "Ким Саше");
}
