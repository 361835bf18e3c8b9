//! The template becomes a bank of every kind; what cannot be a question is named by its row.

use super::{bank, template};
use crate::import::read_table;
use crate::{Table, TableRow};

#[test]
fn the_template_becomes_a_bank_of_every_kind() {
    let table = read_table("bank.csv", &template()).unwrap();
    let read = bank(&table, "Образец", Some(4)).unwrap();
    assert_eq!(read.questions, 5);
    assert_eq!(read.topics, [("Образец".to_owned(), 5)]);
    for part in [
        "title: \"Образец\"\n",
        "  t1: {title: \"Образец\", draw: 4}\n",
        "  \"q1\":\n    kind: single\n    text: \"Кто пишет план?\"\n    topic: t1\n",
        "    key: a\n",
        "    key: [b, c]\n",
        "    key: [b, c, a]\n",
        "    key: {a: p1, b: p2}\n",
        "      p3: \"наречие\"\n",
        "    key: \"168\"\n    points: \"2\"\n    tolerance: \"0.5\"\n    measure: \"часов\"\n",
    ] {
        assert!(read.yaml.contains(part), "{part}\nin\n{}", read.yaml);
    }
}

#[test]
fn rows_that_are_no_questions_are_named() {
    let header = ["Вид", "Вопрос", "А", "Б", "Верный ответ"];
    let table = |rows: &[[&str; 5]]| Table {
        header: header.iter().map(|title| (*title).to_owned()).collect(),
        rows: rows
            .iter()
            .zip(2..)
            .map(|(cells, number)| TableRow {
                number,
                cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            })
            .collect(),
        notes: Vec::new(),
    };
    let rows = [
        (["один", "", "да", "нет", "А"], "Нет текста"),
        (["эссе", "Да?", "да", "нет", "А"], "Вид вопроса «эссе»"),
        (["один", "Да?", "да", "нет", ""], "Нет верного ответа"),
        (
            ["один", "Да?", "да", "нет", "В"],
            "не назван среди вариантов",
        ),
        (["соответствие", "Да?", "да", "нет", ""], "нужна пара"),
        (["число", "Сколько?", "", "", ""], "Нет верного ответа"),
    ];
    for (row, says) in rows {
        let problems = bank(&table(&[row]), "Б", None).unwrap_err();
        assert_eq!(problems[0].row, 2);
        assert!(problems[0].says.ru.contains(says), "{:?}", problems[0]);
    }
    let mut nameless = table(&[]);
    nameless.header[1] = "Текст".to_owned();
    assert_eq!(bank(&nameless, "Б", None).unwrap_err()[0].row, 1);
}

/// A cell is a text and nothing else.
#[test]
fn no_cell_becomes_yaml() {
    let cells = [
        "один",
        "\"}\n  evil: {kind: \\ single",
        "*alias",
        "&anchor",
        "А",
    ];
    let table = Table {
        header: ["Вид", "Вопрос", "А", "Б", "Верный ответ"]
            .map(str::to_owned)
            .to_vec(),
        rows: vec![TableRow {
            number: 2,
            cells: cells.map(str::to_owned).to_vec(),
        }],
        notes: Vec::new(),
    };
    let read = bank(&table, "Б", None).unwrap();
    let text = "    text: \"\\\"}   evil: {kind: \\\\ single\"\n";
    assert!(read.yaml.contains(text), "{}", read.yaml);
}
