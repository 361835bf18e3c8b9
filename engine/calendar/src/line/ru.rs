//! Explanation lines as Russian sentences.

use std::cmp::Ordering;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::{Direction, Line, Reason};
use crate::day::DayKind;
use crate::rule::Start;
use crate::russian::{date, full_date, kind, range};
use crate::term::{Term, Unit};
use crate::zone;

pub(super) fn sentence(line: &Line) -> String {
    match line {
        Line::Event {
            term,
            back,
            date,
            moment,
            zone,
        } => event(*term, *back, *date, *moment, *zone),
        Line::Starts { date, start, back } => starts(*date, *start, *back),
        Line::Counted {
            first_n,
            last_n,
            first,
            last,
            reason,
        } => counted((*first_n, *last_n), (*first, *last), reason.as_ref()),
        Line::Skipped {
            first,
            last,
            reason,
        } => skipped(*first, *last, reason),
        Line::NonWorking {
            first,
            last,
            reason,
        } => {
            format!(
                "{} — {}.",
                range(*first, *last),
                because(reason, first != last)
            )
        }
        Line::Span {
            term,
            first,
            last,
            start,
            back,
        } => span(*term, (*first, *last), *start, *back),
        Line::Clamped { number, date } => format!(
            "В последнем месяце срока нет {number}-го числа: срок истекает в последний день этого месяца, {} (п. 3 ст. 192 ГК РФ).",
            full_date(*date)
        ),
        Line::Rolled {
            from,
            to,
            direction,
            back,
        } => rolled(*from, *to, *direction, *back),
        Line::NotRolled { date, reason } => format!(
            "{} — {}, но по этому правилу день окончания не переносится.",
            full_date(*date),
            because(reason, false)
        ),
        Line::DecreeDay { date, reason } => {
            format!(
                "{} — {}; {DECREE_WORKS}.",
                full_date(*date),
                because(reason, false)
            )
        }
        Line::Elapsed {
            term,
            start,
            end,
            back,
            zone,
        } => {
            let way = if *back { "назад от" } else { "с" };
            format!(
                "{term} {way} {}: {} ({zone}).",
                clock(*start, *zone),
                clock(*end, *zone)
            )
        }
        Line::Omitted { lines } => format!("… пропущено строк объяснения: {lines}."),
        Line::Ends {
            date,
            closes,
            short,
            zone,
            ..
        } => ends(*date, *closes, *short, *zone),
        Line::Provisional { years } => format!(
            "Дата предварительная: нет опубликованного производственного календаря на {}; учтены только выходные и праздники по ст. 112 ТК РФ.",
            list(years)
        ),
    }
}

const DECREE_WORKS: &str =
    "в срок засчитывается как рабочий (Обзор ВС РФ № 1 от 21.04.2020, вопрос 5)";

const DECREE_WORK_MANY: &str =
    "в срок засчитываются как рабочие (Обзор ВС РФ № 1 от 21.04.2020, вопрос 5)";

fn skipped(first: NaiveDate, last: NaiveDate, reason: &Reason) -> String {
    let several = first != last;
    let verb = if several {
        "не считаются"
    } else {
        "не считается"
    };
    format!(
        "{} {verb} — {}.",
        range(first, last),
        because(reason, several)
    )
}

fn event(
    term: Term,
    back: bool,
    day: NaiveDate,
    moment: Option<DateTime<Utc>>,
    zone: Tz,
) -> String {
    let way = if back {
        "до события"
    } else {
        "после события"
    };
    let Some(moment) = moment else {
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

fn counted(n: (u32, u32), days: (NaiveDate, NaiveDate), reason: Option<&Reason>) -> String {
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
    let (first, last) = (full_date(days.0), full_date(days.1));
    if several {
        format!("{}–{}-й рабочие дни: {first} – {last}{note}.", n.0, n.1)
    } else {
        format!("{}-й рабочий день: {first}{note}.", n.0)
    }
}

fn because(reason: &Reason, several: bool) -> String {
    let mut text = kind(reason.kind, several).to_owned();
    if let Some(note) = &reason.note {
        text = format!("{text}: {note}");
    }
    if let Some(scope) = &reason.scope {
        text = format!("{text} [{scope}]");
    }
    text
}

fn span(term: Term, days: (NaiveDate, NaiveDate), start: Start, back: bool) -> String {
    let clause = match term.unit {
        Unit::Week | Unit::Month | Unit::Year if start == Start::SameDay => {
            "день события входит в срок"
        }
        Unit::Year => "в соответствующие месяц и число последнего года, п. 1 ст. 192 ГК РФ",
        Unit::Month => "в соответствующее число последнего месяца, п. 3 ст. 192 ГК РФ",
        Unit::Week => "в соответствующий день последней недели, п. 4 ст. 192 ГК РФ",
        _ => "дни считаются подряд, включая нерабочие",
    };
    let way = if back { " назад" } else { "" };
    let (first, last) = (full_date(days.0), full_date(days.1));
    format!("{term}{way}: первый день {first}, последний {last} ({clause}).")
}

fn rolled(from: NaiveDate, to: NaiveDate, direction: Direction, back: bool) -> String {
    let (from, to) = (date(from), full_date(to));
    match (direction, back) {
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

fn ends(day: NaiveDate, closes: Option<NaiveTime>, short: bool, zone: Tz) -> String {
    let day = full_date(day);
    let Some(closes) = closes else {
        return format!("Последний день — {day}, до 24 часов ({zone}; п. 1 ст. 194 ГК РФ).");
    };
    let hour = closes.format("%H:%M");
    let note = if short {
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
        [first, .., last] if years.len() > 2 => format!("{first}–{last} {word}"),
        _ => {
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            format!("{} {word}", years.join(", "))
        }
    }
}
