//! What correct expressions say when the data do not let them answer.

use crate::world::{evaluate, fails};
use reglament_expression::FailureKind::{Budget, DivisionByZero, Invalid, Kind, Overflow, Unset};

#[test]
fn unset_data_are_named() {
    fails(&[
        ("missing + 1", Unset, "missing"),
        ("1 + (2 * missing)", Unset, "missing"),
        ("missing > 5", Unset, "missing"),
        ("has(correct) and missing > 5", Unset, "missing"),
        ("missing in [1]", Unset, "missing"),
        (
            "text(members[0].name.patronymic)",
            Unset,
            "members[0].name.patronymic",
        ),
        ("sum([1, null])", Unset, "[1, null]"),
        ("scores[9] * 2", Unset, "scores[9]"),
        (
            "agreed and (missing == null ? null == 1 : null != null) or missing > 1",
            Unset,
            "missing",
        ),
        (
            "members.sort_by(m, m.name.patronymic)",
            Unset,
            "m.name.patronymic",
        ),
    ]);
    let failure = evaluate("correct + missing").unwrap_err();
    assert_eq!(
        failure.ru,
        "Не заполнено «missing»: заполните данные либо напишите has(…) или «?? значение»."
    );
    assert_eq!(failure.to_string(), format!("X401: {}", failure.ru));
}

#[test]
fn numbers_never_round_silently() {
    fails(&[
        ("1 / 0", DivisionByZero, "1 / 0"),
        ("5 % (2 - 2)", DivisionByZero, "5 % (2 - 2)"),
        ("percent(1, 0)", DivisionByZero, "percent(1, 0)"),
        (
            "79228162514264337593543950335 + 1",
            Overflow,
            "79228162514264337593543950335 + 1",
        ),
        (
            "79228162514264337593543950335 + 0.1",
            Overflow,
            "79228162514264337593543950335 + 0.1",
        ),
        (
            "9999999999999999 * 9999999999999999",
            Overflow,
            "9999999999999999 * 9999999999999999",
        ),
        (
            "0.000000000000001 * 0.000000000000001",
            Overflow,
            "0.000000000000001 * 0.000000000000001",
        ),
        ("round(1.5, 29)", Invalid, "29"),
        ("round(1.5, -1)", Invalid, "-1"),
        ("truncate(1.5, salary)", Invalid, "salary"),
    ]);
}

#[test]
fn dates_outside_the_calendar() {
    fails(&[
        ("date(note)", Invalid, "note"),
        ("date(note + '1')", Invalid, "note + '1'"),
        ("term(note)", Invalid, "note"),
        (
            "signed_on + term(\"900\" + \" лет\")",
            Overflow,
            "signed_on + term(\"900\" + \" лет\")",
        ),
        (
            "signed_on + term('5 ' + 'часов')",
            Invalid,
            "signed_on + term('5 ' + 'часов')",
        ),
        (
            "add(date('1900-01-01'), term('5 дней'))",
            Overflow,
            "add(date('1900-01-01'), term('5 дней'))",
        ),
    ]);
}

/// Expressions that were never checked must still fail in words.
#[test]
fn unchecked_expressions_fail_in_words() {
    fails(&[
        ("note * 2", Kind, "note * 2"),
        ("note and true", Kind, "note"),
        ("correct.family", Kind, "correct.family"),
        ("note.all(x, true)", Kind, "note"),
        ("note < 5", Kind, "note < 5"),
        ("[1, 'a'].sort_by(x, x)", Kind, "x"),
        ("{a: 1} < {a: 2}", Kind, "{a: 1} < {a: 2}"),
        ("text([1])", Kind, "[1]"),
        ("round()", Kind, "round()"),
        ("nonsense(1)", Kind, "nonsense"),
        ("scores.all(true)", Kind, "scores.all(true)"),
        ("unknown + 1", Unset, "unknown"),
    ]);
}

#[test]
fn budgets() {
    let sum = vec!["1"; 1_500].join("+");
    assert!(evaluate(&sum).is_ok());
    // Every doubling is legal; the text grows past its limit long before memory does.
    let doubling = "['абвгдежз'].map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a)\
        .map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a)";
    fails(&[(doubling, Budget, "a+a")]);
    let nested = "[1,2,3,4,5,6,7,8,9,10]";
    let bomb = format!(
        "{nested}.all(a, {nested}.all(b, {nested}.all(c, {nested}.all(d, {nested}.all(e, a > 0)))))"
    );
    assert_eq!(evaluate(&bomb).unwrap_err().kind, Budget);
    let records = "[{x: 1}]".to_owned() + &".map(r, {x: r, y: r})".repeat(30);
    assert_eq!(evaluate(&records).unwrap_err().kind, Budget);
    let far = "working_days_between(date('2005-01-01'), date('2199-12-31'))";
    let walks = format!("[1,2,3,4,5].all(x, {far} > x)");
    assert_eq!(evaluate(&walks).unwrap_err().kind, Budget);
}
