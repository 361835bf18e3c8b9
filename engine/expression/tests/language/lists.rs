//! List methods and their lambdas, one example per row.

use crate::world::gives;
use reglament_expression::Kind;
use reglament_expression::Kind::{Boolean, Decimal, Integer, Text};

#[test]
fn methods() {
    gives(&[
        ("members.all(m, m.votes > 0)", Boolean, "true"),
        ("members.any(m, m.votes > 2)", Boolean, "true"),
        ("[].all(x, false)", Boolean, "true"),
        ("[].any(x, true)", Boolean, "false"),
        (
            "members.filter(m, m.present).map(m, m.votes)",
            Kind::list(Integer),
            "[3, 1]",
        ),
        ("members.count(m, m.present)", Integer, "2"),
        ("members.sum(m, m.votes)", Integer, "6"),
        ("scores.map(s, s * 2)", Kind::list(Decimal), "[9, 6, 0.2]"),
        ("members.first().роль", Text, "'член'"),
        ("[].first() == null", Boolean, "true"),
        ("scores.contains(3)", Boolean, "true"),
        ("candidate.skills.contains('право')", Boolean, "true"),
        (
            "candidate.skills.any(s, starts_with(s, 'r'))",
            Boolean,
            "true",
        ),
        ("(candidate.skills ?? []).count(s, true)", Integer, "2"),
        (
            "members.map(m, {who: m.name.family, n: m.votes})[1].who",
            Text,
            "'Ёлкин'",
        ),
        (
            "members.any(m, members.any(o, o.votes > m.votes))",
            Boolean,
            "true",
        ),
    ]);
}

#[test]
fn sorting_is_that_of_a_russian_dictionary() {
    let texts = || Kind::list(Text);
    gives(&[
        (
            "members.sort_by(m, m.name).map(m, m.name.family)",
            texts(),
            "['Ежов', 'Ёлкин', 'Семенов']",
        ),
        (
            "members.sort_by(m, -m.votes).map(m, m.votes)",
            Kind::list(Integer),
            "[3, 2, 1]",
        ),
        (
            "['яма', 'Ёж', 'еда', 'ёлка', 'жук', 'Еда'].sort_by(x, x)",
            texts(),
            "['еда', 'Еда', 'Ёж', 'ёлка', 'жук', 'яма']",
        ),
        (
            "['Семенов Борис', 'Семёнов Яков', 'Семёнов Андрей', 'Семенов Вера'].sort_by(x, x)",
            texts(),
            "['Семёнов Андрей', 'Семенов Борис', 'Семенов Вера', 'Семёнов Яков']",
        ),
        ("['й', 'и', 'к'].sort_by(x, x)", texts(), "['и', 'й', 'к']"),
        (
            "members.sort_by(m, true ? 1 : 2).map(m, m.votes)",
            Kind::list(Integer),
            "[3, 1, 2]",
        ),
    ]);
}
