//! The documentation says what the product does: the table of functions is the one that the language knows, and the
//! whole processes that it shows compile together.

use std::collections::{BTreeMap, BTreeSet};

use reglament_definition::{Language, compile};
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

/// A block that begins with `process:`, has steps and leaves nothing out is a whole process.
#[test]
fn the_processes_shown_compile() {
    let text = std::fs::read_to_string(root().join("docs/language.md")).unwrap();
    let blocks = text.split("```yaml\n").skip(1);
    let blocks = blocks.filter_map(|rest| Some(rest.split_once("```")?.0));
    let whole = blocks.filter(|block| {
        block.starts_with("process:") && block.contains("\nsteps:\n") && !block.contains('…')
    });
    let mut files = BTreeMap::new();
    let mut roles = BTreeSet::new();
    for block in whole {
        let line = |key: &str| block.lines().find_map(|line| line.strip_prefix(key));
        let declared = line("roles: {").unwrap_or_default().trim_end_matches('}');
        let names = declared.split(", ").filter_map(|role| role.split_once(':'));
        roles.extend(names.map(|(role, _)| role.to_owned()));
        let id = line("process: ").unwrap().trim().to_owned();
        for rest in block.split("letter: ").skip(1) {
            let letter: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let text = "Тема: Письмо\n\nТекст письма.\n".to_owned();
            files.insert(format!("{id}/letters/{letter}.md"), text);
        }
        files.insert(format!("{id}/process.yaml"), block.to_owned());
    }
    assert!(files.len() >= 4, "only {:?}", files.keys());
    let roles: String = roles
        .iter()
        .map(|role| format!("  {role}: anna\n"))
        .collect();
    let person = "{name: Аннина Анна Андреевна, position: специалист, email: a@example.ru}";
    let organisation =
        format!("organisation: {{name: Управление}}\npeople:\n  anna: {person}\nroles:\n{roles}");
    files.insert("organisation.yaml".to_owned(), organisation);
    let compiled = compile(&files);
    let wrong: Vec<String> = compiled
        .diagnostics
        .iter()
        .filter(|found| found.is_error())
        .map(|found| {
            let text = files.get(&found.file).map_or("", String::as_str);
            found.render(text, Language::English, false)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
