//! Samples of the production calendar: with a counted term, and with a term that nobody understands.

use super::{Sample, Samples, day};
use crate::ui::calendar_year::{
    CalendarYearPage, TermAnswer, TermInput, YearDay, YearMonth, YearSpecial,
};
use crate::ui::parts::{Chip, Link, Pair, Tone};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let mut wrong = year(make);
    wrong.shell.failed = true;
    wrong.answer = None;
    wrong.how = String::new();
    wrong.input = TermInput {
        term: "пять суток".to_owned(),
        term_problem: "«пять суток» не похоже на срок.".to_owned(),
        from_problem: make.locale.text("year.no_date").to_owned(),
        ..TermInput::default()
    };
    vec![
        make.page("calendar-year", year(make)),
        make.page("calendar-year-wrong", wrong),
    ]
}

fn year(make: Samples) -> CalendarYearPage {
    let locale = make.locale;
    let mut shell = make.staff(&locale.fill("year.title", &[("year", "2026")]), "/calendar");
    shell.crumbs = vec![make.crumb("calendar.title", "/calendar")];
    let cell = |number: &str, off, short, today| YearDay {
        number: number.to_owned(),
        off,
        short,
        today,
    };
    CalendarYearPage {
        shell,
        year: "2026".to_owned(),
        links: vec![
            Link::new("← 2025", "/calendar/year?year=2025"),
            Link::new("2027 →", "/calendar/year?year=2027"),
        ],
        input: TermInput {
            term: "5 рабочих дней".to_owned(),
            from: "2026-10-29".to_owned(),
            same_day: true,
            ..TermInput::default()
        },
        answer: Some(TermAnswer {
            date: locale.weekday_date(day(11, 5)),
            provisional: locale.text("year.provisional").to_owned(),
            lines: vec!["Событие: 29 октября 2026.".to_owned()],
        }),
        unpublished: locale.fill("calendar.unpublished", &[("year", "2026")]),
        facts: vec![Pair::new(
            locale.text("year.short"),
            locale.count("year.days", 5),
        )],
        weekdays: vec![locale.text("weekday.mon").to_owned()],
        months: vec![YearMonth {
            title: locale.text("calendar.november").to_owned(),
            norm: locale.count("year.working_days", 20),
            weeks: vec![
                vec![cell("", false, false, false)],
                vec![cell("3", false, true, true)],
                vec![cell("4", true, false, false)],
            ],
        }],
        specials: vec![YearSpecial {
            date: locale.weekday_date(day(11, 4)),
            chip: Chip::new(Tone::Incident, locale.text("calendar.holiday")),
            note: "День народного единства".to_owned(),
        }],
        how: locale.text("year.change").to_owned(),
    }
}
