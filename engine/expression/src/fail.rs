//! The failures of an evaluation, worded with the source that was being evaluated.

use crate::evaluate::Evaluator;
use crate::val::Val;
use crate::{Failure, FailureKind, Value};
use std::ops::Range;

impl Evaluator<'_> {
    /// The source of a span, shortened for a message.
    fn shown(&self, span: &Range<usize>) -> String {
        let source = self.text.get(span.clone()).unwrap_or("");
        let mut shown: String = source.chars().take(60).collect();
        if shown.len() < source.len() {
            shown.push('…');
        }
        shown
    }

    pub(crate) fn unset(&self, span: &Range<usize>) -> Box<Failure> {
        let shown = self.shown(span);
        Box::new(Failure::new(
            FailureKind::Unset,
            span,
            format!(
                "Не заполнено «{shown}»: заполните данные либо напишите has(…) или «?? значение»."
            ),
            format!("`{shown}` is unset: fill in the data, or write has(…) or `?? value`."),
        ))
    }

    pub(crate) fn wrong_kind(
        &self,
        val: &Val<'_>,
        span: &Range<usize>,
        ru: &str,
        en: &str,
    ) -> Box<Failure> {
        let (found_ru, found_en) = val.plain().map_or(("список", "a list"), Value::word);
        let shown = self.shown(span);
        Box::new(Failure::new(
            FailureKind::Kind,
            span,
            format!(
                "В «{shown}» вместо «{ru}» стоит «{found_ru}»: данные не те, для которых проверено выражение."
            ),
            format!(
                "`{shown}` holds {found_en}, not {en}: the data are not those that the expression was checked for."
            ),
        ))
    }

    pub(crate) fn failure(
        &self,
        kind: FailureKind,
        span: &Range<usize>,
        ru: impl Into<String>,
        en: impl Into<String>,
    ) -> Box<Failure> {
        Box::new(Failure::new(kind, span, ru, en))
    }

    pub(crate) fn unknown(&self, name: &str, span: &Range<usize>) -> Box<Failure> {
        self.failure(
            FailureKind::Kind,
            span,
            format!("Функции «{name}» с такими аргументами нет; выражение не проверено."),
            format!("There is no function `{name}` with these arguments; the expression was not checked."),
        )
    }

    pub(crate) fn too_expensive(&self, span: &Range<usize>) -> Box<Failure> {
        self.failure(
            FailureKind::Budget,
            span,
            "Вычисление требует слишком много шагов и остановлено.",
            "The evaluation takes too many steps and was stopped.",
        )
    }
}
