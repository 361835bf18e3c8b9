//! The closing hour: `17:00`; `24:00` is the end of the day.

use chrono::NaiveTime;

use super::Block;
use crate::suggest::advice;

/// Reads an hour. `None` is the end of the day (24:00), also when the key is absent.
pub(crate) fn hour(block: Block<'_>, key: &str) -> Option<NaiveTime> {
    let word = block.word(key)?;
    if word.text == "24:00" {
        return None;
    }
    let time = NaiveTime::parse_from_str(&word.text, "%H:%M").ok();
    if time.is_none() {
        let ru = format!("Нужен час вида `17:00`, а написано «{}».", word.text);
        let en = format!("Expected an hour such as `17:00`, found `{}`.", word.text);
        let hint = advice(
            "Часы и минуты через двоеточие, от `00:00` до `24:00`, в кавычках.",
            "Hours and minutes with a colon, from `00:00` to `24:00`, in quotes.",
        );
        block.reader.error("R034", &word.span, ru, en, hint);
    }
    time
}
