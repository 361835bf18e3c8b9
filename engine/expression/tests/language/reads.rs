//! The paths that an expression or a template reads.

use reglament_expression::{Expression, Template};

fn joined(reads: std::collections::BTreeSet<Vec<String>>) -> Vec<String> {
    reads.iter().map(|path| path.join(".")).collect()
}

#[test]
fn of_expressions() {
    for (source, wanted) in [
        ("1 + 2", vec![]),
        ("a + b.c.d", vec!["a", "b.c.d"]),
        ("has(a.b) and a.b > c", vec!["a.b", "c"]),
        (
            "xs.all(x, x.n > limit and ys.any(y, y == x))",
            vec!["limit", "xs", "ys"],
        ),
        ("xs.map(x, x.n).first() + x.y", vec!["x.y", "xs"]),
        ("a.list[i].name", vec!["a.list", "i"]),
        ("{a: b}.a ? [c] : d ?? e", vec!["b", "c", "d", "e"]),
        ("оклад * 2", vec!["оклад"]),
    ] {
        let expression = Expression::parse(source).unwrap();
        assert_eq!(joined(expression.reads()), wanted, "{source}");
    }
}

#[test]
fn of_templates() {
    let template = Template::parse(
        "{{a.b}}{{#if c}}{{d}}{{else}}{{e}}{{/if}}{{#each xs as x, n}}{{n}}{{x.y}}{{z}}{{/each}}{{n}}",
    );
    let wanted = ["a.b", "c", "d", "e", "n", "xs", "z"];
    assert_eq!(joined(template.unwrap().reads()), wanted);
}
