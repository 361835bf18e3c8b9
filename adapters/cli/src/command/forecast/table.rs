//! The forecast as a table for people: a step a line, the end last, what was assumed below. Children that have the same
//! ahead of them share one table.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use reglament_calendar::local_date;
use reglament_core::{DueDate, InstanceId};
use reglament_definition::Title;
use reglament_forecast::{ChildForecast, Forecast, Line, Span, When};

use crate::failure::Failure;
use crate::language::Language;

/// Names in the heading of a table that many children share.
const NAMED: usize = 5;

/// How a forecast is printed.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) zone: Tz,
    /// Also steps that take no time.
    pub(super) all: bool,
    pub(super) language: Language,
    /// Whom or what the children are about.
    pub(super) subjects: &'a BTreeMap<InstanceId, String>,
}

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

impl Shown<'_> {
    /// The table, the assumptions, then the children.
    pub(super) fn lines(self, told: &Forecast) -> Vec<String> {
        let mut lines = self.own(told);
        let mut groups: Vec<(Vec<&ChildForecast>, Vec<String>)> = Vec::new();
        for child in &told.children {
            let shown = self.lines(&child.forecast);
            match groups.iter_mut().find(|(_, known)| *known == shown) {
                Some((children, _)) => children.push(child),
                None => groups.push((vec![child], shown)),
            }
        }
        for (children, shown) in groups {
            lines.push(String::new());
            lines.push(self.heading(told, &children));
            lines.push(String::new());
            lines.extend(shown);
        }
        lines
    }

    fn own(self, told: &Forecast) -> Vec<String> {
        let (mut lines, is_late) = self.table(told);
        if is_late {
            lines.push(String::new());
            let legend = self.language.pick(
                "(+N) – ожидается на N календарных дней позже срока.",
                "(+N): expected N calendar days after the due date.",
            );
            lines.push(legend.to_owned());
        }
        let said = told.said();
        if !said.is_empty() {
            lines.push(String::new());
            lines.push(self.language.pick("Принято:", "Assumed:").to_owned());
            let english = self.language == Language::En;
            let said = said.into_iter();
            let sentences = said.map(|(ru, en)| if english { en } else { ru });
            lines.extend(sentences.map(|sentence| format!("  – {sentence}")));
        }
        lines
    }

    /// «Регистрация и дела участников: Ёлкина Анна Ивановна, …».
    fn heading(self, told: &Forecast, children: &[&ChildForecast]) -> String {
        let of_step = children.first().and_then(|child| told.step(&child.step));
        let step = of_step.map(|step| step.title.text(self.language == Language::En));
        let named = children
            .iter()
            .take(NAMED)
            .map(|child| match &child.instance {
                Some(id) => {
                    let subject = self.subjects.get(id).filter(|name| !name.is_empty());
                    subject.cloned().unwrap_or_else(|| id.to_string())
                }
                None => {
                    let (ru, en) = (
                        "тот, кто запишется в последний день",
                        "who joins on the last day",
                    );
                    self.language.pick(ru, en).to_owned()
                }
            });
        let named = named.collect::<Vec<_>>().join(", ");
        let more = match (children.len().saturating_sub(NAMED), self.language) {
            (0, _) => String::new(),
            (more, Language::Ru) => format!(" и ещё {more}"),
            (more, Language::En) => format!(" and {more} more"),
        };
        format!("{}: {named}{more}", step.unwrap_or_default())
    }

    fn table(self, told: &Forecast) -> (Vec<String>, bool) {
        let heads: [&str; 5] = match self.language {
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
        let english = self.language == Language::En;
        for step in told.steps.iter().filter(|step| self.all || step.takes_time) {
            let mark = if step.is_open { "● " } else { "" };
            let title = format!("{mark}{}", step.title.text(english));
            rows.push(self.row(title, &step.due, &step.done));
        }
        let end = self.language.pick("Конец дела", "End").to_owned();
        rows.push(self.row(end, &told.due, &told.end));
        let is_late = rows.iter().any(|row| row[3].ends_with(')'));
        (aligned(&rows), is_late)
    }

    fn row(self, title: String, due: &[Option<DueDate>; 3], done: &Span) -> [String; 5] {
        let [earliest, expected, latest] = Line::ALL.map(|line| self.date(done.get(line)));
        let missed = |at: When, due: &Option<DueDate>| {
            let due = due.as_ref()?;
            let at = at.at().filter(|at| *at >= due.at)?;
            Some((local_date(at, due.rule.zone) - due.date).num_days())
        };
        let expected = match missed(done.expected, &due[1]) {
            Some(days) => format!("{expected} (+{days})"),
            None => expected,
        };
        let latest = match missed(done.latest, &due[2]) {
            Some(_) => self.language.pick("просрочено", "overdue").to_owned(),
            None => latest,
        };
        let shown = due[1].as_ref().or(due[2].as_ref()).or(due[0].as_ref());
        let shown = shown.map_or_else(String::new, |due| printed(due.date, self.language));
        [title, shown, earliest, expected, latest]
    }

    fn date(self, when: When) -> String {
        match when {
            When::Never => "–".to_owned(),
            When::Unknown => self.language.pick("неизвестно", "unknown").to_owned(),
            When::At(at) => printed(local_date(at, self.zone), self.language),
        }
    }
}

/// What a table stands under: process, subject, id.
pub(super) fn title(
    process: &Title,
    about: Option<(&str, &InstanceId)>,
    language: Language,
) -> String {
    let process = process.text(language == Language::En);
    match about {
        Some(("", id)) => format!("{process} ({id})"),
        Some((subject, id)) => format!("{process}: {subject} ({id})"),
        None => process.to_owned(),
    }
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
