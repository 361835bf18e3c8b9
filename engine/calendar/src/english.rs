//! English dates and day names for explanations, and the English of the notes in the embedded calendars.
//!
//! Notes are published in Russian; known phrases are translated, anything else is shown as written.

use chrono::NaiveDate;

use crate::day::DayKind;

/// Longer phrases stand before their parts.
const PHRASES: [(&str, &str); 18] = [
    ("Новогодние каникулы", "New Year holidays"),
    ("Рождество Христово", "Christmas Day"),
    ("День защитника Отечества", "Defender of the Fatherland Day"),
    ("Международный женский день", "International Women's Day"),
    ("Праздник Весны и Труда", "Spring and Labour Day"),
    ("День Победы", "Victory Day"),
    ("День России", "Russia Day"),
    ("День народного единства", "National Unity Day"),
    (
        "рабочая суббота, выходной перенесён на",
        "working Saturday, its day off is moved to",
    ),
    ("перенос с", "moved from"),
    ("ч. 2 ст. 112 ТК РФ", "Labour Code, art. 112, part 2"),
    ("ПП РФ от", "Government Decree of"),
    ("Указ Президента РФ от", "Presidential Decree of"),
    ("(парад Победы)", "(Victory Parade)"),
    ("(общероссийское голосование)", "(nationwide vote)"),
    (
        "в производственных календарях КонсультантПлюс и Superjob показан как нерабочий",
        "shown as non-working in the calendars of ConsultantPlus and Superjob",
    ),
    ("№", "No."),
    ("  ", " "),
];

/// The note in English as far as its phrases are known.
pub(crate) fn note(russian: &str) -> String {
    let translate = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
    PHRASES.iter().fold(russian.to_owned(), translate)
}

/// `2021-10-28 (Thu)`.
pub(crate) fn full_date(date: NaiveDate) -> String {
    date.format("%Y-%m-%d (%a)").to_string()
}

/// One date, or the first and the last one.
pub(crate) fn range(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        full_date(first)
    } else {
        format!("{} to {}", full_date(first), full_date(last))
    }
}

/// What a kind of day is called, one day or several.
pub(crate) fn kind(kind: DayKind, several: bool) -> &'static str {
    let (one, many) = match kind {
        DayKind::Workday | DayKind::MovedWork => ("working day", "working days"),
        DayKind::Weekend => ("weekend", "weekend"),
        DayKind::Holiday => ("public holiday", "public holidays"),
        DayKind::MovedOff => ("day off", "days off"),
        DayKind::Decree => ("declared non-working", "declared non-working"),
        DayKind::LocalOff => ("local day off", "local days off"),
    };
    if several { many } else { one }
}
