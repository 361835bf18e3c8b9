//! Tables of people and units compared with the organisation. What is planned without a complaint is written, is read again,
//! and then the same table changes nothing.

use std::collections::BTreeMap;

use reglament_directory::limits::PROBLEMS;
use reglament_directory::{Present, Sheet, SheetRow, Wish, plan, rewrite};

pub(super) const WORDS: &[&str] = &[
    "ФИО",
    "Фамилия",
    "Имя",
    "Отчество",
    "Почта",
    "Должность",
    "Подразделение",
    "Роль",
    "Код",
    "Вид",
    "|",
    "\n",
    "=== \n",
    "Соколова Ирина Павловна",
    "belova@example.ru",
    "north",
    "Школа № 1",
    "01.09.2026",
    "45000",
    "clerk",
    "name",
    "email",
    "unit",
    "Название",
    "Вышестоящее",
    "district",
    "#",
    "\"",
    ": ",
    "{",
    "Действует по",
    "role",
    "id",
];

const ORGANISATION: &str = include_str!("../../../../engine/directory/tests/organisation.yaml");
const PROCESS: &str = "process: case\ntitle: Дело\ntime_zone: Europe/Moscow\ncalendar: ru\n\
    roles: {clerk: Специалист приёмной, head: Начальник, school_head: Директор школы}\n\
    start: {role: clerk, basis: none, next: done}\nsteps:\n  done: {end: Готово, basis: none}\n";

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // The table of people, then that of units.
    let (people, units) = text.split_once("===").unwrap_or((&text, ""));
    let wish = Wish {
        people: sheet(people),
        units: sheet(units),
        complete: None,
    };
    let files = files(ORGANISATION);
    let present = Present::read(&files, "").unwrap_or_else(|why| panic!("{}", why.en));
    let found = plan(&present, &wish);
    assert!(found.problems.len() <= PROBLEMS);
    for problem in &found.problems {
        assert!(
            !problem.code.is_empty() && !problem.says.ru.is_empty() && !problem.says.en.is_empty()
        );
    }
    if found.is_wrong() || found.changes.is_empty() {
        return;
    }
    match rewrite(&files, &present, &found) {
        Err(refusal) => assert!(!refusal.ru.is_empty() && !refusal.en.is_empty()),
        Ok(text) => {
            let files = self::files(&text);
            let present =
                Present::read(&files, "").unwrap_or_else(|why| panic!("{}\n{text}", why.en));
            let again = plan(&present, &wish);
            assert!(
                again.changes.is_empty(),
                "{wish:?}\n{:?}\n{text}",
                again.changes
            );
        }
    }
}

fn files(organisation: &str) -> BTreeMap<String, String> {
    BTreeMap::from([
        ("organisation.yaml".to_owned(), organisation.to_owned()),
        ("case/process.yaml".to_owned(), PROCESS.to_owned()),
    ])
}

/// Cells between `|`, the titles in the first line.
fn sheet(text: &str) -> Option<Sheet> {
    let cells = |line: &str| {
        line.split('|')
            .map(|cell| cell.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let mut lines = text.trim().lines();
    let header = cells(lines.next()?);
    let rows = lines.zip(2..).map(|(line, number)| SheetRow {
        number,
        cells: cells(line),
    });
    Some(Sheet {
        header,
        rows: rows.collect(),
    })
}
