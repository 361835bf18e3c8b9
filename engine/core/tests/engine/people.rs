//! Who may do a task: every way in which substitution, exclusion and delegation meet.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use reglament_core::{Absence, Candidacy, Standing, eligible};
use reglament_definition::{Organisation, Person, RoleHolders, Tenure};
use reglament_expression::Value;

/// `absences | excluded | claimed < delegated by | who may`. The role is held by `a` and `b`, deputised by `d`;
/// `a>s,t` says that `a` is away and `s`, failing that `t`, act instead; `s/a` that `s` acts for `a`.
const TABLE: &str = "
                |       |     | a b
                | a     |     | b
                | a b   |     | d
                | a b d |     | -
a>s             |       |     | s/a b
a>s             | s     |     | b
a>s             | a     |     | b
a>s             | a s   |     | b
a>s             | a b   |     | d
a>s             | b     |     | s/a
a>s             | b s   |     | d
a>s             | b s d |     | a
a>s             | a b s d |   | -
a>s,t           | s     |     | t/a b
a>s,t           | s t   |     | b
a>s s>t         |       |     | t/a b
a>s s>t         | t     |     | b
a>s s>t         | s     |     | b
a>s,u s>t       | t     |     | u/a b
a>s s>a         |       |     | b
a>b             |       |     | b
a>b             | b     |     | d
a>b b>a         |       |     | d
a> b>           |       |     | d
a> b> d>        |       |     | a b
a> b> d>        | a     |     | b
a>              |       |     | b
a>s b>s         |       |     | s/a
                |       | a   | a
                |       | b   | b
                | a     | a   | b
a>s             |       | a   | s/a
a>s             | s     | a   | b
a>s             |       | s   | s/a
                |       | s   | a b
                |       | x<a | x:a
                | x     | x<a | a
                | a     | x<a | b
                | a x   | x<a | b
                | b     | x<a | x:a
a>s             |       | x<a | x:a
a>s             | s     | x<a | x:a
a>s             | x     | x<a | s/a
a>s             | x s   | x<a | b
a>s             | a     | x<a | b
x>s             |       | x<a | a
x>s             | a     | x<a | b
a>s x>t         |       | x<a | s/a
a>s x>t         | s     | x<a | b
a>s x>t         | a     | x<a | b
a>s x>t         | a b   | x<a | d
a>s x>t         | a b d | x<a | -
";

#[test]
fn substitution_exclusion_and_delegation_meet() {
    let mut wrong = Vec::new();
    for row in TABLE.lines().filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let found = who(cells[0], cells[1], cells[2]);
        if found != cells[3] {
            wrong.push(format!("{row}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever meets, nobody excluded acts or is acted for; and somebody is found while anybody is left.
#[test]
fn nobody_excluded_acts_and_somebody_is_found_while_anybody_is_left() {
    let ways = [
        "", "a>s", "a>s,t", "a>s b>s", "a>s s>t", "a>b b>a", "a> b> d>",
    ];
    let people = ["a", "b", "d", "s", "t", "x"];
    for absences in ways {
        for mask in 0_u32..64 {
            let chosen = people.iter().enumerate();
            let excluded: Vec<&str> = chosen
                .filter(|(bit, _)| mask & (1 << bit) != 0)
                .map(|(_, id)| *id)
                .collect();
            for taken in ["", "a", "s", "x<a", "s<b"] {
                let found = who(absences, &excluded.join(" "), taken);
                let named = found.split([' ', '/', ':']);
                for id in named {
                    let case = format!("{absences} | {excluded:?} | {taken}: {found}");
                    assert!(!excluded.contains(&id), "{case}");
                }
                let left = ["a", "b", "d"].iter().any(|id| !excluded.contains(id));
                assert_eq!(found != "-", left, "{absences} | {excluded:?} | {taken}");
            }
        }
    }
}

#[test]
fn nobody_votes_for_somebody_absent() {
    let (roles, excluded) = (BTreeSet::new(), BTreeSet::new());
    let people = BTreeSet::from(["a".to_owned()]);
    let vote = Candidacy {
        people: Some(&people),
        personal: true,
        ..Candidacy::of_roles(&roles, &excluded)
    };
    let found = eligible(&organisation(), &absences("a>s"), day("2026-03-10"), &vote);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].person, "a");
}

#[test]
fn holders_act_from_their_first_day_to_their_last() {
    let mut organisation = organisation();
    let tenure = Tenure {
        from: Some(day("2026-03-10")),
        until: Some(day("2026-03-12")),
    };
    let role = organisation.roles.get_mut("r").unwrap();
    role.tenures.insert("a".into(), tenure);
    let (roles, excluded) = (BTreeSet::from(["r".to_owned()]), BTreeSet::new());
    let candidacy = Candidacy::of_roles(&roles, &excluded);
    let on = |text: &str| {
        let found = eligible(&organisation, &[], day(text), &candidacy);
        found.iter().any(|doer| doer.person == "a")
    };
    let days = ["2026-03-09", "2026-03-10", "2026-03-12", "2026-03-13"];
    assert_eq!(days.map(on), [false, true, true, false]);
}

fn who(away: &str, excluded: &str, taken: &str) -> String {
    let roles = BTreeSet::from(["r".to_owned()]);
    let excluded: BTreeSet<String> = excluded.split_whitespace().map(str::to_owned).collect();
    let (claimed, delegated) = match taken.split_once('<') {
        Some((to, by)) => (Some(to), Some(by)),
        None => (Some(taken).filter(|taken| !taken.is_empty()), None),
    };
    let candidacy = Candidacy {
        claimed_by: claimed,
        delegated_by: delegated,
        ..Candidacy::of_roles(&roles, &excluded)
    };
    let absences = absences(away);
    let found = eligible(&organisation(), &absences, day("2026-03-10"), &candidacy);
    let told = found.iter().map(|doer| match &doer.standing {
        Standing::Own => doer.person.clone(),
        Standing::Substitute { of, .. } => format!("{}/{of}", doer.person),
        Standing::Delegate { of } => format!("{}:{of}", doer.person),
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        "-".into()
    } else {
        told.join(" ")
    }
}

fn absences(text: &str) -> Vec<Absence> {
    let one = |part: &str| {
        let (person, substitutes) = part.split_once('>').unwrap();
        let substitutes = substitutes.split(',').filter(|id| !id.is_empty());
        Absence {
            person: person.into(),
            from: day("2026-03-10"),
            until: day("2026-03-10"),
            substitutes: substitutes.map(str::to_owned).collect(),
            order: "№ 1".into(),
        }
    };
    text.split_whitespace().map(one).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn organisation() -> Organisation {
    let person = |id: &str| Person {
        id: id.into(),
        name: Value::person(id, "Имя", "Отчество"),
        unit: None,
        posts: Vec::new(),
        position: String::new(),
        email: format!("{id}@example.ru"),
        attributes: BTreeMap::new(),
    };
    let people = ["a", "b", "d", "s", "t", "u", "x"];
    let role = RoleHolders {
        holders: vec!["a".into(), "b".into()],
        deputies: vec!["d".into()],
        ..RoleHolders::default()
    };
    Organisation {
        people: people.iter().map(|id| ((*id).into(), person(id))).collect(),
        roles: BTreeMap::from([("r".into(), role)]),
        ..Organisation::default()
    }
}
