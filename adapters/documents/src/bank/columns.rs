//! The headings of a bank in a spreadsheet, and an empty table with them.

use super::LETTERS;
use crate::export;
use crate::sentence::Sentence;

/// Where the columns stand.
pub(super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) topic: Option<usize>,
    pub(super) kind: usize,
    pub(super) text: usize,
    pub(super) options: Vec<Option<usize>>,
    pub(super) answer: usize,
    pub(super) points: Option<usize>,
    pub(super) tolerance: Option<usize>,
    pub(super) measure: Option<usize>,
}

/// Headings: in Russian, in English.
const ID: [&str; 2] = ["номер", "id"];
const TOPIC: [&str; 2] = ["тема", "topic"];
const KIND: [&str; 2] = ["вид", "kind"];
const TEXT: [&str; 2] = ["вопрос", "text"];
const ANSWER: [&str; 2] = ["верный ответ", "key"];
const POINTS: [&str; 2] = ["баллы", "points"];
const TOLERANCE: [&str; 2] = ["допуск", "tolerance"];
const MEASURE: [&str; 2] = ["единица", "measure"];

impl Columns {
    pub(super) fn find(header: &[String]) -> Result<Self, Sentence> {
        let place = |names: &[&str]| {
            let named = |title: &String| names.contains(&title.trim().to_lowercase().as_str());
            header.iter().position(named)
        };
        let need = |names: [&str; 2]| {
            place(&names).ok_or_else(|| {
                Sentence::new(
                    format!(
                        "Нет графы «{}». Возьмите образец: `reglament bank --template`.",
                        names[0]
                    ),
                    format!(
                        "There is no column «{}». Take the template: `reglament bank --template`.",
                        names[1]
                    ),
                )
            })
        };
        Ok(Self {
            id: place(&ID),
            topic: place(&TOPIC),
            kind: need(KIND)?,
            text: need(TEXT)?,
            options: LETTERS
                .iter()
                .map(|(letter, id)| place(&[letter.to_lowercase().as_str(), id]))
                .collect(),
            answer: need(ANSWER)?,
            points: place(&POINTS),
            tolerance: place(&TOLERANCE),
            measure: place(&MEASURE),
        })
    }
}

/// The headings with one row of each kind, as a CSV that a spreadsheet opens.
pub fn template() -> Vec<u8> {
    let mut header = vec!["Номер", "Тема", "Вид", "Вопрос"];
    header.extend(LETTERS.iter().map(|(letter, _)| *letter));
    header.extend(["Верный ответ", "Баллы", "Допуск", "Единица"]);
    let row = |id: &str, kind: &str, text: &str, options: &[&str], rest: [&str; 4]| {
        let mut cells = vec![id, "Образец", kind, text];
        cells.extend((0..LETTERS.len()).map(|place| options.get(place).copied().unwrap_or("")));
        cells.extend(rest);
        cells.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let rows = [
        row(
            "q1",
            "один",
            "Кто пишет план?",
            &["Директор", "Завхоз"],
            ["А", "1", "", ""],
        ),
        row(
            "q2",
            "несколько",
            "Какие числа чётные?",
            &["1", "2", "4"],
            ["Б, В", "1", "", ""],
        ),
        row(
            "q3",
            "порядок",
            "Расположите по возрастанию",
            &["сто", "один", "десять"],
            ["Б, В, А", "1", "", ""],
        ),
        row(
            "q4",
            "соответствие",
            "Соотнесите",
            &["дом = существительное", "бежать = глагол", "= наречие"],
            ["", "1", "", ""],
        ),
        row(
            "q5",
            "число",
            "Сколько часов в неделе?",
            &[],
            ["168", "2", "0,5", "часов"],
        ),
    ];
    export::csv(&header, rows.iter().map(Vec::as_slice))
}
