//! The forecast as a table for people: a step a line, the end last, what was assumed below.

use chrono::NaiveDate;
use chrono_tz::Tz;
use reglament_calendar::local_date;
use reglament_definition::Title;
use reglament_forecast::{Forecast, Line, Span, When};

use crate::failure::Failure;
use crate::language::Language;

/// A date as people write it.
pub(crate) fn day(text: &str) -> Result<NaiveDate, Failure> {
    let forms = ["%Y-%m-%d", "%d.%m.%Y"];
    let found = forms
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text.trim(), form).ok());
    found.ok_or_else(|| {
        Failure::usage(
            "date.unreadable",
            format!("«{text}» не похоже на дату; напишите 2021-10-12 или 12.10.2021."),
            format!("`{text}` is no date; write 2021-10-12."),
        )
    })
}

/// The whole answer.
pub(crate) fn lines(
    title: &Title,
    told: &Forecast,
    zone: Tz,
    all: bool,
    language: Language,
) -> Vec<String> {
    let english = language == Language::En;
    let mut lines = vec![title.text(english).to_owned(), String::new()];
    lines.extend(table(told, zone, all, language));
    let said = told.said();
    if !said.is_empty() {
        lines.push(String::new());
        lines.push(language.pick("Принято:", "Assumed:").to_owned());
        let sentences = said
            .into_iter()
            .map(|(ru, en)| if english { en } else { ru });
        lines.extend(sentences.map(|sentence| format!("  – {sentence}")));
    }
    for child in &told.children {
        let name = match &child.instance {
            Some(id) => id.to_string(),
            None => language
                .pick(
                    "тот, кто запишется в последний день",
                    "who joins on the last day",
                )
                .to_owned(),
        };
        let heading = Title {
            ru: format!("Участник: {name}"),
            en: Some(format!("Child: {name}")),
        };
        lines.push(String::new());
        lines.extend(self::lines(&heading, &child.forecast, zone, all, language));
    }
    lines
}

fn table(told: &Forecast, zone: Tz, all: bool, language: Language) -> Vec<String> {
    let heads: [&str; 5] = match language {
        Language::Ru => [
            "Шаг",
            "Срок",
            "Раньше всего",
            "Ожидается",
            "По закону не позже",
        ],
        Language::En => ["Step", "Due", "Earliest", "Expected", "Latest lawful"],
    };
    let mut rows: Vec<[String; 5]> = vec![heads.map(str::to_owned)];
    let english = language == Language::En;
    for step in told.steps.iter().filter(|step| all || step.takes_time) {
        let mark = if step.is_open { "● " } else { "" };
        let due = Line::ALL.map(|line| step.due(line).map(|due| due.date));
        let due = due[1].or(due[2]).or(due[0]);
        let [earliest, expected, latest] = dates(&step.done, zone, language);
        rows.push([
            format!("{mark}{}", step.title.text(english)),
            due.map_or_else(String::new, |date| printed(date, language)),
            earliest,
            expected,
            latest,
        ]);
    }
    let [earliest, expected, latest] = dates(&told.end, zone, language);
    let end = language.pick("Конец дела", "End").to_owned();
    rows.push([end, String::new(), earliest, expected, latest]);
    aligned(&rows)
}

fn dates(span: &Span, zone: Tz, language: Language) -> [String; 3] {
    Line::ALL.map(|line| match span.get(line) {
        When::Never => "–".to_owned(),
        When::Unknown => language.pick("неизвестно", "unknown").to_owned(),
        When::At(at) => printed(local_date(at, zone), language),
    })
}

/// A date as the user's language writes it.
pub(crate) fn printed(date: NaiveDate, language: Language) -> String {
    let form = language.pick("%d.%m.%Y", "%Y-%m-%d");
    date.format(form).to_string()
}

/// Columns as wide as their longest cell.
pub(crate) fn aligned<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..N).map(width).collect();
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
