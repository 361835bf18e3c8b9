//! The reference keeps its word: every example checks and prints what it says.

use crate::world::render;
use reglament_expression::reference;

#[test]
fn examples_give_their_results() {
    for entry in reference::FUNCTIONS.iter().chain(&reference::METHODS) {
        let printed = render(&format!("{{{{ {} }}}}", entry.example));
        assert_eq!(printed.as_deref(), Ok(entry.result), "{}", entry.name);
        assert!(entry.example.contains(entry.name), "{}", entry.name);
        assert!(entry.ru.ends_with('.') && entry.en.ends_with('.'));
    }
}
