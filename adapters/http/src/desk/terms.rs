//! «Проверить сроки»: what would lie ahead of an instance that began on a day, step by step, and why each date is that
//! date. Counted by the forecast; nothing is written.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Utc};
use reglament_calendar::{Calendar, local_date, start_of_day};
use reglament_core::{Ballots, Context, DueDate, Numbers, Outside};
use reglament_definition::{Definition, Package};
use reglament_forecast::{Asked, Forecast, Line, StepForecast, When, forecast_start};

use crate::locale::Locale;
use crate::ui::admin::{TermRow, TermsTable};

/// The table of a process of `package` begun on a day, by `calendar` with the tables of each package; beside each date that of `before`, where it is another one. `href`
/// says where the title of a step leads.
pub(crate) fn table(
    locale: Locale,
    calendar: &Calendar,
    (package, process): (&Package, &str),
    before: Option<&Package>,
    day: NaiveDate,
    href: &dyn Fn(&str) -> String,
) -> Option<TermsTable> {
    let definition = package.definitions.get(process)?;
    let own = package.calendars.over(calendar);
    let told = ahead(&own, package, definition, day);
    let earlier = before.and_then(|package| {
        let definition = package.definitions.get(process)?;
        let calendar = package.calendars.over(calendar);
        Some(ahead(&calendar, package, definition, day))
    });
    let table = Table {
        locale,
        calendar: &own,
        definition,
    };
    let row = |step: &StepForecast| {
        let old = earlier.as_ref().and_then(|old| old.step(&step.step));
        table.row(step, old, href(&step.step))
    };
    let steps = told.steps.iter().filter(|step| step.takes_time);
    let assumed = told.said().into_iter();
    Some(TermsTable {
        rows: steps.map(row).collect(),
        end: Line::ALL
            .map(|line| table.date(told.end.get(line)))
            .to_vec(),
        assumed: assumed.map(|(ru, en)| locale.said(ru, en)).collect(),
    })
}

fn ahead(
    calendar: &Calendar,
    package: &Package,
    definition: &Definition,
    day: NaiveDate,
) -> Forecast {
    let children: BTreeMap<String, &Definition> = package
        .definitions
        .iter()
        .map(|(id, definition)| (id.clone(), definition))
        .collect();
    let at = start_of_day(day, definition.zone);
    let numbers = Numbers::default();
    let asked = Asked {
        context: Context {
            definition,
            children: &children,
            calendar,
            organisation: &package.organisation,
            numbers: &numbers,
            absences: &[],
            ballots: &Ballots::default(),
            outside: &Outside::default(),
            now: at.with_timezone(&Utc),
            base_url: "",
        },
        plan: None,
        histories: &BTreeMap::new(),
        absences: &[],
        recount: false,
        children: &BTreeMap::new(),
        messages: &BTreeMap::new(),
        earlier: None,
    };
    forecast_start(asked, BTreeMap::new(), at)
}

struct Table<'a> {
    locale: Locale,
    calendar: &'a Calendar,
    definition: &'a Definition,
}

impl Table<'_> {
    fn row(&self, step: &StepForecast, old: Option<&StepForecast>, href: String) -> TermRow {
        let due = shown(step);
        let date = due.map(|due| due.date);
        let was = old.and_then(shown).map(|due| due.date);
        let reasons = due.map(|due| due.explain(self.calendar));
        let said = reasons
            .into_iter()
            .flatten()
            .map(|line| self.locale.said(line.ru(), line.en()));
        let changed = old.is_some() && was != date;
        let before = changed.then(|| {
            let was = was.map(|date| self.locale.weekday_date(date));
            let was = was.unwrap_or_else(|| self.locale.text("terms.none").to_owned());
            self.locale.fill("terms.was", &[("date", &was)])
        });
        TermRow {
            href,
            title: self.locale.title(&step.title),
            due: date.map_or_else(String::new, |date| self.locale.weekday_date(date)),
            provisional: due.is_some_and(|due| due.provisional),
            before,
            entered: self.date(step.entered.get(Line::Expected)),
            done: Line::ALL
                .map(|line| self.date(step.done.get(line)))
                .to_vec(),
            reasons: said.collect(),
        }
    }

    fn date(&self, when: When) -> String {
        match when {
            When::Never => "–".to_owned(),
            When::Unknown => self.locale.text("terms.unknown").to_owned(),
            When::At(at) => self.locale.date(local_date(at, self.definition.zone)),
        }
    }
}

/// The due date that stands in the table: as it usually goes, or else the lawful one.
fn shown(step: &StepForecast) -> Option<&DueDate> {
    step.due(Line::Expected)
        .or_else(|| step.due(Line::Latest))
        .or_else(|| step.due(Line::Earliest))
}
