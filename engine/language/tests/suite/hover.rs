//! What hover tells: the place is marked by `|` in front of the first character of a word.

use reglament_definition::Language;
use reglament_language::{Workspace, hover};

use crate::folder::files;

/// Hovers over the n-th occurrence of `needle` in the model process.
fn told(needle: &str, language: Language) -> Option<String> {
    let files = files(None);
    let path = "seminar/process.yaml";
    let text = &files[path];
    let (before, word) = needle.split_once('|').unwrap();
    let offset = text.find(&format!("{before}{word}")).unwrap() + before.len();
    let hovered = hover(&Workspace::new(files.clone()), path, offset, language)?;
    let span = &text[hovered.span];
    Some(format!("{span} → {}", hovered.text))
}

#[test]
fn hover_explains_what_is_under_the_cursor() {
    let cases = [
        (
            "  |plan:",
            "plan → **Составить план** (`user_task`)\n\nп. 2.1: Секретарь составляет план семинара.",
        ),
        (
            "next: |plan",
            "plan → **Составить план** (`user_task`)\n\nп. 2.1: Секретарь составляет план семинара.",
        ),
        ("basis: \"|2.1", "2.1 → Секретарь составляет план семинара."),
        (
            "value: |5 рабочих",
            "5 рабочих дней → **5 рабочих дней**\n\nСчитаются рабочие дни производственного календаря; день события не входит (ст. 191 ГК).\n\nНапример, от 28.04.2026 – по 06.05.2026.",
        ),
        ("form: [|topic", "topic → Тема (текст)"),
        (
            "имя, |format",
            "format → Форма (текст)\n- `local`: Очно\n- `remote`: Дистанционно",
        ),
        (
            "start: {role: |secretary",
            "secretary → Секретарь\n\npetrov",
        ),
        ("process: |visitor", "visitor → Посетитель"),
        ("reports: [|email", "email → Почта (текст)"),
        ("closes: |held_on", "held_on → День семинара (дата)"),
        (
            "in visits.|items",
            "items → `visits.items`: список (запись)",
        ),
        ("message: |news", "news → - `topic`: текст"),
        (
            "|closes: held_on",
            "closes → Когда закрывается.\n\n```yaml\ncloses: registration_until\n```",
        ),
    ];
    for (needle, text) in cases {
        let told = told(needle, Language::Russian);
        assert_eq!(told.as_deref(), Some(text), "{needle}");
    }
}

#[test]
fn hover_speaks_english_and_keeps_silent_where_nothing_is_known() {
    let english = told("  |plan:", Language::English).unwrap();
    assert!(english.contains("clause 2.1"), "{english}");
    assert_eq!(told("title: |Семинар", Language::Russian), None);
    assert_eq!(told("Составить |план", Language::Russian), None);
}
