//! Papers: certificates are real PDFs with the right words, the journal lists every handing over in order.

use std::io::Write as _;
use std::process::{Command, Stdio};

use reglament_tests::browser::{Answer, Browser, text_of};

use super::cast::Participant;
use super::office::{accepted, find, says};
use super::stage::Stage;

/// Everybody who passed has a certificate, numbered without gaps.
pub(super) fn certificates(stage: &Stage, people: &[Participant]) {
    let mut browser = stage.person("semenova");
    let register = browser.open("/registers/certificates?print=true");
    let passed: Vec<&Participant> = people.iter().filter(|person| person.passed()).collect();
    for n in 1..=passed.len() {
        says(&register, &[&format!("{n:04}-2021")]);
    }
    assert!(
        !register
            .text()
            .contains(&format!("{:04}-2021", passed.len() + 1))
    );
    for person in passed.iter().take(3) {
        let found = certificate_of(&mut browser, person);
        if let Some(text) = found {
            let words = [
                person.family.to_uppercase(),
                "по 28 октября 2023".to_owned(),
                "-2021".to_owned(),
            ];
            let page = text.to_uppercase();
            for word in words {
                assert!(
                    page.contains(&word.to_uppercase()),
                    "the certificate does not say «{word}»:\n{text}"
                );
            }
        }
    }
}

/// The text of a participant's certificate, when the machine can read PDFs.
pub(super) fn certificate_of(browser: &mut Browser, person: &Participant) -> Option<String> {
    let list = browser.open("/registers/certificates?print=true");
    let row = row_of(&list, &person.full_name());
    let case = row.links("Дело");
    let case = case
        .first()
        .unwrap_or_else(|| panic!("no case in the row: {}", row.text()));
    let papers = browser.open(&format!("{case}/documents"));
    let found = papers.links("Сертификат");
    let href = found.first();
    let href = href.unwrap_or_else(|| panic!("no certificate in the case:\n{}", papers.text()));
    let pdf = browser.open(href);
    assert!(
        pdf.body.starts_with(b"%PDF-"),
        "{href}: {} {}",
        pdf.status,
        pdf.text()
    );
    let docx = browser.open(&format!("{href}/docx"));
    assert!(
        docx.body.starts_with(b"PK"),
        "{href}/docx: {} {}",
        docx.status,
        docx.text()
    );
    read_pdf(&pdf.body)
}

/// The row of a table with these words, as a page of its own.
fn row_of(page: &Answer, words: &str) -> Answer {
    let html = page.html();
    let rows = html.split("<tr>").skip(1);
    let row = rows
        .map(|row| row.split("</tr>").next().unwrap_or_default())
        .find(|row| row.contains(words));
    let row = row.unwrap_or_else(|| panic!("no row with «{words}»:\n{}", page.text()));
    Answer {
        body: row.as_bytes().to_vec(),
        ..page.clone()
    }
}

fn read_pdf(bytes: &[u8]) -> Option<String> {
    let mut command = Command::new("pdftotext");
    command
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else {
        println!("SKIPPED: pdftotext is missing; the words of the papers were not read");
        return None;
    };
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    Some(
        String::from_utf8_lossy(&output.stdout)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// Certificates are handed over, in the order in which people come, and the journal has them in its own order.
pub(super) fn hand_out(stage: &Stage, people: &[Participant]) {
    let mut browser = stage.person("davydova");
    let mut came: Vec<&Participant> = people.iter().filter(|person| person.passed()).collect();
    came.reverse();
    for person in &came {
        let tasks = browser.open("/tasks");
        let words = format!(
            "Выдать сертификат и записать выдачу в журнал, {}",
            person.full_name()
        );
        let href = tasks
            .links(&words)
            .first()
            .cloned()
            .unwrap_or_else(|| find(&tasks, &words));
        let page = browser.open(&href);
        says(&page, &["08.11.2021"]);
        let form = page
            .form(&href)
            .fill("handed_on", "02.11.2021")
            .fill("received_by", "лично");
        accepted(&browser.submit(form));
    }
    stage.settle();
    let journal = stage
        .person("semenova")
        .open("/registers/handings?print=true")
        .html();
    let rows: Vec<&str> = journal.split("<tr>").skip(2).collect();
    assert_eq!(rows.len(), came.len(), "one entry for each certificate");
    for (n, (row, person)) in rows.iter().zip(&came).enumerate() {
        let row = text_of(row);
        assert!(
            row.starts_with(&format!("{} 02.11.2021", n + 1)),
            "entry {}: {row}",
            n + 1
        );
        assert!(
            row.contains(&person.full_name()),
            "entry {} is about somebody else: {row}",
            n + 1
        );
    }
}
