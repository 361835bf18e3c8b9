//! Why a row brings no points, and what was claimed for it, in words.

use reglament_definition::Scorecard;
use reglament_expression::Value;
use reglament_scorecard::Reason;

/// The stable word of a reason, as conditions compare it.
pub(super) fn code(reason: &Reason) -> &'static str {
    match reason {
        Reason::NotApplicable => "not_applicable",
        Reason::OutsidePeriod => "outside_period",
        Reason::TooLittle { .. } => "too_little",
        Reason::Lost { .. } => "lost",
        Reason::OverCap { .. } => "over_cap",
        Reason::Rejected { .. } => "rejected",
        Reason::Undecided => "undecided",
        Reason::NoPoints => "no_points",
        Reason::BelowBands => "below",
    }
}

/// A reason in Russian and English.
pub(super) fn why(reason: &Reason, card: &Scorecard) -> (String, String) {
    let plain = |ru: &str, en: &str| (ru.to_owned(), en.to_owned());
    match reason {
        Reason::NotApplicable => plain("Не применимо к этой должности", "Not for this position"),
        Reason::OutsidePeriod => plain(
            "Документы за другое время",
            "The documents are of another time",
        ),
        Reason::TooLittle { needed, found } => (
            format!("Документов меньше, чем нужно: {found} из {needed}"),
            format!("Fewer documents than needed: {found} of {needed}"),
        ),
        Reason::Lost { to } => {
            let title = card.caption(to).title;
            (
                format!("Баллы не суммируются: засчитано «{}»", title.ru),
                format!("The points are not added: «{}» counts", title.text(true)),
            )
        }
        Reason::OverCap { cap } => (
            format!("Сверх предела: засчитаны лучшие ({cap})"),
            format!("Over the cap: the best ones count ({cap})"),
        ),
        Reason::Rejected { reason } => (
            format!("Отклонено экспертом: {reason}"),
            format!("Rejected by the expert: {reason}"),
        ),
        Reason::Undecided => plain("Эксперт ещё не решил", "The expert has not decided yet"),
        Reason::NoPoints => plain(
            "Эксперт не поставил баллы",
            "The expert has given no points",
        ),
        Reason::BelowBands => plain("Доля ниже наименьшей", "The share is below the lowest"),
    }
}

/// A claimed item: «12.05.2010 Диплом лауреата», «Справка: 48 из 120».
pub(super) fn item(item: &Value) -> String {
    let text = item
        .get("text")
        .and_then(Value::as_text)
        .unwrap_or_default();
    let date = |key: &str| {
        item.get(key)
            .and_then(Value::as_date)
            .map(|d| d.format("%d.%m.%Y"))
    };
    let number = |key: &str| item.get(key).and_then(Value::as_number);
    let mut words = match date("on") {
        Some(on) => format!("{on} {text}"),
        None => text.to_owned(),
    };
    if let Some(to) = date("to") {
        words.push_str(&format!(" (по {to})"));
    }
    if let Some((part, whole)) = number("part").zip(number("whole")) {
        let written = format!(": {} из {}", part.normalize(), whole.normalize());
        words.push_str(&written.replace('.', ","));
    }
    words.trim().to_owned()
}
