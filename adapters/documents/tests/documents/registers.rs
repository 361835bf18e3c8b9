//! Registers on paper, with the columns of `registers.yaml` and as many entries as a year brings.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use libtest_mimic::{Failed, Trial};
use reglament_definition::{Field, Package};
use reglament_documents::{
    CellForm, PaperFormat, RegisterColumn, RegisterLine, RegisterSheet, lay_out, workbook,
};
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
        Trial::test("registers::a_workbook_counts", a_workbook_counts),
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
    for format in [PaperFormat::Pdf, PaperFormat::Docx] {
        let request = request.clone().as_file(format);
        paper::block_on(paper::renderer().render(&request)).map_err(|error| error.sentence().en)?;
    }
    Ok(())
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
        form: CellForm::Text,
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
    if let Some(fault) = paper::ill_laid(&laid) {
        return Err(format!("{name}: {fault}").into());
    }
    match paper::lacking(&laid, facts) {
        Some(fact) => Err(format!("{name}: «{fact}» is not in the paper").into()),
        None => Ok(()),
    }
}

/// Days and numbers are what they are, words are never formulas, the same sheet gives the same bytes.
fn a_workbook_counts() -> Result<(), Failed> {
    let column = |key: &str, form| RegisterColumn {
        key: key.into(),
        title: key.to_uppercase(),
        form,
    };
    let sheet = RegisterSheet {
        title: "Журнал: [выдача] сертификатов и дубликатов".into(),
        period: None,
        organisation: Value::Null,
        columns: vec![
            column("name", CellForm::Text),
            column("count", CellForm::Number),
            column("share", CellForm::Number),
            column("until", CellForm::Date),
        ],
        lines: vec![RegisterLine {
            number: "0001-2021".into(),
            on: "2021-10-28".into(),
            values: [
                ("name".into(), json!("=HYPERLINK(\"http://x\")")),
                ("count".into(), json!(30)),
                ("share".into(), json!("79.99")),
                ("until".into(), json!("2023-10-28")),
            ]
            .into(),
        }],
        printed_on: "2021-12-30".into(),
    };
    let file = workbook(&sheet)?;
    if file != workbook(&sheet)? {
        return Err("the same register gave two different workbooks".into());
    }
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(file))?;
    let page = book.worksheet_range_at(0).ok_or("no sheet")??;
    let row = page.rows().nth(1).ok_or("no line")?;
    // Days since 1899-12-30, as spreadsheets count them.
    let day = |cell: &Data| match cell {
        Data::DateTime(day) => day.as_f64().to_string(),
        _ => String::new(),
    };
    let right = row[0] == Data::String("0001-2021".into())
        && day(&row[1]) == "44497"
        && row[2] == Data::String("=HYPERLINK(\"http://x\")".into())
        && row[3] == Data::Float(30.0)
        && row[4] == Data::Float(79.99)
        && day(&row[5]) == "45227";
    if right {
        Ok(())
    } else {
        Err(format!("{row:?}").into())
    }
}
