//! The shapes of the protocol that are used here, made from the answers of the language service.

use std::ops::Range;
use std::path::Path;

use reglament_definition::{Diagnostic, Language, Severity};
use reglament_language::{Completion, CompletionKind, Lines, OutlineItem};
use serde_json::{Value, json};

use crate::uri::uri;

/// A range in UTF-16 positions.
pub(crate) fn range(lines: &Lines<'_>, span: &Range<usize>) -> Value {
    let (start, end) = lines.range(span);
    json!({"start": start, "end": end})
}

/// Where a range of a file is.
pub(crate) fn location(root: &Path, file: &str, text: &str, span: &Range<usize>) -> Value {
    json!({"uri": uri(&root.join(file)), "range": range(&Lines::new(text), span)})
}

/// One of two texts.
pub(crate) fn pick<'t>(language: Language, ru: &'t str, en: &'t str) -> &'t str {
    match language {
        Language::Russian => ru,
        Language::English => en,
    }
}

/// A diagnostic of a file with this text.
pub(crate) fn diagnostic(found: &Diagnostic, lines: &Lines<'_>, language: Language) -> Value {
    let mut message = pick(language, &found.ru, &found.en).to_owned();
    let hint = match language {
        Language::Russian => &found.hint_ru,
        Language::English => &found.hint_en,
    };
    if let Some(hint) = hint {
        message.push('\n');
        message.push_str(hint);
    }
    let severity = match found.severity {
        Severity::Error => 1,
        Severity::Warning => 2,
    };
    json!({"range": range(lines, &found.span), "severity": severity, "code": found.code, "source": "reglament",
        "message": message})
}

/// A proposal; `at` keeps the order.
pub(crate) fn completion(proposal: &Completion, lines: &Lines<'_>, at: usize) -> Value {
    // LSP's CompletionItemKind.
    let kind = match proposal.kind {
        CompletionKind::Key => 10,
        CompletionKind::Kind => 14,
        CompletionKind::Step => 2,
        CompletionKind::Field => 5,
        CompletionKind::Person => 7,
        CompletionKind::Process => 9,
        CompletionKind::Function => 3,
        CompletionKind::Word => 13,
        CompletionKind::Literal => 12,
        CompletionKind::Clause => 18,
        CompletionKind::File => 17,
        CompletionKind::Name => 20,
    };
    json!({
        "label": proposal.label,
        "kind": kind,
        "detail": proposal.detail,
        "documentation": {"kind": "markdown", "value": proposal.documentation},
        "sortText": format!("{at:04}"),
        // Clauses are found by their wording, steps by their titles.
        "filterText": format!("{} {}", proposal.label, proposal.detail),
        // The indentation is already that of the file.
        "insertTextMode": 1,
        "textEdit": {"range": range(lines, &proposal.span), "newText": proposal.insert},
    })
}

/// An item of the outline.
pub(crate) fn symbol(item: &OutlineItem, lines: &Lines<'_>) -> Value {
    // LSP's SymbolKind.
    let kind = match item.kind.as_str() {
        "field" => 8,
        "parameter" => 14,
        "role" | "person" => 11,
        "event" => 24,
        "register" => 18,
        _ => 12,
    };
    json!({"name": item.name, "detail": item.title, "kind": kind, "range": range(lines, &item.body),
        "selectionRange": range(lines, &item.span)})
}
