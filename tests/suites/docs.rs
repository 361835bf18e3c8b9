//! The documentation says what the product does: the table of functions is the one that the language knows.

use reglament_expression::reference::{FUNCTIONS, METHODS};
use reglament_tests::root;

#[test]
fn the_language_reference_lists_every_function_as_it_is() {
    let text = std::fs::read_to_string(root().join("docs/language.md")).unwrap();
    let rows = FUNCTIONS.iter().chain(METHODS.iter()).map(|entry| {
        format!(
            "| `{}` | {} | `{}` | {} |",
            entry.form, entry.en, entry.example, entry.result
        )
    });
    let missing: Vec<String> = rows.filter(|row| !text.contains(row)).collect();
    assert!(
        missing.is_empty(),
        "docs/language.md lacks:\n{}",
        missing.join("\n")
    );
}
