//! The files with results: an XLSX as a testing system exports it, a CSV as an old office program writes it.
//!
//! Both have rows that must not be taken: a misspelt name, a stranger, somebody twice.

use rust_xlsxwriter::Workbook;

use super::cast::{MISSPELT, Participant, TOTAL, TWICE};

/// The first half as XLSX, ё as registered; with a misspelt name and a stranger.
pub(super) fn xlsx(people: &[Participant]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in [
        "ФИО",
        "Образовательная организация",
        "Верных ответов",
        "Всего заданий",
    ]
    .iter()
    .enumerate()
    {
        sheet.write(0, column as u16, *title).unwrap();
    }
    let mut line = 1;
    let mut write = |name: &str, school: &str, correct: u32| {
        sheet.write(line, 0, name).unwrap();
        sheet.write(line, 1, school).unwrap();
        sheet.write(line, 2, correct).unwrap();
        sheet.write(line, 3, TOTAL).unwrap();
        line += 1;
    };
    for (n, person) in people.iter().enumerate().take(people.len() / 2) {
        let name = person.full_name();
        let name = if n == MISSPELT {
            name.replace("Назарова", "Назорова")
        } else {
            name
        };
        write(&name, &person.school, person.correct);
    }
    write("Посторонний Иван Иванович", "МБОУ «Школа № 999»", 70);
    book.save_to_buffer().unwrap()
}

/// The second half as CSV in Windows-1251: е for ё, capitals, decimal commas, semicolons; with somebody twice.
pub(super) fn csv(people: &[Participant]) -> Vec<u8> {
    let mut text = "Фамилия;Имя;Отчество;Школа;Верно;Всего\r\n".to_owned();
    let half = people.iter().enumerate().skip(people.len() / 2);
    for (n, person) in half {
        let plain = |text: &str| text.replace('ё', "е").replace('Ё', "Е");
        let Participant {
            family,
            given,
            patronymic,
            school,
            correct,
            ..
        } = person;
        let line = format!(
            "{};{};{};{school};{correct},0;{TOTAL},0\r\n",
            plain(family).to_uppercase(),
            plain(given),
            plain(patronymic)
        );
        text += &line;
        if n == TWICE {
            text += &line;
        }
    }
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1251.encode(&text);
    assert!(!unmappable, "everything in the file exists in Windows-1251");
    bytes.into_owned()
}
