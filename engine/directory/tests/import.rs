//! Tables -> preview and new text, as snapshots; and what must hold of every one of them: the same table again changes
//! nothing, and lines that no change is about stay byte for byte.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use reglament_definition::Language;
use reglament_directory::{Present, Sheet, SheetRow, Wish, limits, plan, preview, rewrite};

const ORGANISATION: &str = include_str!("organisation.yaml");
const PROCESS: &str = "process: case\ntitle: Дело\ntime_zone: Europe/Moscow\ncalendar: ru\n\
    roles: {clerk: Специалист приёмной, head: Начальник, school_head: Директор школы, expert: Эксперт}\n\
    start: {role: clerk}\nsteps:\n  done: {end: Готово}\n";

/// Cells between `|`, the titles in the first line.
fn sheet(text: &str) -> Sheet {
    let cells = |line: &str| -> Vec<String> {
        line.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let mut lines = text.lines();
    let rows = |(index, line): (usize, &str)| SheetRow {
        number: index + 2,
        cells: cells(line),
    };
    Sheet {
        header: cells(lines.next().unwrap()),
        rows: lines.enumerate().map(rows).collect(),
    }
}

#[derive(Default)]
struct Case<'c> {
    /// `organisation.yaml`; absent: the one of the tests.
    organisation: Option<&'c str>,
    people: &'c str,
    units: &'c str,
    complete: Option<&'c str>,
}

fn files(organisation: &str) -> BTreeMap<String, String> {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    BTreeMap::from([
        file("organisation.yaml", organisation),
        file("case/process.yaml", PROCESS),
        file(
            "other/organisation.yaml",
            "people:\n  zorin: {name: Зорин Лев Львович, position: юрист, email: zorin@example.ru}\nroles: {expert: zorin}\n",
        ),
    ])
}

/// The preview in Russian, and the lines that the new text has and the old one has not.
fn outcome(case: &Case<'_>) -> String {
    let old = case.organisation.unwrap_or(ORGANISATION);
    let mut files = files(old);
    let wish = Wish {
        people: Some(case.people).filter(|text| !text.is_empty()).map(sheet),
        units: Some(case.units).filter(|text| !text.is_empty()).map(sheet),
        complete: case.complete.map(|day| day.parse::<NaiveDate>().unwrap()),
    };
    let present = Present::read(&files, "").unwrap();
    let found = plan(&present, &wish);
    let mut told = preview(&found, Language::Russian);
    assert_eq!(
        preview(&found, Language::English).lines().count(),
        told.lines().count(),
        "both languages tell the same"
    );
    match rewrite(&files, &present, &found) {
        Ok(new) => {
            told.push_str("\n--\n");
            changed_lines(old, &new, &mut told);
            files.insert("organisation.yaml".to_owned(), new);
            let again = plan(&Present::read(&files, "").unwrap(), &wish);
            assert_eq!(again.changes, [], "the same table again changes nothing");
        }
        Err(says) => write!(told, "\n-- {}", says.ru).unwrap(),
    }
    told
}

/// Lines that went and came, in order; all others are the same in both texts.
fn changed_lines(old: &str, new: &str, told: &mut String) {
    let mut old = old.lines().peekable();
    for line in new.lines() {
        if old.peek() == Some(&line) {
            old.next();
            continue;
        }
        // Changed in place: the line that it took the place of is gone.
        let key = |line: &str| {
            line.trim_start()
                .split([':', '{', ' '])
                .next()
                .map(str::to_owned)
        };
        if let Some(gone) = old.next_if(|gone| key(gone) == key(line)) {
            writeln!(told, "- {gone}").unwrap();
        }
        writeln!(told, "+ {line}").unwrap();
    }
    assert_eq!(
        old.collect::<Vec<_>>(),
        Vec::<&str>::new(),
        "a line is lost"
    );
}

macro_rules! snapshot {
    ($name:literal, $case:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots" }, {
            insta::assert_snapshot!($name, outcome(&$case));
        });
    };
}

#[test]
fn whoever_is_new_is_added_in_the_style_of_the_file() {
    snapshot!(
        "added",
        Case {
            people: "ФИО | Должность | Эл. почта | Подразделение | Роли | Табельный номер\n\
                 Щукин Юрий Иванович | методист, куратор | schukin@example.ru | Школа №2 | | 17\n\
                 ОРЛОВА АННА СЕРГЕЕВНА | директор | orlova2@example.ru | school_2 | Директор школы; clerk | 18\n\
                 Мамедов Ариф Гусейн оглы | завхоз | mamedov@example.ru | | | 19",
            ..Case::default()
        }
    );
}

#[test]
fn what_differs_is_changed_where_it_stands() {
    snapshot!(
        "changed",
        Case {
            people: "Логин | Фамилия | Имя | Отчество | Должность | E-mail | Подразделение | grade\n\
                 | Соколова | Ирина | Павловна | Ведущий специалист | SOKOLOVA@example.ru | | 12\n\
                 | Белова-Титова | Анна | Сергеевна | | belova@example.ru | |\n\
                 kim | Ким | Олег | | юрист | kim@example.org | Отдел кадров |",
            units: "Название | Вид | Входит в | pupils\n\
                Школа № 1 | Школа | Отдел кадров | 700\n\
                МБОУ «СОШ № 3» | school | Северный район | 1 020",
            ..Case::default()
        }
    );
}

#[test]
fn days_make_posts_and_close_the_one_before() {
    snapshot!(
        "posts",
        Case {
            people: "ФИО | Должность | Подразделение | С | По | Роли | Почта\n\
                 Лунин Олег Петрович | директор | school_2 | 01.04.2026 | | school_head |\n\
                 Соколова Ирина Павловна | начальник отдела | hr | 1 сентября 2026 г. | н.в. | head |\n\
                 Белова Анна Сергеевна | консультант | | 01.03.2026 | | |\n\
                 Ким Олег | юрист | | 44805 | 2026-12-31 | |\n\
                 Новикова Вера Ильинична | секретарь | school_1 | 01.09.2020 | 31.08.2022 | | novikova@example.ru\n\
                 Новикова Вера Ильинична | заместитель директора | school_1 | 01.09.2022 | | | novikova@example.ru",
            ..Case::default()
        }
    );
}

#[test]
fn whoever_is_absent_from_the_whole_staff_gets_a_last_day() {
    snapshot!(
        "complete",
        Case {
            people: "ФИО | Роли\n\
                 Соколова Ирина Павловна | clerk\n\
                 Белова Анна Сергеевна |",
            complete: Some("2026-08-31"),
            ..Case::default()
        }
    );
}

#[test]
fn every_wrong_cell_is_named() {
    snapshot!(
        "wrong",
        Case {
            people: "Логин | ФИО | Должность | Почта | Подразделение | С | По | Роли | grade\n\
                 | Щукин | методист | a@example.ru | | | | |\n\
                 | Щукин Ю. И. | методист | a@example.ru | | | | |\n\
                 | Щукин Юрий | методист | a.example.ru | Школа № 4 | 03/04/2022 | | школьный директор | пять\n\
                 | Щукин Яков | методист | a@example.ru, b@example.ru | scool_1 | 01.09.22 | сентябрь | clark | 1,5\n\
                 5k | Щукин Пётр | методист | p@example.ru | | 01.09.2022 | 01.09.2021 | expert |\n\
                 zorin | Зорин Лев Львович | адвокат | zorin@example.ru | | | | |\n\
                 | Новый Человек | | | | | | |\n\
                 | Новый Человек Второй | плотник | | | | | |\n\
                 | Ким Олег | повар | k@example.com | school_2 | | | |\n\
                 | Соколова Ирина Павловна | специалист | | | | | |\n\
                 | Соколова Ирина Павловна | специалист | | | | | |\n\
                 | Лунин Олег Петрович | учитель | | school_1 | | | |\n\
                 | Белова Анна Сергеевна | юрист | | | | | |\n\
                 | Белова Анна Сергеевна | методист | | | | | |\n\
                 | | повар | | | | | |",
            units: "Название | Вид | Входит в\n\
                Школа № 5 | Лицей | Северный\n\
                Школа № 7 | Школа | Севрный район\n\
                Школа № 6 | |\n\
                Школа № 6 | Школа |\n\
                | |",
            ..Case::default()
        }
    );
}

#[test]
fn tables_without_the_right_columns_say_which_are_missing() {
    for (people, expected) in [
        ("Телефон | Адрес\n1 | 2", "нет графы «фио»"),
        ("ФИО | Сотрудник\nА | Б", "об одном и том же"),
    ] {
        let told = outcome(&Case {
            people,
            ..Case::default()
        });
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn who_may_be_two_people_is_asked_and_never_guessed() {
    snapshot!(
        "doubtful",
        Case {
            organisation: Some(
                "people:\n  ivanova_1: {name: Иванова Анна Петровна, position: учитель, email: i1@example.ru}\n\
             \x20 ivanova_2: {name: Иванова Анна Петровна, position: завуч, email: i2@example.ru}\n",
            ),
            people: "Логин | ФИО | Должность | Почта\n\
                 | Иванова Анна Петровна | учитель | |\n\
                 | Иванова Анна Петровна | директор | i2@example.ru\n\
                 ivanova_3 | Иванова Анна Петровна | библиотекарь | i1@example.ru",
            ..Case::default()
        }
    );
}

#[test]
fn a_file_that_does_not_exist_yet_is_begun() {
    let people = "ФИО | Должность | Почта | Роли\n\
                  Щукин Юрий Иванович | директор | s@example.ru | head\n\
                  Орлова Анна | юрист | o@example.ru | clerk, head";
    snapshot!(
        "begun",
        Case {
            organisation: Some(""),
            people,
            ..Case::default()
        }
    );
    snapshot!(
        "begun_after_comment",
        Case {
            organisation: Some("# Ours.\r\norganisation: {name: Школа}\r\npeople:\r\n# nobody yet"),
            people,
            ..Case::default()
        }
    );
    snapshot!(
        "begun_in_brackets",
        Case {
            organisation: Some(
                "people: {a: {name: Б В, position: г, email: d@example.ru}}\nroles: {head: a, clerk: {person: a, until: 2030-01-01}}\n"
            ),
            people,
            ..Case::default()
        }
    );
}

#[test]
fn a_file_that_cannot_be_edited_in_place_is_refused() {
    let told = outcome(&Case {
        organisation: Some(
            "people:\n  a: &one {name: Б В, position: г, email: d@example.ru}\n  c: *one\n",
        ),
        people: "Логин | Должность\nc | повар",
        ..Case::default()
    });
    assert!(told.contains("вручную"), "{told}");
}

#[test]
fn the_first_problems_are_kept_and_all_are_counted() {
    let mut people = String::from("ФИО | Подразделение");
    for _ in 0..limits::PROBLEMS {
        people.push_str("\nЩукин | Школа № 99");
    }
    let files = files(ORGANISATION);
    let present = Present::read(&files, "").unwrap();
    let wish = Wish {
        people: Some(sheet(&people)),
        ..Wish::default()
    };
    let found = plan(&present, &wish);
    assert_eq!(found.problems.len(), limits::PROBLEMS);
    assert_eq!(found.problems_more, limits::PROBLEMS);
    assert!(found.is_wrong());
}
