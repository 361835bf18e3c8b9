//! The common subset with CEL gives the same results as the `cel` crate: integers, booleans, comparisons, texts,
//! lists, `all` and `any` (CEL's `exists`), `filter` and `map`.
//!
//! Left out on purpose: division (ours is exact), order of texts (ours is Russian), unset data.

use crate::world::scope;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use reglament_expression::{Expression, Value};
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

fn integer() -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        (0..1_000_i64).prop_map(|n| n.to_string()),
        Just("a".to_owned()),
        Just("b".to_owned())
    ];
    leaf.prop_recursive(3, 12, 2, |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            (pair, prop::sample::select(&["+", "-", "*"][..]))
                .prop_map(|((a, b), op)| format!("({a} {op} {b})")),
            (boolean_of(inner.clone()), inner.clone(), inner.clone())
                .prop_map(|(c, a, b)| format!("({c} ? {a} : {b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("[{a}, {b}][1]")),
        ]
    })
    .boxed()
}

fn boolean_of(number: impl Strategy<Value = String> + Clone + 'static) -> BoxedStrategy<String> {
    let text = prop::sample::select(&["'x'", "'ёж'", "s", "'x' + s", "\"x\""][..]);
    let comparison = prop::sample::select(&["==", "!=", "<", "<=", ">", ">="][..]);
    prop_oneof![
        (number.clone(), comparison, number.clone())
            .prop_map(|(a, op, b)| format!("({a} {op} {b})")),
        (text.clone(), prop::sample::select(&["==", "!="][..]), text)
            .prop_map(|(a, op, b)| format!("({a} {op} {b})")),
        (number.clone(), number.clone(), number)
            .prop_map(|(a, b, c)| format!("({a} in [{b}, {c}, 3])")),
        Just("t".to_owned()),
        Just("false".to_owned()),
    ]
    .boxed()
}

fn boolean() -> BoxedStrategy<String> {
    let list =
        prop::sample::select(&["xs", "[1, 2, 3]", "xs.filter(y, y > a)", "xs.map(z, z * 2)"][..]);
    boolean_of(integer())
        .prop_recursive(3, 12, 2, move |inner| {
            let pair = (inner.clone(), inner.clone());
            let lambda = (
                list.clone(),
                prop::sample::select(&["all", "any"][..]),
                inner.clone(),
            );
            prop_oneof![
                (pair, prop::sample::select(&["&&", "||", "=="][..]))
                    .prop_map(|((a, b), op)| format!("({a} {op} {b})")),
                inner.prop_map(|a| format!("!{a}")),
                lambda.prop_map(|(xs, m, body)| format!("{xs}.{m}(x, x > a || {body})")),
            ]
        })
        .boxed()
}

/// What CEL answers; `None` when it fails.
fn by_cel(source: &str) -> Option<cel::Value> {
    let program = cel::Program::compile(&source.replace(".any(", ".exists(")).unwrap();
    let mut context = cel::Context::default();
    context.add_variable_from_value("a", 5_i64);
    context.add_variable_from_value("b", -7_i64);
    context.add_variable_from_value("s", "ёж");
    context.add_variable_from_value("t", true);
    context.add_variable_from_value("xs", vec![4_i64, 5, 6, 600]);
    program.execute(&context).ok()
}

fn by_us(source: &str) -> Option<Value> {
    let list: Vec<Value> = [4, 5, 6, 600].map(Value::from).into();
    let data = [
        ("a", 5.into()),
        ("b", Value::from(-7)),
        ("s", "ёж".into()),
        ("t", true.into()),
        ("xs", list.into()),
    ];
    let data: BTreeMap<String, Value> = data.into_iter().map(|(n, v)| (n.to_owned(), v)).collect();
    Expression::parse(source)
        .unwrap()
        .evaluate(&scope(&data))
        .ok()
}

/// CEL's parser takes some 100 KB of stack for each bracket in a debug build.
const STACK_BYTES: usize = 512 * 1024 * 1024;

fn for_random(
    sources: impl FnOnce() -> BoxedStrategy<String> + Send + 'static,
    agree: fn(&str) -> Result<(), TestCaseError>,
) {
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
    let run = move || {
        let config = ProptestConfig {
            cases: 300,
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        let result = TestRunner::new(config).run(&sources(), |source| agree(&source));
        result.map_err(|failure| failure.to_string())
    };
    assert_eq!(thread.spawn(run).unwrap().join().unwrap(), Ok(()));
}

#[test]
fn booleans_agree() {
    for_random(boolean, |source| {
        let Some(cel::Value::Bool(wanted)) = by_cel(source) else {
            return Ok(());
        };
        prop_assert_eq!(by_us(source), Some(Value::Boolean(wanted)), "{}", source);
        Ok(())
    });
}

#[test]
fn integers_agree() {
    for_random(integer, |source| {
        let Some(cel::Value::Int(wanted)) = by_cel(source) else {
            return Ok(());
        };
        let found = by_us(source).and_then(|v| v.as_number()?.to_i64());
        prop_assert_eq!(found, Some(wanted), "{}", source);
        Ok(())
    });
}

/// The random sources above would prove nothing if CEL refused them all.
#[test]
fn the_oracle_answers() {
    for source in [
        "xs.any(x, x > a || false)",
        "(1 in [1, 2, 3])",
        "!(s == 'ёж')",
        "xs.map(z, z * 2).all(x, x > a || t)",
    ] {
        assert!(
            matches!(by_cel(source), Some(cel::Value::Bool(_))),
            "{source}"
        );
        assert!(by_us(source).is_some(), "{source}");
    }
}
