//! The functions, on values and in print.

use crate::world::{gives, prints};
use reglament_expression::Kind::{Boolean, Date, Decimal, Integer, PersonName, Text};

#[test]
fn numbers() {
    gives(&[
        ("round(2.5)", Integer, "3"),
        ("round(-2.5)", Integer, "-3"),
        ("round(2.345, 2)", Decimal, "2.35"),
        ("round(2.5, 0)", Integer, "3"),
        ("truncate(79.999, 2)", Decimal, "79.99"),
        ("truncate(-79.999, 2)", Decimal, "-79.99"),
        ("truncate(2.9)", Integer, "2"),
        ("min(3, 1, 2.5)", Decimal, "1"),
        ("max(scores)", Decimal, "4.5"),
        ("min(signed_on, today())", Date, "signed_on"),
        ("max('еж', 'ёлка')", Text, "'ёлка'"),
        ("min([]) == null", Boolean, "true"),
        ("sum(scores)", Decimal, "7.6"),
        ("sum([])", Integer, "0"),
        ("count(members)", Integer, "3"),
        ("count([])", Integer, "0"),
    ]);
}

/// Clause 3.3.2: whoever has less than 80 % must never read «80,00».
#[test]
fn a_percentage_never_rounds_up() {
    prints(&[
        ("percent(4, 5)", Decimal, "80"),
        ("percent(79999, 100000)", Decimal, "79,99"),
        ("percent(1603, 2004)", Decimal, "79,99"),
        ("percent(79.999999999999999999, 100)", Decimal, "79,99"),
        (
            "percent(7999999999999999999999999, 9999999999999999999999999)",
            Decimal,
            "79,99",
        ),
        (
            "percent(7999999999999999999999999, 10000000000000000000000000)",
            Decimal,
            "79,99",
        ),
        // The quotient rounds up to 80 at its 28th digit.
        (
            "percent(399999999999999999999999999.99, 500000000000000000000000000)",
            Decimal,
            "79,99",
        ),
        (
            "percent(-399999999999999999999999999.99, 500000000000000000000000000)",
            Decimal,
            "-79,99",
        ),
        ("percent(1, 3)", Decimal, "33,33"),
        ("percent(-1, 3)", Decimal, "-33,33"),
        ("percent(0, 3)", Decimal, "0"),
    ]);
}

#[test]
fn texts() {
    gives(&[
        (
            "upper('ёлка') + lower('ЁЛКА') + trim('  x ')",
            Text,
            "'ЁЛКАёлкаx'",
        ),
        ("starts_with(note, 'гот')", Boolean, "true"),
        ("contains(note, 'тов')", Boolean, "true"),
        ("contains(note, 'нет')", Boolean, "false"),
        ("join(['а', 'б'], ', ')", Text, "'а, б'"),
        ("join([1, 2.5], '; ')", Text, "'1; 2,5'"),
        ("join([], ', ')", Text, "''"),
        (
            "text(12.50) + text(true) + text(signed_on)",
            Text,
            "'12,5да21.10.2021'",
        ),
    ]);
}

#[test]
fn nouns_agree_with_numbers() {
    for (count, wanted) in [
        ("0", "дней"),
        ("1", "день"),
        ("2", "дня"),
        ("4", "дня"),
        ("5", "дней"),
        ("11", "дней"),
        ("14", "дней"),
        ("21", "день"),
        ("22", "дня"),
        ("25", "дней"),
        ("101", "день"),
        ("111", "дней"),
        ("112", "дней"),
        ("122", "дня"),
        ("-1", "день"),
        ("2.5", "дня"),
    ] {
        let source = format!("plural({count}, 'день', 'дня', 'дней')");
        prints(&[(&source, Text, wanted)]);
    }
}

#[test]
fn names_of_people() {
    prints(&[
        ("candidate.name", PersonName, "Иванова Мария Петровна"),
        ("candidate.name.full", Text, "Иванова Мария Петровна"),
        ("candidate.name.family", Text, "Иванова"),
        ("candidate.name.short", Text, "Иванова\u{a0}М.\u{a0}П."),
        (
            "candidate.name.initials_first",
            Text,
            "М.\u{a0}П.\u{a0}Иванова",
        ),
        ("members[0].name.short", Text, "Семенов\u{a0}Б."),
        ("members.first().name", PersonName, "Семенов Борис"),
        ("members[0].name.patronymic ?? '—'", Text, "—"),
    ]);
    gives(&[
        (
            "{family: 'Ли', given: 'Анна-Мария'}.given",
            Text,
            "'Анна-Мария'",
        ),
        ("candidate.name in members.map(m, m.name)", Boolean, "false"),
    ]);
}
