//! Registers on paper, with the columns of `registers.yaml` and as many entries as a year brings.

use libtest_mimic::{Failed, Trial};
use reglament_definition::{Field, Package};
use reglament_documents::{RegisterColumn, RegisterLine, RegisterSheet, lay_out};
use reglament_scenario::RegisterEntry;
use serde_json::{Value, json};

use crate::{paper, stories};

/// One trial for each shape of a register.
pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("registers::fourteen_columns", fourteen_columns),
        Trial::test("registers::every_register_prints", every_register_prints),
        Trial::test(
            "registers::a_story_fills_the_columns",
            a_story_fills_the_columns,
        ),
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

/// What a story registers fills every column that clause 3.7 and the office practice ask for.
fn a_story_fills_the_columns() -> Result<(), Failed> {
    let package = paper::package()?;
    let path = "certification/scenarios/passed.yaml";
    let text = paper::stories().remove(path).ok_or("no such story")?;
    let world = stories::play(&package, path, &text)?;
    for name in ["certificates", "handings", "orders", "protocols"] {
        let mut sheet = empty(&package, name)?;
        let entries = world
            .entries()
            .iter()
            .filter(|entry| entry.register == name);
        let line = |entry: &RegisterEntry| RegisterLine {
            number: entry.number.clone(),
            on: "2021-11-02".to_owned(),
            values: entry
                .entry
                .iter()
                .map(|(key, value)| (key.clone(), value.plain_json()))
                .collect(),
        };
        sheet.lines = entries.map(line).collect();
        let rows = sheet.rows();
        let last = sheet
            .columns
            .last()
            .filter(|column| column.key == "note")
            .map_or(0, |_| 1);
        if rows.is_empty()
            || rows
                .iter()
                .any(|row| row[..row.len() - last].iter().any(|cell| cell == "–"))
        {
            return Err(format!("{name}: {rows:?}").into());
        }
        print(&sheet, &format!("{name}-story"), 1, &[])?;
    }
    Ok(())
}

/// A shipped register with entries of the sample of hand-overs; columns that the sample lacks stay empty.
fn sheet(name: &str, count: usize) -> Result<RegisterSheet, Failed> {
    let mut sheet = empty(&paper::package()?, name)?;
    let sample = paper::sample("handings");
    let lines = sample
        .as_array()
        .ok_or("no entries")?
        .iter()
        .cycle()
        .take(count);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |line: &Value| RegisterLine {
        number: text(&line["number"]),
        on: text(&line["on"]),
        values: serde_json::from_value(line["values"].clone()).unwrap_or_default(),
    };
    sheet.lines = lines.map(line).collect();
    Ok(sheet)
}

fn empty(package: &Package, name: &str) -> Result<RegisterSheet, Failed> {
    let mut definitions = package.definitions.values();
    let register = definitions.find_map(|definition| definition.registers.get(name));
    let register = register.ok_or("no process uses the register")?;
    let column = |field: &Field| RegisterColumn {
        key: field.name.clone(),
        title: field.title.ru.clone(),
    };
    Ok(RegisterSheet {
        title: register.title.ru.clone(),
        period: Some("за 2021 год".to_owned()),
        organisation: json!({"full_name": "Управление образования администрации города Кемерово"}),
        columns: register.columns.iter().map(column).collect(),
        lines: Vec::new(),
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
    match paper::lacking(&laid, facts) {
        Some(fact) => Err(format!("{name}: «{fact}» is not in the paper").into()),
        None => Ok(()),
    }
}
