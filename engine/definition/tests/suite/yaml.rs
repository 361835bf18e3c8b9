//! The reader agrees with `serde_yaml` (its maintained fork) on what the files say.

use reglament_definition::{Node, NodeValue, Source, Style, read};
use serde_yaml::Value;

const SAMPLE: &str = r#"
plain: слово
number: 1.10
zero: 017
quoted: "с \"кавычками\" и \u0438"
single: 'это ''так'''
folded: >
  две
  строки
literal: |
  две
  строки
multi: начало
  и конец
empty:
none: ~
flag: true
word: yes
on: [1, {a: b, c: [d]}]
anchor: &x {k: v}
alias: *x
ключ с пробелом: значение # замечание
"#;

/// Compares a node with the other reader's value; scalars by their text where that one keeps it.
fn same(node: &Node, value: &Value, path: &str) {
    match (&node.value, value) {
        (NodeValue::Map(entries), Value::Mapping(map)) => {
            assert_eq!(entries.len(), map.len(), "{path}");
            for (entry, (key, value)) in entries.iter().zip(map) {
                assert_eq!(Some(entry.key.as_str()), key.as_str(), "{path}");
                same(&entry.value, value, &format!("{path}.{}", entry.key));
            }
        }
        (NodeValue::List(items), Value::Sequence(values)) => {
            assert_eq!(items.len(), values.len(), "{path}");
            items
                .iter()
                .zip(values)
                .for_each(|(item, value)| same(item, value, path));
        }
        (NodeValue::Scalar(scalar), Value::String(text)) => {
            assert_eq!(&scalar.text, text, "{path}")
        }
        (NodeValue::Scalar(scalar), Value::Null) => assert!(scalar.is_null(), "{path}"),
        (NodeValue::Scalar(scalar), Value::Bool(flag)) => {
            assert_eq!(scalar.text, flag.to_string(), "{path}");
            assert_eq!(scalar.style, Style::Plain, "{path}");
        }
        (NodeValue::Scalar(scalar), Value::Number(number)) => {
            let written: f64 = scalar.text.parse().expect("a number in both");
            assert_eq!(Some(written), number.as_f64(), "{path}");
        }
        (node, value) => panic!("{path}: {node:?} is not {value:?}"),
    }
}

fn check(path: &str, text: &str) {
    let (node, problems) = read(&Source::new(path, text));
    assert_eq!(problems, [], "{path}");
    same(&node.unwrap(), &serde_yaml::from_str(text).unwrap(), path);
}

#[test]
fn both_readers_read_the_same() {
    check("sample", SAMPLE);
    let files = crate::folder::files();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".yaml")) {
        check(path, text);
    }
}

#[test]
fn numbers_keep_their_text() {
    let (node, _) = read(&Source::new("a", SAMPLE));
    let node = node.unwrap();
    assert_eq!(node.get("number").unwrap().text(), Some("1.10"));
    assert_eq!(node.get("zero").unwrap().text(), Some("017"));
}
