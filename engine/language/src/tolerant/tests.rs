//! Correct text reads as the strict reader reads it; broken text keeps everything around the break.

use reglament_definition::{Node, NodeValue, Source, read as strict};

use super::read;

/// The tree in one line, without places.
fn shown(node: &Node) -> String {
    match &node.value {
        NodeValue::Scalar(scalar) => scalar.text.trim().to_owned(),
        NodeValue::List(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            format!("[{}]", items.join("; "))
        }
        NodeValue::Map(entries) => {
            let entries = entries
                .iter()
                .map(|e| format!("{}={}", e.key, shown(&e.value)));
            format!("({})", entries.collect::<Vec<_>>().join("; "))
        }
    }
}

#[test]
fn correct_text_reads_as_the_strict_reader_reads_it() {
    let texts = [
        "a: 1\nb:\n  c: да # нет\n  d: [x, {y: z}, \"q, w\"]\n",
        "a:\n- b: 1\n  c: 2\n- d\n- - e\n  - f\n",
        "a:\n  - {when: 'x: y', next: \"z\"}\n  -\n    k: v\nb: >-\n  одна\n  строка\nc: end\n",
        "a: {b: [c,\n    d], e: f}\n\"1.1\": слово\nurl: http://x/#y\n",
        "long: первая\n  вторая\nnext: [a, b]\n",
    ];
    for text in texts {
        let (tree, problems) = strict(&Source::new("a.yaml", text));
        assert!(problems.is_empty(), "{text}");
        assert_eq!(shown(&read(text)), shown(&tree.unwrap()), "{text}");
    }
}

#[test]
fn a_break_costs_its_own_line() {
    let cases = [
        ("a:\n  ro\n  next: b\nc: d\n", "(a=(ro=; next=b); c=d)"),
        (
            "a:\n  b: {c: [d, e\n  f: g\nh: i\n",
            "(a=(b=(c=[d; e]); f=g); h=i)",
        ),
        ("a:\n  b: \"c\n  d: e\n", "(a=(b=c; d=e))"),
        ("a:\n  b: c\n    d: e\n", "(a=(b=c; d=e))"),
        ("x\na: b\n", "(x=; a=b)"),
        ("a: [b, }\nc: d\n", "(a=[b]; c=d)"),
        (
            "a:\n  - b: c\n   d\n  - e: f\ng: h\n",
            "(a=[(b=c); d; (e=f)]; g=h)",
        ),
        ("a: {: , }\nb:\n", "(a=(=); b=)"),
        ("", ""),
        ("- ", "[]"),
    ];
    for (text, tree) in cases {
        assert_eq!(shown(&read(text)), tree, "{text}");
    }
}

#[test]
fn every_prefix_of_a_text_is_read() {
    let text = "a:\n  - {when: 'x: y', next: \"z\"}\n  - |\n    ж\nb: [{c: [d]}]\nе: >-\n  ё\n";
    for (end, _) in text.char_indices() {
        read(&text[..end]);
        read(&text[end..]);
    }
}
