//! Words of a set of indicators, or parameters that say them: what is reported when neither fits.

use super::super::{Reader, Word};
use crate::model::Chosen;
use crate::suggest::{advice, hint, listed};

fn words<T: Chosen>() -> impl Iterator<Item = &'static str> + Clone {
    T::WORDS.iter().map(|(word, _)| *word)
}

/// A word that is none of those known.
pub(super) fn unknown<'k, T: Chosen>(
    reader: Reader<'_>,
    written: &Word,
    parameters: impl IntoIterator<Item = &'k str>,
) {
    let ru = format!("Слово «{}» здесь не известно.", written.text);
    let en = format!("The word `{}` is not known here.", written.text);
    let mut known: Vec<&str> = parameters.into_iter().collect();
    for word in words::<T>() {
        known.push(word);
    }
    let hint = hint(&written.text, known.iter().copied());
    reader.error("R182", &written.span, ru, en, hint);
}

/// A parameter that is no choice between the words.
pub(super) fn unfit<T: Chosen>(reader: Reader<'_>, written: &Word) {
    let list = listed(words::<T>()).unwrap_or_default();
    let ru = format!("Параметр «{}» выбирает не то, что нужно.", written.text);
    let en = format!("The parameter `{}` chooses something else.", written.text);
    let hint = advice(
        format!("Нужен параметр вида `choice`, все варианты которого из этих: {list}."),
        format!("A parameter of the kind `choice` is needed, with options only of these: {list}."),
    );
    reader.error("R182", &written.span, ru, en, hint);
}
