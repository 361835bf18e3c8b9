//! What the parser and the check report: code, place and hint.

use crate::world::{check, names};
use reglament_expression::{Expression, Kind, Names};

/// A row: the source, then every problem as «code at `source part`», in order.
fn reports(rows: &[(&str, &[(&str, &str)])]) {
    for (source, wanted) in rows {
        let problems = check(source).expect_err(source);
        let found: Vec<(&str, &str)> = problems
            .iter()
            .map(|p| (p.code, &source[p.span.clone()]))
            .collect();
        assert_eq!(found, *wanted, "{source}: {problems:#?}");
        for problem in problems {
            for sentence in [&problem.ru, &problem.en] {
                assert!(sentence.ends_with('.'), "{sentence}");
            }
        }
    }
}

/// A row: the source and the Russian hint of its first problem.
fn hints(rows: &[(&str, &str)]) {
    for (source, wanted) in rows {
        let problems = check(source).expect_err(source);
        assert_eq!(problems[0].hint_ru.as_deref(), Some(*wanted), "{source}");
        assert!(problems[0].hint_en.is_some());
    }
}

#[test]
fn syntax() {
    reports(&[
        ("", &[("X104", "")]),
        ("   ", &[("X104", "")]),
        ("1 +", &[("X104", "")]),
        ("correct = 1", &[("X101", "=")]),
        ("correct ≥ 80 ≤ 90", &[("X101", "≥"), ("X101", "≤")]),
        ("note == «готово»", &[("X101", "«"), ("X101", "»")]),
        ("'abc", &[("X102", "'")]),
        (r"'a\qb'", &[("X110", r"\q")]),
        ("12abc", &[("X103", "12")]),
        (
            "1234567890123456789012345678901",
            &[("X103", "1234567890123456789012345678901")],
        ),
        ("(1 + 2", &[("X104", "")]),
        ("1 + 2)", &[("X104", ")")]),
        ("[1, 2", &[("X104", "")]),
        ("f(1 2)", &[("X104", "2")]),
        ("1 < correct < 3", &[("X107", "<")]),
        ("{a: 1, a: 2}", &[("X111", "a")]),
        ("{a: 1 b: 2}", &[("X104", "b")]),
        ("correct.", &[("X104", "")]),
        ("correct.5", &[("X104", "5")]),
        ("and", &[("X104", "and")]),
        ("correct correct", &[("X104", "correct")]),
        ("agreed ? 1", &[("X104", "")]),
        ("date('21.10.2021')", &[("X108", "'21.10.2021'")]),
        ("date('2021-02-30')", &[("X108", "'2021-02-30'")]),
        ("term('пять дней')", &[("X109", "'пять дней'")]),
    ]);
    hints(&[
        ("correct = 1", "Напишите «==»."),
        ("correct ≥ 1", "Напишите «>=»."),
        (
            "1 < 2 < 3",
            "Вместо «a < b < c» напишите «a < b and b < c».",
        ),
        ("date('21.10.2021')", "Напишите date(\"2021-10-21\")."),
        (
            "'x' == “x”",
            "Текст пишется в прямых кавычках: 'текст' или \"текст\".",
        ),
    ]);
}

#[test]
fn names_and_fields() {
    reports(&[
        (
            "corect > 1 and totl > 2",
            &[("X201", "corect"), ("X201", "totl")],
        ),
        ("candidate.rol == 'x'", &[("X202", "rol")]),
        ("candidate.name.midle", &[("X202", "midle")]),
        ("candidate['rol'] == 'x'", &[("X202", "'rol'")]),
        ("members.name", &[("X202", "name")]),
        ("correct.x", &[("X202", "x")]),
        ("rund(1.5)", &[("X203", "rund")]),
        ("members.exists(m, m.present)", &[("X203", "exists")]),
        ("round()", &[("X205", "round()")]),
        ("has(correct, total)", &[("X205", "has(correct, total)")]),
        ("members.first(1)", &[("X205", "members.first(1)")]),
        ("members.all(correct, true)", &[("X211", "correct")]),
        ("scores.all(s, scores.any(s, s > 1))", &[("X211", "s")]),
        ("members.all(true)", &[("X213", "members.all(true)")]),
        ("scores.all(s, s > 1) and s > 2", &[("X201", "s")]),
    ]);
    hints(&[
        ("corect > 1", "Возможно, «correct»?"),
        (
            "Correct > 1",
            "Возможно, «correct»: в имени другие буквы или регистр (латиница вместо кириллицы или наоборот).",
        ),
        (
            "сorrect > 1",
            "Возможно, «correct»: в имени другие буквы или регистр (латиница вместо кириллицы или наоборот).",
        ),
        ("candidate.rol", "Возможно, «role»?"),
        ("candidate.zzzzz", "Известны: name, role, skills, стаж."),
        ("members.exists(m, true)", "Возможно, «any»?"),
        ("len(members)", "Возможно, «count»?"),
        (
            "members.name",
            "Возьмите его у каждой строки: .map(x, x.name), или у первой: .first().name.",
        ),
    ]);
}

#[test]
fn kinds() {
    reports(&[
        ("note * 2", &[("X206", "note * 2")]),
        ("1 + note * 2", &[("X206", "note * 2")]),
        ("'№ ' + correct", &[("X206", "'№ ' + correct")]),
        ("-note", &[("X206", "note")]),
        ("correct and agreed", &[("X207", "correct")]),
        ("not note", &[("X207", "note")]),
        ("correct ? 1 : 2", &[("X207", "correct")]),
        ("agreed ? 1 : 'a'", &[("X208", "'a'")]),
        ("[1, 'a']", &[("X208", "'a'")]),
        ("missing ?? 'нет'", &[("X208", "'нет'")]),
        ("note == 5", &[("X209", "note == 5")]),
        ("note < 5", &[("X209", "note < 5")]),
        ("members < members", &[("X209", "members")]),
        ("agreed < agreed", &[("X209", "agreed")]),
        ("filed_at < signed_on", &[("X209", "filed_at < signed_on")]),
        ("'x' in scores", &[("X209", "'x' in scores")]),
        ("1 in correct", &[("X210", "correct")]),
        ("correct.all(x, true)", &[("X210", "correct")]),
        ("count(note)", &[("X210", "note")]),
        ("scores['a']", &[("X214", "'a'")]),
        ("upper(correct)", &[("X212", "correct")]),
        ("sum(candidate.skills)", &[("X212", "candidate.skills")]),
        ("max(agreed)", &[("X212", "agreed")]),
        ("add(filed_at, term('1 день'))", &[("X212", "filed_at")]),
        ("members.sort_by(m, m)", &[("X212", "m")]),
        ("null + 1", &[("X215", "null")]),
        ("1 < null", &[("X215", "null")]),
        (
            "signed_on + term('5 часов')",
            &[("X217", "term('5 часов')")],
        ),
        ("signed_on + 5", &[("X206", "signed_on + 5")]),
        ("text(members)", &[("X306", "members")]),
        ("join(members, ', ')", &[("X306", "members")]),
        ("text(null)", &[("X306", "null")]),
        // One mistake, one problem: what depends on it stays silent.
        ("(corect + 1) * 2 > note", &[("X201", "corect")]),
        (
            "note * 2 + note * 3 > true",
            &[("X206", "note * 2"), ("X206", "note * 3")],
        ),
    ]);
    hints(&[
        (
            "'№ ' + correct",
            "Чтобы соединить с текстом, напишите text(…).",
        ),
        (
            "signed_on + 5",
            "К дате прибавляется срок: date + term(\"5 рабочих дней\").",
        ),
        (
            "filed_at < signed_on",
            "Возьмите от даты и времени только дату: date(…).",
        ),
        (
            "candidate.name == 'Иванова'",
            "Сравните текст с полным именем: .full.",
        ),
        ("upper(correct)", "Напишите text(…)."),
    ]);
}

#[test]
fn problems_read_as_sentences() {
    let problems = check("note * 2 == corect").unwrap_err();
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "X206: Действие «*» не определено: слева текст, справа целое число.",
            "X201: Имя «corect» не объявлено. Возможно, «correct»?",
        ]
    );
    assert_eq!(
        problems[0].en,
        "`*` is not defined for a text and a whole number."
    );
    assert_eq!(problems[1].clone().shifted(10).span, 22..28);
}

#[test]
fn kinds_that_explode_are_refused() {
    let source = "[{x: 1}]".to_owned() + &".map(r, {x: r, y: r})".repeat(60);
    let problems = Expression::parse(&source)
        .unwrap()
        .check(&Names::new())
        .unwrap_err();
    assert_eq!(problems[0].code, "X216");
}

#[test]
fn names_know_their_paths() {
    let names = names();
    for (path, wanted) in [
        ("correct", Some(&Kind::Integer)),
        ("candidate.role", Some(&Kind::Text)),
        ("candidate.name.short", Some(&Kind::Text)),
        ("candidate.nobody", None),
        ("nobody", None),
        ("correct.x", None),
    ] {
        assert_eq!(names.kind_at(path), wanted, "{path}");
    }
}
