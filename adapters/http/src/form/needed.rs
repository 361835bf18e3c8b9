//! Which fields a button makes mandatory, said before it is pressed.
//!
//! A field that every button needs is simply mandatory; one that some need tells which. The engine decides when the form
//! comes back: nothing is checked here.

use reglament_runtime::OutcomeView;

use crate::locale::Locale;
use crate::ui::parts::FieldSpec;

/// Marks the fields of a form by what its buttons need.
pub(crate) fn mark(locale: Locale, fields: &mut [FieldSpec], outcomes: &[OutcomeView]) {
    for field in fields.iter_mut().filter(|field| !field.required) {
        let asking: Vec<&OutcomeView> = outcomes
            .iter()
            .filter(|outcome| outcome.requires.contains(&field.name))
            .collect();
        if asking.is_empty() {
            continue;
        }
        if asking.len() == outcomes.len() {
            field.required = true;
            continue;
        }
        let titles = asking.iter().map(|outcome| locale.title(&outcome.title));
        let titles = titles.collect::<Vec<_>>().join("», «");
        let needed = locale.fill("field.needed_for", &[("buttons", &titles)]);
        field.hint = format!("{} {needed}", field.hint).trim().to_owned();
    }
}

#[cfg(test)]
mod tests {
    use reglament_definition::Title;

    use super::*;
    use crate::locale::Language;
    use crate::ui::parts::FieldKind;

    #[test]
    fn a_field_says_which_buttons_need_it() {
        let field = |name: &str, hint: &str| FieldSpec {
            name: name.to_owned(),
            label: String::new(),
            hint: hint.to_owned(),
            kind: FieldKind::Text,
            required: false,
        };
        let outcome = |title: &str, requires: &[&str]| OutcomeView {
            id: String::new(),
            title: Title::russian(title),
            requires: requires.iter().map(|name| (*name).to_owned()).collect(),
        };
        let outcomes = [
            outcome("Принять", &["always"]),
            outcome("Вернуть", &["always", "reason"]),
        ];
        let mut fields = [
            field("always", ""),
            field("reason", "Кратко."),
            field("note", "Можно не писать."),
        ];
        mark(Locale::new(Language::Russian), &mut fields, &outcomes);
        let said = fields.map(|field| (field.required, field.hint));
        let expected = [
            (true, ""),
            (false, "Кратко. Нужно для кнопки «Вернуть»."),
            (false, "Можно не писать."),
        ];
        assert_eq!(
            said,
            expected.map(|(needed, hint)| (needed, hint.to_owned()))
        );
    }
}
