//! Forms as they are read from a page and sent.

use super::PageForm;

#[test]
fn a_form_is_sent_as_it_stands_but_for_what_was_filled_in() {
    let page = r#"<form action="/x"><input type="hidden" name="key" value="1"><input name="a" value="&quot;b&quot;">
        <input type="checkbox" name="c" value="true"><select name="d"><option value="1" selected><option value="2">
        </select><textarea name="e">f</textarea><button name="_outcome" value="go"></form>"#;
    let form = PageForm::find(page, "/x").unwrap();
    assert_eq!(form.value("a"), "\"b\"");
    let form = form
        .tick("c", &["true"])
        .fill("d", "2")
        .press("_outcome", "go");
    let pairs: Vec<String> = form
        .pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(
        pairs,
        ["key=1", "a=\"b\"", "e=f", "c=true", "d=2", "_outcome=go"]
    );
    assert!(PageForm::find(page, "/y").is_none());
}
