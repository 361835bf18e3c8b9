//! Explanation lines as Russian sentences.

use std::cmp::Ordering;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{Counted, Days, Direction, Elapsed, Ends, Event, Line, Reason, Resumed, Rolled, Span};
use crate::day::DayKind;
use crate::rule::Start;
use crate::russian::{date, full_date, kind, range};
use crate::term::{Term, Unit};
use crate::zone;

pub(super) fn sentence(line: &Line) -> String {
    match line {
        Line::Event(line) => event(line),
        Line::Starts { date, start, back } => starts(*date, *start, *back),
        Line::Counted(run) => counted(run),
        Line::Skipped(days) => skipped(days),
        Line::NonWorking(days) => format!("{}.", described(days)),
        Line::Span(line) => span(line),
        Line::Clamped { number, date } => format!(
            "В последнем месяце срока нет {number}-го числа: срок истекает в последний день этого месяца, {} (п. 3 ст. 192 ГК РФ).",
            full_date(*date)
        ),
        Line::Rolled(line) => rolled(line),
        Line::NotRolled(days) => {
            format!(
                "{}, но по этому правилу день окончания не переносится.",
                described(days)
            )
        }
        Line::DecreeDay(days) => format!("{}; {DECREE_WORKS}.", described(days)),
        Line::Elapsed(line) => elapsed(line),
        Line::Omitted { lines } => format!("… пропущено строк объяснения: {lines}."),
        Line::Ends(line) => ends(line),
        Line::Extended { term, from } => format!(
            "Срок продлён ({term}): считается со следующего дня после {}, без учёта переноса.",
            full_date(*from)
        ),
        Line::Resumed(line) => resumed(line),
        Line::Stopped { date } => format!(
            "С {} срок приостановлен: дата установится при возобновлении.",
            full_date(*date)
        ),
        Line::Provisional { years } => format!(
            "Дата предварительная: нет опубликованного производственного календаря на {}; учтены только выходные и праздники по ст. 112 ТК РФ.",
            list(years)
        ),
    }
}

fn resumed(line: &Resumed) -> String {
    let left = Term::new(line.left, line.unit);
    let (stop, go) = (full_date(line.suspended), full_date(line.resumed));
    format!("С {stop} срок приостановлен (оставалось: {left}), с {go} течёт снова.")
}

const DECREE_WORKS: &str =
    "в срок засчитывается как рабочий (Обзор ВС РФ № 1 от 21.04.2020, вопрос 5)";

const DECREE_WORK_MANY: &str =
    "в срок засчитываются как рабочие (Обзор ВС РФ № 1 от 21.04.2020, вопрос 5)";

/// `31.12.2021 (пт) — выходной: перенос с 03.01.2021`.
fn described(days: &Days) -> String {
    let why = because(&days.reason, days.first != days.last);
    format!("{} — {why}", range(days.first, days.last))
}

fn skipped(days: &Days) -> String {
    let several = days.first != days.last;
    let verb = if several {
        "не считаются"
    } else {
        "не считается"
    };
    let why = because(&days.reason, several);
    format!("{} {verb} — {why}.", range(days.first, days.last))
}

fn elapsed(line: &Elapsed) -> String {
    let way = if line.back { "назад от" } else { "с" };
    let (start, end) = (clock(line.start, line.zone), clock(line.end, line.zone));
    format!("{} {way} {start}: {end} ({}).", line.term, line.zone)
}

fn event(line: &Event) -> String {
    let (term, day, zone) = (line.term, line.date, line.zone);
    let way = if line.back {
        "до события"
    } else {
        "после события"
    };
    let Some(moment) = line.moment else {
        return format!("Срок: {term} {way} {}.", full_date(day));
    };
    let time = zone::local(moment, zone).format("%H:%M");
    let in_utc = moment.date_naive();
    let utc = match in_utc.cmp(&day) {
        Ordering::Equal => String::new(),
        Ordering::Less => format!("; по UTC ещё {}", date(in_utc)),
        Ordering::Greater => format!("; по UTC уже {}", date(in_utc)),
    };
    format!(
        "Срок: {term} {way} {} в {time} ({zone}{utc}).",
        full_date(day)
    )
}

fn starts(day: NaiveDate, start: Start, back: bool) -> String {
    let day = full_date(day);
    match (start, back) {
        (Start::NextDay, false) => {
            format!("По ст. 191 ГК РФ срок течёт со следующего дня после события: с {day}.")
        }
        (Start::NextDay, true) => {
            format!(
                "Отсчёт назад идёт со дня перед событием (по аналогии со ст. 191 ГК РФ): с {day}."
            )
        }
        (Start::SameDay, _) => {
            format!("По правилу регламента день события входит в срок: с {day}.")
        }
    }
}

fn counted(run: &Counted) -> String {
    let (n, reason) = ((run.first_n, run.last_n), run.reason.as_ref());
    let several = n.0 != n.1;
    let note = match reason {
        None => String::new(),
        Some(reason) if reason.kind == DayKind::Decree && several => {
            format!(" — {}; {DECREE_WORK_MANY}", because(reason, true))
        }
        Some(reason) if reason.kind == DayKind::Decree => {
            format!(" — {}; {DECREE_WORKS}", because(reason, false))
        }
        Some(reason) => format!(" — {}", because(reason, several)),
    };
    let (first, last) = (full_date(run.first), full_date(run.last));
    if several {
        format!("{}–{}-й рабочие дни: {first} – {last}{note}.", n.0, n.1)
    } else {
        format!("{}-й рабочий день: {first}{note}.", n.0)
    }
}

fn because(reason: &Reason, several: bool) -> String {
    let mut text = kind(reason.kind, several).to_owned();
    match &reason.note {
        // The note of a working Saturday says by itself that the day works.
        Some(note) if reason.kind == DayKind::MovedWork => text.clone_from(note),
        Some(note) => text = format!("{text}: {note}"),
        None => {}
    }
    if let Some(scope) = &reason.scope {
        text = format!("{text} [{scope}]");
    }
    text
}

fn span(line: &Span) -> String {
    let (term, start) = (line.term, line.start);
    let clause = match term.unit {
        Unit::Week | Unit::Month | Unit::Year if start == Start::SameDay => {
            "день события входит в срок"
        }
        Unit::Year => "в соответствующие месяц и число последнего года, п. 1 ст. 192 ГК РФ",
        Unit::Month => "в соответствующее число последнего месяца, п. 3 ст. 192 ГК РФ",
        Unit::Week => "в соответствующий день последней недели, п. 4 ст. 192 ГК РФ",
        _ => "дни считаются подряд, включая нерабочие",
    };
    let way = if line.back { " назад" } else { "" };
    let (first, last) = (full_date(line.first), full_date(line.last));
    format!("{term}{way}: первый день {first}, последний {last} ({clause}).")
}

fn rolled(line: &Rolled) -> String {
    let (from, to) = (date(line.from), full_date(line.to));
    match (line.direction, line.back) {
        (Direction::Forward, false) => format!(
            "Последний день срока, {from}, нерабочий: днём окончания считается ближайший следующий рабочий день, {to} (ст. 193 ГК РФ)."
        ),
        (Direction::Back, true) => format!(
            "Крайний день, {from}, нерабочий: действие нужно совершить не позднее предшествующего рабочего дня, {to} (перенос вперёд по ст. 193 ГК РФ здесь неприменим)."
        ),
        (Direction::Back, false) => format!(
            "Последний день срока, {from}, нерабочий: по правилу регламента срок оканчивается в предшествующий рабочий день, {to}."
        ),
        (Direction::Forward, true) => format!(
            "Крайний день, {from}, нерабочий: по правилу регламента он переносится на следующий рабочий день, {to}."
        ),
    }
}

fn ends(line: &Ends) -> String {
    let zone = line.zone;
    let day = full_date(line.date);
    let Some(closes) = line.closes else {
        return format!("Последний день — {day}, до 24 часов ({zone}; п. 1 ст. 194 ГК РФ).");
    };
    let hour = closes.format("%H:%M");
    let note = if line.short {
        "; сокращённый день, на час раньше, ст. 95 ТК РФ"
    } else {
        ""
    };
    format!(
        "Последний день — {day}, до {hour} ({zone}; окончание операций, п. 1 ст. 194 ГК РФ{note})."
    )
}

fn clock(instant: DateTime<Utc>, zone: Tz) -> String {
    zone::local(instant, zone)
        .format("%d.%m.%Y %H:%M")
        .to_string()
}

fn list(years: &[i32]) -> String {
    let word = if years.len() == 1 {
        "год"
    } else {
        "годы"
    };
    match years {
        [first, .., last]
            if years.len() > 2 && last.abs_diff(*first) as usize + 1 == years.len() =>
        {
            format!("{first}–{last} {word}")
        }
        _ => {
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            format!("{} {word}", years.join(", "))
        }
    }
}
