//! R072: a step that does not say which clause it carries out.

use crate::diagnostic::Severity;
use crate::lower::Draft;

pub(super) fn check(draft: &Draft<'_>) {
    if draft.act.is_none() {
        return;
    }
    let reader = draft.outline.reader;
    for id in &draft.without_basis {
        let (ru, en) = match id.as_str() {
            "start" => (
                "У начала процесса нет основания.".to_owned(),
                "The start has no basis.".to_owned(),
            ),
            id => (
                format!("У шага «{id}» нет основания."),
                format!("The step `{id}` has no basis."),
            ),
        };
        let span = if id == "start" {
            draft.outline.block.key_span("start")
        } else {
            draft.step_span(id)
        };
        let diagnostic = reader
            .source
            .diagnostic(Severity::Warning, "R072", &span, ru, en);
        reader.report(diagnostic.hint(
            "Укажите пункт: `basis: \"3.4\"`; если шаг служебный — `basis: none`.",
            "Name the clause: `basis: \"3.4\"`; write `basis: none` if it only serves the process.",
        ));
    }
}
