//! `reglament deadline`: counts a due date by the production calendar and explains it, without any process.
//!
//! Whoever doubts a date in a letter repeats the count here; the answer names the rule and the calendar used.

mod answer;
mod event;
mod overlay;

use chrono::NaiveTime;
use chrono_tz::Tz;
use clap::{Args, ValueEnum};
use reglament_calendar::{Calendar, DecreeDays, DueError, Roll, Rule, Start, Term, TermError, due};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use answer::Answer;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct DeadlineArguments {
    #[arg(
        value_name = "TERM",
        help = "Срок: «5 рабочих дней», «10 календарных дней», «2 года», «120 минут» ¦ The term: `5 working days`, `2 years`, `120 minutes`"
    )]
    term: String,
    #[arg(
        long,
        value_name = "DATE",
        help = "Событие: дата (2021-10-21 или 21.10.2021), местное время (2021-10-21T15:00) или момент (2021-10-21T15:00+07:00) ¦ The event: a date, a local date and time, or an RFC 3339 instant"
    )]
    from: String,
    #[arg(
        long,
        default_value = "Europe/Moscow",
        value_name = "ZONE",
        help = "Часовой пояс: имя IANA, например Asia/Novokuznetsk ¦ Time zone, an IANA name"
    )]
    zone: String,
    #[arg(
        long,
        default_value = "ru",
        value_name = "ID",
        help = "Производственный календарь ¦ Production calendar"
    )]
    calendar: String,
    #[arg(
        long,
        value_name = "FILE",
        help = "Дополнение календаря региона или организации, CSV: date,kind,note; можно несколько ¦ Calendar overlay of a region or an organisation, CSV; may be repeated"
    )]
    overlay: Vec<std::path::PathBuf>,
    #[arg(
        long,
        value_enum,
        default_value = "next-day",
        help = "Начало: со следующего дня (ст. 191 ГК) или в день события ¦ Whether the day of the event counts"
    )]
    start: StartDay,
    #[arg(
        long,
        value_enum,
        help = "Если последний день нерабочий; по умолчанию next для календарных единиц (с --back previous), none для рабочих дней ¦ When the last day is a day off; by default next for calendar units (previous with --back), none for working days"
    )]
    roll: Option<RollDay>,
    #[arg(
        long,
        help = "Считать назад от события: «не позднее чем за …» ¦ Count backwards from the event"
    )]
    back: bool,
    #[arg(
        long,
        value_enum,
        default_value = "working",
        help = "Нерабочие дни по указам Президента: рабочие или нет ¦ Days declared non-working by Presidential decree"
    )]
    decree_days: Decree,
    #[arg(
        long,
        value_name = "HH:MM",
        help = "Час окончания операций в последний день; по умолчанию 24:00 ¦ Closing hour of the last day; 24:00 by default"
    )]
    closes: Option<String>,
}

/// `--start`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum StartDay {
    NextDay,
    SameDay,
}

/// `--roll`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum RollDay {
    Next,
    Previous,
    None,
}

/// `--decree-days`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Decree {
    Working,
    Off,
}

/// Counts and prints.
pub(crate) fn run(arguments: &DeadlineArguments, output: &Output) -> Result<Exit, Failure> {
    let rule = rule(arguments)?;
    let calendar = calendar(arguments)?;
    let from = event::read(&arguments.from, rule.zone)?;
    let due = due(&calendar, &rule, from).map_err(|error| out_of_range(&error))?;
    let answer = Answer { rule, from, due };
    if output.json {
        output.json(&answer.json(output.language));
    } else {
        output.text(&answer.text(output.language));
    }
    Ok(Exit::Ok)
}

fn rule(arguments: &DeadlineArguments) -> Result<Rule, Failure> {
    let term = Term::parse(&arguments.term).map_err(|error| bad_term(&error))?;
    let zone = zone(&arguments.zone)?;
    let mut rule = if arguments.back {
        Rule::before(term, zone)
    } else {
        Rule::new(term, zone)
    };
    rule.start = match arguments.start {
        StartDay::NextDay => Start::NextDay,
        StartDay::SameDay => Start::SameDay,
    };
    rule.roll = match arguments.roll {
        None => rule.roll,
        Some(RollDay::Next) => Roll::Next,
        Some(RollDay::Previous) => Roll::Previous,
        Some(RollDay::None) => Roll::None,
    };
    rule.decree_days = match arguments.decree_days {
        Decree::Working => DecreeDays::Working,
        Decree::Off => DecreeDays::Off,
    };
    rule.closes = arguments.closes.as_deref().map(hour).transpose()?.flatten();
    Ok(rule)
}

fn bad_term(error: &TermError) -> Failure {
    Failure::usage(error.code(), error.ru(), error.en())
}

fn out_of_range(error: &DueError) -> Failure {
    Failure::usage(error.code(), error.ru(), error.en())
}

fn zone(name: &str) -> Result<Tz, Failure> {
    name.parse().map_err(|_| {
        Failure::usage(
            "zone.unknown",
            format!("Часовой пояс «{name}» неизвестен; укажите имя IANA, например Europe/Moscow."),
            format!("The time zone `{name}` is unknown; give an IANA name such as Europe/Moscow."),
        )
    })
}

/// The closing hour; 24:00 is the end of the day, which a rule writes as no hour at all.
fn hour(text: &str) -> Result<Option<NaiveTime>, Failure> {
    if text == "24:00" {
        return Ok(None);
    }
    NaiveTime::parse_from_str(text, "%H:%M")
        .map(Some)
        .map_err(|_| {
            Failure::usage(
                "closes.unreadable",
                format!("«{text}» не похоже на час; напишите его как 17:00."),
                format!("`{text}` is not an hour; write it as 17:00."),
            )
        })
}

fn calendar(arguments: &DeadlineArguments) -> Result<Calendar, Failure> {
    let id = &arguments.calendar;
    if id != "ru" {
        return Err(Failure::usage(
            "calendar.unknown",
            format!("Календаря «{id}» нет; есть «ru», дни региона добавляет --overlay."),
            format!(
                "There is no calendar `{id}`; there is `ru`, and --overlay adds regional days."
            ),
        ));
    }
    let mut calendar = Calendar::russia();
    for path in &arguments.overlay {
        calendar = calendar.with_overlay(overlay::read(path)?);
    }
    Ok(calendar)
}
