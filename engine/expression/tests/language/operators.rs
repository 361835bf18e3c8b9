//! Literals, operators and their precedence.

use crate::world::{gives, prints};
use reglament_expression::Kind;
use reglament_expression::Kind::{Boolean, Date, Decimal, Integer, Moment, Term, Text};

#[test]
fn numbers_are_exact() {
    gives(&[
        ("0.1 + 0.2", Decimal, "0.3"),
        ("0.1 + 0.2 == 0.3", Boolean, "true"),
        ("correct * 100 >= total * 80", Boolean, "да"),
        ("1 / 4", Decimal, "0.25"),
        ("7 % 4", Integer, "3"),
        ("-7 % 4", Integer, "-3"),
        ("2 + 3 * 4", Integer, "14"),
        ("(2 + 3) * 4", Integer, "20"),
        ("10 - 3 - 2", Integer, "5"),
        ("100 / 10 / 5", Decimal, "2"),
        ("- -5", Integer, "5"),
        ("-0", Integer, "0"),
        ("1.50 == 1.5", Boolean, "true"),
        ("salary * 1.13", Decimal, "56500.565"),
        ("оклад * 2", Decimal, "25"),
        ("candidate.стаж + 1", Integer, "8"),
        (
            "9999999999999999999999999999 + 1",
            Integer,
            "10000000000000000000000000000",
        ),
        (
            "12345678901234567890 * 100",
            Integer,
            "1234567890123456789000",
        ),
        ("0.5 * 0.2", Decimal, "0.1"),
    ]);
}

#[test]
fn logic_stops_early() {
    gives(&[
        ("true and false or true", Boolean, "true"),
        ("not true or true", Boolean, "true"),
        ("not (true or true)", Boolean, "false"),
        ("!agreed", Boolean, "false"),
        ("!agreed == false", Boolean, "true"),
        ("да && нет || да", Boolean, "true"),
        ("has(missing) and missing > 5", Boolean, "false"),
        ("not has(missing) or missing > 5", Boolean, "true"),
        ("has(correct) and correct > 5", Boolean, "true"),
        ("not not agreed", Boolean, "true"),
        ("missing == null or missing > 0", Boolean, "true"),
        ("missing != null", Boolean, "false"),
        ("null == null", Boolean, "true"),
        ("correct == null", Boolean, "false"),
    ]);
}

#[test]
fn choices_and_defaults() {
    gives(&[
        ("agreed ? 1 : 2.5", Decimal, "1"),
        ("correct > 90 ? 'A' : correct > 80 ? 'B' : 'C'", Text, "'B'"),
        ("missing ?? 7", Integer, "7"),
        ("missing ?? null ?? 9", Integer, "9"),
        ("missing ?? 1 + 1", Integer, "2"),
        ("missing ?? -1", Integer, "-1"),
        ("missing ?? 0 >= 80", Boolean, "false"),
        (
            "'№ ' + (missing == null ? '—' : text(missing))",
            Text,
            "'№ —'",
        ),
        ("agreed ? null : 5", Integer, "null"),
        ("correct ?? missing + 1", Integer, "82"),
    ]);
}

#[test]
fn texts() {
    gives(&[
        (r#""a" + 'б'"#, Text, "'aб'"),
        (
            r#"'it\'s' + "\"" + '\\' + '\n\t'"#,
            Text,
            r#"'it\'s"\\\n\t'"#,
        ),
        ("'ель' < 'Ёлка'", Boolean, "false"),
        ("'Ёж' < 'Жук'", Boolean, "true"),
        ("'а' == 'а' and 'а' != 'А'", Boolean, "true"),
        ("candidate.role == \"director\"", Boolean, "true"),
        ("candidate['role']", Text, "'director'"),
    ]);
}

#[test]
fn dates_and_terms() {
    gives(&[
        (
            "date(\"2021-10-21\") + term(\"5 рабочих дней\")",
            Date,
            "date('2021-10-28')",
        ),
        ("signed_on + term('2 года')", Date, "date('2023-10-21')"),
        ("signed_on + term('10 дней')", Date, "date('2021-10-31')"),
        (
            "add(signed_on, term('10 дней'))",
            Date,
            "date('2021-11-01')",
        ),
        ("signed_on - term('1 месяц')", Date, "date('2021-09-21')"),
        ("signed_on + term_of_answer", Date, "date('2021-11-20')"),
        ("date('2021-10-31') - signed_on", Integer, "10"),
        ("signed_on - date('2021-10-31')", Integer, "-10"),
        (
            "date('2020-01-31') + term('1 месяц')",
            Date,
            "date('2020-02-29')",
        ),
        ("signed_on < date('2022-01-01')", Boolean, "true"),
        ("date(filed_at)", Date, "date('2021-10-22')"),
        ("today()", Date, "date('2021-11-02')"),
        ("now() > filed_at", Boolean, "true"),
        (
            "working_days_between(date('2021-10-21'), date('2021-10-28'))",
            Integer,
            "5",
        ),
        (
            "working_days_between(date('2021-10-28'), date('2021-10-21'))",
            Integer,
            "-5",
        ),
        ("date('2021-' + '10-21') == signed_on", Boolean, "true"),
        (
            "term('5 working days') == term('5 рабочих дней')",
            Boolean,
            "true",
        ),
        ("term('5 ' + 'дней')", Term, "term('5 дней')"),
    ]);
    prints(&[
        ("filed_at", Moment, "22.10.2021 03:30"),
        ("filed_at + term('48 часов')", Moment, "24.10.2021 03:30"),
        ("filed_at - term('30 минут')", Moment, "22.10.2021 03:00"),
        (
            "filed_at + term('3 рабочих дня')",
            Moment,
            "27.10.2021 03:30",
        ),
        ("term_of_answer", Term, "30 календарных дней"),
    ]);
}

#[test]
fn lists_and_records() {
    gives(&[
        ("[1, 2.5, 3][1]", Decimal, "2.5"),
        ("[1, 2][5] ?? 0", Integer, "0"),
        ("[1, 2][-1] ?? 0", Integer, "0"),
        ("2 in [1, 2]", Boolean, "true"),
        ("2 not in [1, 2]", Boolean, "false"),
        ("candidate.role in ['director', 'teacher']", Boolean, "true"),
        ("{a: 1, 'б': 'x'}.б", Text, "'x'"),
        ("{a: 1, б: 'x'}['a']", Integer, "1"),
        ("{a: {b: [1, 2]}}.a.b[1]", Integer, "2"),
        ("{not: 1}.not", Integer, "1"),
        ("[[1], []]", Kind::list(Kind::list(Integer)), "[[1], []]"),
        ("[1, 2] == [1, 2.0]", Boolean, "true"),
        ("[{a: 1}, {b: 2}][0].b ?? 3", Integer, "3"),
        (
            "candidate.name == {family: 'Иванова', given: 'Мария', patronymic: 'Петровна'}",
            Boolean,
            "true",
        ),
        (
            "{family: 'Ли', given: 'Анна', patronymic: null} == {family: 'Ли', given: 'Анна'}",
            Boolean,
            "true",
        ),
    ]);
}
