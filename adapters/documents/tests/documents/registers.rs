//! Registers on paper, with the columns of `registers.yaml` and as many entries as a year brings.

use libtest_mimic::{Failed, Trial};
use reglament_definition::compile;
use reglament_documents::{RegisterColumn, RegisterLine, RegisterSheet, lay_out};
use serde_json::json;

use crate::paper;

/// One trial for each shape of a register.
pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("registers::fourteen_columns", fourteen_columns),
        Trial::test("registers::every_register_prints", every_register_prints),
        Trial::test("registers::a_year_fits_the_limits", a_year_fits_the_limits),
    ]
}

fn every_register_prints() -> Result<(), Failed> {
    for name in [
        "protocols",
        "orders",
        "refusals",
        "certificates",
        "handings",
        "applications",
        "appeals",
        "appeal_protocols",
    ] {
        let mut sheet = sheet(name, 3)?;
        print(
            &sheet,
            name,
            1,
            &[&sheet.title.to_uppercase(), "Всего записей: 3"],
        )?;
        sheet.lines.clear();
        print(&sheet, &format!("{name}-empty"), 1, &["Всего записей: 0"])?;
    }
    Ok(())
}

fn fourteen_columns() -> Result<(), Failed> {
    let facts = [
        "2021-0138",
        "№ 1345 от 28.10.2021",
        "по доверенности № 7",
        "Отметки: дубликат, аннулирован, заменён",
        "Всего записей: 22",
        "Напечатано 30.12.2021",
    ];
    print(&sheet("handings", 22)?, "handings-22", 2, &facts)
}

/// The longest paper we expect fits the limits of the child.
fn a_year_fits_the_limits() -> Result<(), Failed> {
    let request = sheet("handings", 300)?.request(&paper::regulations());
    paper::block_on(paper::renderer().render(&request))
        .map(|_| ())
        .map_err(|error| error.sentence().en.into())
}

/// A shipped register with entries of the sample of hand-overs; columns that the sample lacks stay empty.
fn sheet(name: &str, count: usize) -> Result<RegisterSheet, Failed> {
    let package = compile(&paper::regulations())
        .package
        .ok_or("the regulations do not compile")?;
    let registers = package
        .definitions
        .values()
        .find_map(|definition| definition.registers.get(name));
    let register = registers.ok_or("no process uses the register")?;
    let sample = paper::sample("handings");
    let lines = sample
        .as_array()
        .ok_or("no entries")?
        .iter()
        .cycle()
        .take(count);
    let line = |line: &serde_json::Value| RegisterLine {
        number: line["number"].as_str().unwrap_or_default().to_owned(),
        on: line["on"].as_str().unwrap_or_default().to_owned(),
        values: serde_json::from_value(line["values"].clone()).unwrap_or_default(),
    };
    let column = |field: &reglament_definition::Field| RegisterColumn {
        key: field.name.clone(),
        title: field.title.ru.clone(),
    };
    Ok(RegisterSheet {
        title: register.title.ru.clone(),
        period: Some("за 2021 год".to_owned()),
        organisation: json!({"full_name": "Управление образования администрации города Кемерово"}),
        columns: register.columns.iter().map(column).collect(),
        lines: lines.map(line).collect(),
        printed_on: "2021-12-30".to_owned(),
    })
}

fn print(sheet: &RegisterSheet, name: &str, pages: usize, facts: &[&str]) -> Result<(), Failed> {
    let laid = lay_out(&sheet.request(&paper::regulations()))
        .map_err(|fault| format!("{name}: {}", fault.sentence().en))?;
    if let Ok(folder) = std::env::var("REGLAMENT_TEST_PAPERS") {
        let pdf = laid.pdf().map_err(|fault| fault.sentence().en)?;
        std::fs::write(format!("{folder}/register-{name}.pdf"), pdf)?;
    }
    if laid.page_count() != pages {
        return Err(format!("{name}: {} pages, expected {pages}", laid.page_count()).into());
    }
    let text: String = paper::pages(&laid).concat().split_whitespace().collect();
    // A word of a title may be hyphenated.
    let text = text.replace('‐', "").replace("-", "");
    for fact in facts {
        let fact: String = fact.split_whitespace().collect::<String>().replace('-', "");
        if !text.contains(&fact) {
            return Err(format!("{name}: «{fact}» is not in the paper: {text}").into());
        }
    }
    Ok(())
}
