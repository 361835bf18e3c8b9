//! Explanation lines as Russian sentences.

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
        } => {
            format!(
                "{}: {} — не считается.",
                range(*first, *last),
                because(reason)
            )
        }
        Line::Span {
            term,
            first,
            last,
            back,
        } => span(*term, *first, *last, *back),
        Line::Clamped { number, date } => format!(
            "В этом месяце нет {number}-го числа: срок истекает в последний день месяца, {} (п. 3 ст. 192 ГК РФ).",
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
            because(reason)
        ),
        Line::DecreeDay { date, reason } => {
            format!(
                "{} — {}; {DECREE_WORKS}.",
                full_date(*date),
                because(reason)
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
            "Дата предварительная: производственный календарь на {} не опубликован; учтены только праздники по ст. 112 ТК РФ и выходные.",
            list(years)
        ),
    }
}

const DECREE_WORKS: &str =
    "для исчисления срока день рабочий (Обзор ВС РФ № 1 от 21.04.2020, вопрос 5)";

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
    let utc = if moment.date_naive() == day {
        String::new()
    } else {
        format!(", хотя по UTC ещё или уже {}", date(moment.date_naive()))
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
            format!(
                "Течение срока начинается на следующий день после события, {day} (ст. 191 ГК РФ)."
            )
        }
        (Start::NextDay, true) => {
            format!(
                "Отсчёт назад начинается с предшествующего событию дня, {day} (по аналогии со ст. 191 ГК РФ)."
            )
        }
        (Start::SameDay, _) => format!("День события, {day}, входит в срок по правилу регламента."),
    }
}

fn counted(n: (u32, u32), days: (NaiveDate, NaiveDate), reason: Option<&Reason>) -> String {
    let note = match reason {
        None => String::new(),
        Some(reason) if reason.kind == DayKind::Decree => {
            format!(" — {}; {DECREE_WORKS}", because(reason))
        }
        Some(reason) => format!(" — {}", because(reason)),
    };
    if n.0 == n.1 {
        return format!("{}-й рабочий день: {}{note}.", n.0, full_date(days.0));
    }
    format!(
        "{}–{}-й рабочие дни: {} – {}{note}.",
        n.0,
        n.1,
        full_date(days.0),
        full_date(days.1)
    )
}

fn because(reason: &Reason) -> String {
    let mut text = kind(reason.kind).to_owned();
    if let Some(note) = &reason.note {
        text = format!("{text}: {note}");
    }
    if let Some(scope) = &reason.scope {
        text = format!("{text} [{scope}]");
    }
    text
}

fn span(term: Term, first: NaiveDate, last: NaiveDate, back: bool) -> String {
    let clause = match term.unit {
        Unit::Year => {
            "срок истекает в соответствующие месяц и число последнего года, п. 1 ст. 192 ГК РФ"
        }
        Unit::Month => {
            "срок истекает в соответствующее число последнего месяца, п. 3 ст. 192 ГК РФ"
        }
        Unit::Week => "срок истекает в соответствующий день последней недели, п. 4 ст. 192 ГК РФ",
        _ => "дни считаются подряд, включая нерабочие",
    };
    let (from, to) = if back {
        ("назад от", "до")
    } else {
        ("с", "по")
    };
    format!(
        "{term}: {from} {} {to} {} ({clause}).",
        full_date(first),
        full_date(last)
    )
}

fn rolled(from: NaiveDate, to: NaiveDate, direction: Direction, back: bool) -> String {
    let (from, to) = (date(from), full_date(to));
    match (direction, back) {
        (Direction::Forward, false) => format!(
            "Последний день срока, {from}, нерабочий: днём окончания считается ближайший следующий рабочий день, {to} (ст. 193 ГК РФ)."
        ),
        (Direction::Back, true) => format!(
            "Крайний день, {from}, нерабочий: действие нужно совершить не позднее предшествующего рабочего дня, {to} (ст. 193 ГК РФ не сокращает срок до события)."
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
