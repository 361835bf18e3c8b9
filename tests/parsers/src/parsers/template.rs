//! Texts of letters: parsed, checked, rendered twice, within the limit of the output.

use reglament_expression::limits::OUTPUT_BYTES;
use reglament_expression::{FailureKind, Template};

use super::world::{names, scope, told, values};

pub(super) const WORDS: &[&str] = &[
    "{{ n }}",
    "{{ note }}",
    "{{#if agreed}}",
    "{{else}}",
    "{{/if}}",
    "{{#each rows as r, i}}",
    "{{ r.text }}",
    "{{/each}}",
    "{{#each scores as s}}",
    "{{ who.name.full }}",
    "{{ day }}",
    "{{ term }}",
    "{{ missing ?? '-' }}",
    "{{!",
    "{{{",
    "}}}",
];

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let template = match Template::parse(&text) {
        Ok(template) => template,
        Err(problems) => return told(&text, &problems),
    };
    let values = values();
    let rendered = template.render(&scope(&values));
    assert_eq!(rendered, template.render(&scope(&values)), "{text}");
    let checked = template.check(&names());
    match rendered {
        Ok(output) => assert!(output.len() <= OUTPUT_BYTES, "{} bytes", output.len()),
        Err(failure) => {
            assert!(
                text.get(failure.span.clone()).is_some(),
                "{text}: {failure:?}"
            );
            assert!(
                checked.is_err() || failure.kind != FailureKind::Kind,
                "{text}: {failure:?}"
            );
        }
    }
    if let Err(problems) = checked {
        told(&text, &problems);
    }
}
