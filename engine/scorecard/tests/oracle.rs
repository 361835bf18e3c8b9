//! Worked examples of counting, as a table: a small card with every rule, a claim, the points that it must bring.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_scorecard::{
    Applies, Card, Claims, Facts, Group, Indicator, Item, Period, Points, Reason, Row, RowScore,
    Rule, Setting, Share, Threshold, Times, Verdict, Verdicts, score,
};
use rust_decimal::Decimal;

fn fixed(points: i64) -> Points {
    Points::Fixed(Decimal::from(points))
}

fn band(points: i64, from: i64, below: Option<i64>) -> Points {
    Points::Band {
        points: Decimal::from(points),
        from: Decimal::from(from),
        below: below.map(Decimal::from),
    }
}

fn row(id: &str, points: Points, period: Period) -> Row {
    Row {
        id: id.into(),
        points,
        period: Setting::Fixed(period),
        times: Setting::Fixed(Times::Once),
        at_least: Setting::Fixed(1),
        applies: Applies::Everybody,
    }
}

fn indicator(id: &str, rule: Rule, rows: Vec<Row>) -> Indicator {
    Indicator {
        id: id.into(),
        rule: Setting::Fixed(rule),
        cap: Setting::Fixed(3),
        cap_scope: Setting::Parameter("cap_scope".into()),
        rounding: Setting::Parameter("rounding".into()),
        rows,
    }
}

fn card() -> Card {
    let between = Period::Between;
    let given = Points::Given {
        from: Decimal::ZERO,
        to: Decimal::from(40),
    };
    let mut lessons = row("lessons", fixed(10), between);
    lessons.at_least = Setting::Fixed(5);
    let mut therapists = row("methods", fixed(20), between);
    therapists.applies = Applies::Only(["therapist".to_owned()].into());
    let indicators = vec![
        indicator("lessons_held", Rule::Single, vec![lessons]),
        indicator(
            "computer",
            Rule::Exclusive,
            vec![
                row("courses", fixed(50), between),
                row("exam", given, between),
            ],
        ),
        indicator("examination", Rule::Single, vec![therapists]),
        indicator(
            "lesson",
            Rule::Exclusive,
            vec![
                row("good", fixed(40), between),
                row("model", fixed(60), between),
            ],
        ),
        indicator(
            "talks",
            Rule::Best,
            vec![
                row("district", fixed(10), between),
                row("city", fixed(15), between),
            ],
        ),
        indicator(
            "contests",
            Rule::Best,
            vec![
                row("laureate", fixed(10), between),
                row("winner", fixed(40), Period::Any),
            ],
        ),
        indicator(
            "state_exam",
            Rule::Exclusive,
            vec![
                row("low", band(20, 20, Some(40)), Period::Average),
                row("middle", band(40, 40, Some(60)), Period::Average),
                row("high", band(80, 60, None), Period::Average),
            ],
        ),
        indicator(
            "sanctions",
            Rule::Single,
            vec![row("sanction", fixed(-100), Period::Now)],
        ),
    ];
    let group = Group {
        id: "all".into(),
        indicators,
    };
    let threshold = Threshold {
        id: "first".into(),
        points: Setting::Parameter("first".into()),
    };
    Card {
        groups: vec![group],
        thresholds: vec![threshold],
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn facts(parameters: &[(&str, &str)]) -> Facts {
    let defaults = [("cap_scope", "row"), ("rounding", "exact"), ("first", "0")];
    let all = defaults.iter().chain(parameters);
    Facts {
        position: Some("teacher".into()),
        since: Some(day("2007-02-01")),
        until: Some(day("2012-02-01")),
        today: Some(day("2012-02-20")),
        parameters: all
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect::<BTreeMap<_, _>>(),
    }
}

/// `row*3` is three items of 2010, `row@1998` one of that year, `exam=37` with points, `state_exam=396/1000` a share.
fn claim(text: &str) -> (Claims, Verdicts) {
    let (mut claims, mut verdicts) = (Claims::new(), Verdicts::new());
    for word in text.split_whitespace() {
        let (id, sign) = word
            .find(['*', '@', '='])
            .map_or((word, ""), |at| word.split_at(at));
        let mut verdict = Verdict::accepted();
        let mut item = Item::of(day("2010-05-12"));
        let mut count = 1;
        if let Some(times) = sign.strip_prefix('*') {
            count = times.parse().expect("a number");
        } else if let Some(year) = sign.strip_prefix('@') {
            item = Item::of(day(&format!("{year}-05-12")));
        } else if let Some((part, whole)) = sign.strip_prefix('=').and_then(|s| s.split_once('/')) {
            let number = |text: &str| text.parse().expect("a number");
            item = Item {
                share: Share::new(number(part), number(whole)),
                ..Item::default()
            };
        } else if let Some(points) = sign.strip_prefix('=') {
            verdict.points = Some(points.parse().expect("a number"));
        }
        let items: &mut Vec<Item> = claims.entry(id.to_owned()).or_default();
        items.extend(std::iter::repeat_n(item, count));
        verdicts.insert(id.to_owned(), verdict);
    }
    (claims, verdicts)
}

fn total(text: &str, parameters: &[(&str, &str)]) -> String {
    let (claims, verdicts) = claim(text);
    score(&card(), &claims, &verdicts, &facts(parameters))
        .expect("all parameters")
        .total
        .to_string()
}

fn one(text: &str, id: &str) -> RowScore {
    let (claims, verdicts) = claim(text);
    let score = score(&card(), &claims, &verdicts, &facts(&[])).expect("all parameters");
    score
        .rows
        .into_iter()
        .find(|row| row.row == id)
        .expect("the row")
}

#[test]
fn the_worked_examples_bring_their_points() {
    let criterion = &[("cap_scope", "indicator")];
    let whole = &[("rounding", "whole")];
    let none: &[(&str, &str)] = &[];
    for (claimed, parameters, expected) in [
        ("courses exam=37", none, "50"),
        ("good*2 model*2", none, "60"),
        ("district*5 city*2", none, "60"),
        ("district*5 city*2", criterion, "40"),
        ("winner@1998 laureate@1998", none, "40"),
        ("state_exam=396/1000", none, "20"),
        ("state_exam=396/1000", whole, "40"),
        ("state_exam=199/1000", none, "0"),
        ("state_exam=100/100", none, "80"),
        ("methods", none, "0"),
        ("lessons*5 courses sanction", none, "-40"),
        ("lessons*4", none, "0"),
        ("exam=40", none, "40"),
        ("sanction*3", none, "-100"),
        ("", none, "0"),
    ] {
        assert_eq!(
            total(claimed, parameters),
            expected,
            "{claimed} {parameters:?}"
        );
    }
}

#[test]
fn every_row_without_points_says_why() {
    let lost = Reason::Lost {
        to: "courses".into(),
    };
    for (claimed, id, expected) in [
        ("methods", "methods", Some(Reason::NotApplicable)),
        ("courses exam=37", "exam", Some(lost)),
        ("courses exam=37", "courses", None),
        ("laureate@1998", "laureate", Some(Reason::OutsidePeriod)),
        (
            "lessons*4",
            "lessons",
            Some(Reason::TooLittle {
                needed: 5,
                found: 4,
            }),
        ),
        ("exam", "exam", Some(Reason::NoPoints)),
        ("state_exam=1/10", "low", Some(Reason::BelowBands)),
        ("state_exam=1/2", "low", None),
        ("", "low", None),
    ] {
        assert_eq!(one(claimed, id).reason, expected, "{claimed}");
    }
    let (claims, mut verdicts) = claim("district*5 city*2 good");
    verdicts.insert("good".into(), Verdict::rejected("нет листа регистрации"));
    verdicts.remove("city");
    let criterion = facts(&[("cap_scope", "indicator")]);
    let found = score(&card(), &claims, &verdicts, &criterion).expect("all parameters");
    let reason = |id: &str| {
        found
            .rows
            .iter()
            .find(|row| row.row == id)
            .and_then(|row| row.reason.clone())
    };
    assert_eq!(
        reason("good"),
        Some(Reason::Rejected {
            reason: "нет листа регистрации".into()
        })
    );
    assert_eq!(reason("city"), Some(Reason::Undecided));
    let (claims, verdicts) = claim("district*1 city*3");
    let found = score(&card(), &claims, &verdicts, &criterion).expect("all parameters");
    let district = found
        .rows
        .iter()
        .find(|row| row.row == "district")
        .expect("the row");
    assert_eq!(
        (district.claimed, district.accepted, district.counted),
        (1, 1, 0)
    );
    assert_eq!(district.reason, Some(Reason::OverCap { cap: 3 }));
}

#[test]
fn a_penalty_counts_while_it_is_in_force_during_the_procedure() {
    for (on, to, expected) in [
        ("2011-09-01", None, "-100"),
        ("2011-09-01", Some("2012-02-01"), "-100"),
        ("2011-09-01", Some("2012-01-31"), "0"),
        ("2012-02-20", None, "-100"),
        ("2012-02-21", None, "0"),
    ] {
        let item = Item {
            on: Some(day(on)),
            to: to.map(day),
            share: None,
        };
        let claims = Claims::from([("sanction".to_owned(), vec![item])]);
        let verdicts = Verdicts::from([("sanction".to_owned(), Verdict::accepted())]);
        let found = score(&card(), &claims, &verdicts, &facts(&[])).expect("all parameters");
        assert_eq!(found.total.to_string(), expected, "{on} {to:?}");
    }
}

#[test]
fn a_level_is_named_only_where_a_threshold_is_set() {
    let (claims, verdicts) = claim("courses");
    for (first, expected) in [("0", None), ("50", Some("first")), ("50.5", None)] {
        let found = score(&card(), &claims, &verdicts, &facts(&[("first", first)]))
            .expect("all parameters");
        assert_eq!(found.level.as_deref(), expected, "{first}");
    }
}

#[test]
fn items_that_the_expert_excepts_do_not_count() {
    let (claims, mut verdicts) = claim("district*3");
    verdicts.get_mut("district").expect("there").except = [2].into();
    let found = score(&card(), &claims, &verdicts, &facts(&[])).expect("all parameters");
    assert_eq!(found.total.to_string(), "20");
}

#[test]
fn several_shares_are_taken_together() {
    let share = |part: i64, whole: i64| Item {
        share: Share::new(part.into(), whole.into()),
        ..Item::default()
    };
    let claims = Claims::from([("state_exam".to_owned(), vec![share(9, 10), share(30, 90)])]);
    let verdicts = Verdicts::from([("state_exam".to_owned(), Verdict::accepted())]);
    let found = score(&card(), &claims, &verdicts, &facts(&[])).expect("all parameters");
    assert_eq!(
        found.total.to_string(),
        "20",
        "39 of 100, not the mean of 90 and 33 percent"
    );
}

#[test]
fn an_unknown_parameter_is_named() {
    let (claims, verdicts) = claim("district");
    let broken = score(
        &card(),
        &claims,
        &verdicts,
        &facts(&[("cap_scope", "galaxy")]),
    );
    assert_eq!(broken.expect_err("no such scope").parameter, "cap_scope");
}
