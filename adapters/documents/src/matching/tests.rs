//! Rows of one table each, with what must become of them.

use super::{Candidate, Columns, Preview, Reason, match_rows};
use crate::import::{ImportError, read_table};

fn candidate(id: &str, name: &str, school: &str) -> Candidate {
    Candidate {
        id: id.to_owned(),
        name: name.to_owned(),
        school: school.to_owned(),
    }
}

fn registered() -> Vec<Candidate> {
    vec![
        candidate("1", "Семёнова Анна Петровна", "МБОУ «СОШ № 5»"),
        candidate("2", "Петрова-Водкина Любовь Ильинична", "МАОУ «Лицей № 23»"),
        candidate("3", "Иванова Мария Петровна", "МБОУ «СОШ № 10»"),
        candidate("4", "Иванова Мария Петровна", "МБОУ «Гимназия № 1»"),
        candidate("5", "Черных Пётр Ильич", "МБОУ «СОШ № 7»"),
        candidate("6", "Мамедов Тофик Али оглы", "МБОУ «СОШ № 8»"),
    ]
}

fn preview(csv: &str) -> Preview {
    let table = read_table("results.csv", csv.as_bytes()).unwrap();
    let columns = Columns::recognise(&table.header).unwrap();
    match_rows(&table, &registered(), &columns)
}

/// One row under the usual header: the candidate's id, or the code of the reason with the suggested ids.
fn row(cells: &str) -> String {
    let preview = preview(&format!("ФИО;Школа;Верно;Всего\n{cells}\n"));
    match (preview.matched.as_slice(), preview.unmatched.as_slice()) {
        ([row], []) => {
            let differs = if row.school_differs { "?" } else { "" };
            format!(
                "{}{differs} {}/{}",
                row.candidate, row.values["correct"], row.values["total"]
            )
        }
        ([], [row]) => {
            let code = serde_json::to_value(&row.reason).unwrap();
            let code = code["code"].as_str().unwrap().to_owned();
            let ids: Vec<&str> = row.suggestions.iter().map(|one| one.id.as_str()).collect();
            format!("{code} [{}]", ids.join(","))
        }
        _ => panic!("{preview:?}"),
    }
}

#[test]
fn one_row() {
    let table = [
        ("Семенова Анна Петровна;СОШ №5;24;30", "1 24/30"),
        ("СЕМЁНОВА  АННА  ПЕТРОВНА;;24,0;30", "1 24/30"),
        ("Анна Петровна Семенова;;24;30", "1 24/30"),
        ("Cеменова Aнна Петровна;;24;30", "1 24/30"),
        ("Петрова – Водкина Любовь Ильинична;;30;30", "2 30/30"),
        ("Черных Петр Ильич;СОШ № 17;25;30", "5? 25/30"),
        ("Мамедов Тофик Али оглы;;25;30", "6 25/30"),
        ("Иванова Мария Петровна;Гимназия № 1;25;30", "4 25/30"),
        (
            "Иванова Мария Петровна;\"МБОУ \"\"СОШ №10\"\"\";25;30",
            "3 25/30",
        ),
        ("Иванова Мария Петровна;;25;30", "ambiguous [3,4]"),
        ("Иванова Мария Петровна;СОШ № 100;25;30", "ambiguous [3,4]"),
        ("Семенова А. П.;;24;30", "not_found [1]"),
        ("Семенова Алла Петровна;;24;30", "not_found [1]"),
        ("Кто-то Другой;;24;30", "not_found []"),
        (";СОШ № 5;24;30", "no_name []"),
        ("Семенова Анна Петровна;;;30", "no_value []"),
        ("Семенова Анна Петровна;;н/я;30", "not_a_number []"),
        ("Семенова Анна Петровна;;24,5;30", "not_a_number []"),
        ("Семенова Анна Петровна;;31;30", "more_than_total []"),
        ("Семенова Анна Петровна;;0;0", "more_than_total []"),
    ];
    for (cells, expected) in table {
        assert_eq!(row(cells), expected, "{cells}");
    }
}

#[test]
fn the_same_person_twice_is_taken_from_neither_row() {
    let preview = preview(
        "ФИО;Верно;Всего\nСемёнова Анна Петровна;24;30\nЧерных Пётр Ильич;25;30\nСЕМЕНОВА АННА ПЕТРОВНА;29;30\n",
    );
    assert_eq!(preview.matched.len(), 1);
    let rows: Vec<usize> = preview.unmatched.iter().map(|row| row.row).collect();
    assert_eq!(rows, [2, 4]);
    assert_eq!(
        preview.unmatched[0].reason,
        Reason::Duplicate { rows: vec![2, 4] }
    );
    let missing: Vec<&str> = preview.missing.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(
        missing,
        ["2", "3", "4", "6"],
        "a doubled person is not missing"
    );
}

#[test]
fn a_percentage_alone_is_reported_as_text() {
    let preview = preview(
        "Фамилия;Имя;Отчество;Результат, %\nСеменова;Анна;Петровна;79,99\nЧерных;Пётр;Ильич;80.00 %\n",
    );
    let percents: Vec<&str> = preview
        .matched
        .iter()
        .map(|row| row.values["percent"].as_str())
        .collect();
    assert_eq!(percents, ["79,99", "80"]);
    assert!(
        preview
            .notes
            .iter()
            .any(|note| note.ru.contains("только процентом"))
    );
}

#[test]
fn headers_are_recognised() {
    let table = [
        ("ФИО|Верно|Всего", "[0] None correct=1 total=2"),
        (
            "№|Ф.И.О.|ОО|Правильных ответов|Всего заданий|%",
            "[1] Some(2) correct=3 percent=5 total=4",
        ),
        (
            "Фамилия, имя, отчество|Образовательная организация|Процент",
            "[0] Some(1) percent=2",
        ),
        (
            "Имя|Фамилия|Отчество (при наличии)|Школа:",
            "[1, 0, 2] Some(3) ",
        ),
        ("ФИО|Фамилия|Организация", "[0] Some(2) "),
        ("Город|Балл", "I011"),
        ("ФИО|Верно|Правильных ответов", "I012"),
    ];
    for (header, expected) in table {
        let header: Vec<String> = header.split('|').map(str::to_owned).collect();
        let got = match Columns::recognise(&header) {
            Ok(columns) => {
                let values: Vec<String> = columns
                    .values
                    .iter()
                    .map(|(key, at)| format!("{key}={at}"))
                    .collect();
                format!(
                    "{:?} {:?} {}",
                    columns.name,
                    columns.school,
                    values.join(" ")
                )
            }
            Err(error) => error.code().to_owned(),
        };
        assert_eq!(got, expected, "{header:?}");
    }
}

#[test]
fn the_missing_column_error_lists_what_was_found() {
    let error = Columns::recognise(&["Город".to_owned(), String::new()]).unwrap_err();
    assert_eq!(
        error,
        ImportError::NoNameColumn {
            found: vec!["Город".to_owned()]
        }
    );
    assert!(error.sentence().ru.contains("«Город»"));
}
