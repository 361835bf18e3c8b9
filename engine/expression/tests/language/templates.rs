//! Templates: printing, blocks, lines, problems and failures.

use crate::world::{names, render, scope};
use reglament_expression::{FailureKind, Kind, Names, Template, Value, limits};
use std::collections::BTreeMap;

fn renders(rows: &[(&str, &str)]) {
    for (source, wanted) in rows {
        assert_eq!(render(source).as_deref(), Ok(*wanted), "{source}");
    }
}

#[test]
fn holes_print_in_russian() {
    renders(&[
        ("", ""),
        (
            "просто { текст } с }} скобками",
            "просто { текст } с }} скобками",
        ),
        ("{{correct}} из {{ total }}", "81 из 100"),
        ("{{salary}} руб.", "50000,5 руб."),
        (
            "{{signed_on}} / {{filed_at}}",
            "21.10.2021 / 22.10.2021 03:30",
        ),
        ("{{agreed}}, {{not agreed}}", "да, нет"),
        ("{{term_of_answer}}", "30 календарных дней"),
        ("{{candidate.name}}", "Иванова Мария Петровна"),
        ("{{ {a: {b: 'x'}}.a.b }}", "x"),
        ("{{ '}}' }}{{ \"{{\" }}", "}}{{"),
        ("{{missing ?? 0}}", "0"),
        (
            "{{correct}} {{plural(correct, 'день', 'дня', 'дней')}}",
            "81 день",
        ),
        ("{{candidate\n  .role}}", "director"),
    ]);
}

#[test]
fn blocks() {
    renders(&[
        ("{{#if agreed}}да{{else}}нет{{/if}}", "да"),
        ("{{#if not agreed}}да{{else}}нет{{/if}}", "нет"),
        ("{{#if has(missing)}}есть{{/if}}!", "!"),
        ("{{#each scores as s}}[{{s}}]{{/each}}", "[4,5][3][0,1]"),
        ("{{#each scores.filter(s, s > 9) as s}}{{s}}{{/each}}", ""),
        (
            "{{#each members as m, n}}{{n}}. {{m.name.short}}; {{/each}}",
            "1. Семенов\u{a0}Б.; 2. Ёлкин\u{a0}Г.; 3. Ежов\u{a0}Я.; ",
        ),
        (
            "{{#each members as m}}{{#each members as o}}{{#if m.votes < o.votes}}<{{else}}.{{/if}}{{/each}}{{/each}}",
            "...<.<<..",
        ),
    ]);
}

#[test]
fn a_tag_alone_on_its_line_takes_the_line() {
    renders(&[
        (
            "Состав:\n{{#each members as m}}\n  - {{m.роль}}\n{{/each}}\nВсе.\n",
            "Состав:\n  - член\n  - председатель\n  - секретарь\nВсе.\n",
        ),
        (
            "А\r\n  {{#if agreed}}  \r\nБ\r\n\t{{else}}\r\nВ\r\n{{/if}}\r\nГ",
            "А\r\nБ\r\nГ",
        ),
        ("{{#if agreed}}\nх\n{{/if}}", "х\n"),
        ("a {{#if agreed}}\nb\n{{/if}} c", "a \nb\n c"),
        ("  {{correct}}  \n", "  81  \n"),
    ]);
}

#[test]
fn problems_point_into_the_template() {
    let rows: &[(&str, &[(&str, &str)])] = &[
        (
            "Привет, {{ corect }} и {{ totl }}",
            &[("X201", "corect"), ("X201", "totl")],
        ),
        ("{{ 1 + }} {{ = }}", &[("X104", ""), ("X101", "=")]),
        ("{{ correct", &[("X301", "{{")]),
        ("{{}}", &[("X104", "")]),
        ("{{#if agreed}}", &[("X302", "{{#if agreed}}")]),
        ("{{/if}}", &[("X302", "{{/if}}")]),
        ("{{else}}", &[("X302", "{{else}}")]),
        ("{{#each scores as s}}{{/if}}", &[("X302", "{{/if}}")]),
        ("{{#for x}}", &[("X303", "#for")]),
        ("{{#each scores}}{{/each}}", &[("X104", "")]),
        ("{{#each scores as in}}{{/each}}", &[("X104", "in")]),
        ("{{#if 1 + }}{{/if}}", &[("X104", "")]),
        ("{{#if correct}}{{/if}}", &[("X207", "correct")]),
        (
            "{{#each correct as c}}{{c.x}}{{/each}}",
            &[("X210", "correct")],
        ),
        (
            "{{#each members as m}}{{m.votez}}{{/each}}{{m}}",
            &[("X202", "votez"), ("X201", "m")],
        ),
        ("{{#each members as total}}{{/each}}", &[("X211", "total")]),
        ("{{ members }}", &[("X306", "members")]),
        ("{{ candidate }}", &[("X306", "candidate")]),
        ("{{ null }}", &[("X306", "null")]),
    ];
    for (source, wanted) in rows {
        let checked = Template::parse(source).and_then(|t| t.check(&names()));
        let problems = checked.expect_err(source);
        let found: Vec<(&str, &str)> = problems
            .iter()
            .map(|p| (p.code, &source[p.span.clone()]))
            .collect();
        assert_eq!(found, *wanted, "{source}: {problems:#?}");
    }
}

#[test]
fn failures_point_into_the_template() {
    for (source, kind, at) in [
        ("Итого: {{ missing }}", FailureKind::Unset, "missing"),
        (
            "Итого: {{ 1 / (total - 100) }}",
            FailureKind::DivisionByZero,
            "1 / (total - 100)",
        ),
        ("{{#if missing > 1}}{{/if}}", FailureKind::Unset, "missing"),
        (
            "{{#each members as m}}{{m.name.patronymic}}{{/each}}",
            FailureKind::Unset,
            "m.name.patronymic",
        ),
    ] {
        let failure = render(source).expect_err(source);
        assert_eq!((failure.kind, &source[failure.span.clone()]), (kind, at));
    }
}

#[test]
fn blocks_have_a_greatest_depth() {
    let nested = |depth: usize| "{{#if true}}".repeat(depth) + &"{{/if}}".repeat(depth);
    assert!(Template::parse(&nested(limits::BLOCK_DEPTH)).is_ok());
    let problems = Template::parse(&nested(limits::BLOCK_DEPTH + 1)).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "X305");
}

/// A protocol of a thousand people prints within the budget; a square of it does not.
#[test]
fn long_lists() {
    let people: Vec<Value> = (0..1_000)
        .map(|n| {
            Value::record([
                (
                    "name",
                    Value::person(&format!("Фамилия{n}"), "Имя", "Отчество"),
                ),
                ("score", i64::from(n).into()),
            ])
        })
        .collect();
    let values = BTreeMap::from([("people".to_owned(), Value::List(people))]);
    let person = Kind::record([("name", Kind::PersonName), ("score", Kind::Integer)]);
    let names = Names::new().with("people", Kind::list(person));
    let print = |source: &str| {
        let template = Template::parse(source).unwrap();
        template.check(&names).unwrap();
        template.render(&scope(&values))
    };
    let protocol = "{{#each people.filter(p, p.score >= 0).sort_by(p, p.name) as p, n}}\n\
        {{n}}. {{p.name}} — {{p.score}} {{plural(p.score, 'балл', 'балла', 'баллов')}}\
        {{#if p.score >= 800}}, сертифицирован{{else}}, отказано{{/if}}\n{{/each}}\n";
    let text = print(protocol).unwrap();
    assert_eq!(text.lines().count(), 1_000);
    let square = "{{#each people as p}}{{#each people as q}}{{p.name}}{{/each}}{{/each}}";
    assert_eq!(print(square).unwrap_err().kind, FailureKind::Budget);
}
