//! Nothing that a person can write or store takes the process down.

use crate::world::{names, scope, values};
use reglament_expression::{Expression, FailureKind, Template, Value, limits};
use std::collections::BTreeMap;

/// Half of the 2 MB that threads usually have.
const STACK_BYTES: usize = 1024 * 1024;

fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
    thread.spawn(run).unwrap().join().unwrap();
}

#[test]
fn deep_nesting_never_overflows_the_stack() {
    on_a_small_stack(|| {
        let wrap = |open: &str, inner: &str, close: &str, depth: usize| {
            open.repeat(depth) + inner + &close.repeat(depth)
        };
        for depth in [10, 30, 61, 62, 63, 64, 65, 500] {
            for source in [
                wrap("(", "1", ")", depth),
                wrap("[", "1", "]", depth),
                wrap("{a: ", "1", "}", depth),
                wrap("not ", "true", "", depth),
                wrap("!", "true", "", depth),
                wrap("-", "1", "", depth),
                wrap("- (", "1", ")", depth),
                wrap("text(", "1", ")", depth),
                wrap("max(1, ", "1", ")", depth),
                wrap("[1].all(x, ", "true", ")", depth),
                wrap("true ? ", "1", " : 2", depth),
                wrap("1 + (2 * (", "1", "))", depth),
                wrap("1 == 2 or (true and not (", "true", "))", depth),
                wrap("", "correct", ".field", depth),
                wrap("", "scores", ".filter(s, true)", depth),
                wrap("", "scores", "[0]", depth),
                wrap("", "1", " + 1", depth),
                wrap("true and ", "true", "", depth),
                wrap("null ?? ", "1", "", depth),
                wrap("", "agreed", " ? 1 : agreed", depth) + " ? 1 : 2",
            ] {
                if let Ok(expression) = Expression::parse(&source) {
                    let _ = expression.check(&names());
                    let _ = expression.evaluate(&scope(&values()));
                    drop(expression.clone());
                }
            }
        }
    });
}

#[test]
fn chains_are_not_nesting() {
    for (source, wanted) in [
        (vec!["1"; 1_000].join("+"), Value::from(1_000)),
        (vec!["true"; 400].join(" and "), true.into()),
        (vec!["false"; 400].join(" or "), false.into()),
        ("false ? 1 : ".repeat(200) + "7", 7.into()),
        ("null ?? ".repeat(400) + "8", 8.into()),
    ] {
        let expression = Expression::parse(&source).unwrap();
        assert_eq!(expression.evaluate(&scope(&values())), Ok(wanted));
    }
    let problems = Expression::parse(&"(".repeat(100)).unwrap_err();
    assert_eq!(problems[0].code, "X106");
}

#[test]
fn sources_are_bounded() {
    let long = "1 + ".repeat(1_024) + "1";
    assert_eq!(Expression::parse(&long).unwrap_err()[0].code, "X105");
    let long = "x".repeat(limits::TEMPLATE_BYTES + 1);
    assert_eq!(Template::parse(&long).unwrap_err()[0].code, "X105");
    assert!(Template::parse(&long[1..]).is_ok());
    let broken = "{{=}}".repeat(1_000);
    assert_eq!(
        Template::parse(&broken).unwrap_err().len(),
        limits::PROBLEMS
    );
}

/// Data may be large without being expensive, and never so large that walking them is.
#[test]
fn large_data() {
    let row = Value::record((0..20).map(|n| (format!("f{n}"), Value::from("значение"))));
    let values = BTreeMap::from([
        ("rows".to_owned(), Value::List(vec![row; 1_000])),
        (
            "many".to_owned(),
            Value::List(vec![1.into(); limits::LIST_ITEMS + 1]),
        ),
        ("long".to_owned(), Value::Text("я".repeat(200_000))),
    ]);
    let evaluate = |source: &str| {
        let expression = Expression::parse(source).unwrap();
        expression.evaluate(&scope(&values)).map_err(|f| f.kind)
    };
    assert_eq!(evaluate("rows.all(r, r.f1 == 'значение')"), Ok(true.into()));
    assert_eq!(
        evaluate("count(rows.filter(r, has(r.f1)))"),
        Ok(1_000.into())
    );
    assert_eq!(
        evaluate("rows.sort_by(r, r.f3)[0].f1"),
        Ok("значение".into())
    );
    assert!(evaluate("rows").is_ok());
    for source in [
        "count(many)",
        "many.all(x, true)",
        "long + long",
        "upper(long)",
        "[rows, rows]",
        "rows.sort_by(r, long)",
        "max(rows.map(r, long))",
        "[long, long, long] == [long, long, long]",
        "rows.all(r, rows.all(q, q == r))",
        "rows.map(r, [r, r, r, r, r, r, r, r, r])",
        "[1, 2, 3, 4, 5].map(x, {a: rows})",
    ] {
        assert_eq!(evaluate(source), Err(FailureKind::Budget), "{source}");
    }
}

/// A result must survive being stored and read.
#[test]
fn results_are_not_deeper_than_json_readers_allow() {
    let mut deep = Value::Null;
    for _ in 0..limits::VALUE_DEPTH {
        deep = Value::record([("x", deep)]);
    }
    let json = serde_json::to_string(&deep).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), deep);
    let values = BTreeMap::from([("deep".to_owned(), deep.clone())]);
    let evaluate = |source: &str| Expression::parse(source).unwrap().evaluate(&scope(&values));
    assert_eq!(evaluate("deep"), Ok(deep));
    assert_eq!(evaluate("[deep]").unwrap_err().kind, FailureKind::Budget);
}

/// The ends of the time line are ordinary data for the language, never a panic.
#[test]
fn the_ends_of_time() {
    let (first, last) = (chrono::NaiveDate::MIN, chrono::NaiveDate::MAX);
    let (dawn, dusk) = (
        chrono::DateTime::<chrono::Utc>::MIN_UTC,
        chrono::DateTime::<chrono::Utc>::MAX_UTC,
    );
    let values = BTreeMap::from([
        ("first".to_owned(), Value::from(first)),
        ("last".to_owned(), last.into()),
        ("dawn".to_owned(), dawn.into()),
        ("dusk".to_owned(), dusk.into()),
        ("big".to_owned(), Value::Number(rust_decimal::Decimal::MAX)),
        (
            "small".to_owned(),
            Value::Number(rust_decimal::Decimal::MIN),
        ),
    ]);
    for name in ["first", "last", "dawn", "dusk", "big", "small"] {
        for source in [
            "text(#)",
            "# + term('5 дней')",
            "# - term('5 рабочих дней')",
            "# + term('99999 часов')",
            "# - term('99999 часов')",
            "# + term('99999 лет')",
            "date(#)",
            "add(#, term('1 месяц'))",
            "# - first",
            "last - #",
            "working_days_between(#, last)",
            "working_days_between(first, #)",
            "# * #",
            "# + #",
            "-#",
            "round(#, 28)",
            "percent(#, big)",
            "percent(small, #)",
            "# / 0.0000000001",
            "# % 7",
            "plural(#, 'а', 'б', 'в')",
            "# < #",
            "max(#, #)",
        ] {
            let source = source.replace('#', name);
            let expression = Expression::parse(&source).unwrap();
            let result = expression.evaluate(&scope(&values));
            assert_eq!(result, expression.evaluate(&scope(&values)), "{source}");
        }
    }
}
