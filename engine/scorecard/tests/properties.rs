//! What holds of every card: the order of rows and items is irrelevant, a higher cap never brings less, nothing is rounded.

use chrono::NaiveDate;
use proptest::prelude::*;
use reglament_scorecard::{
    Applies, CapScope, Card, Claims, Facts, Group, Indicator, Item, Period, Points, Rounding, Row,
    Rule, Setting, Share, Times, Verdict, Verdicts, score,
};
use rust_decimal::Decimal;

#[derive(Clone, Debug)]
struct Drawn {
    points: i64,
    claimed: usize,
}

fn rows() -> impl Strategy<Value = Vec<Drawn>> {
    let row = (0..400_i64, 0..6_usize).prop_map(|(points, claimed)| Drawn { points, claimed });
    proptest::collection::vec(row, 1..8)
}

fn rules() -> impl Strategy<Value = (Rule, CapScope, Times)> {
    let rule = prop_oneof![Just(Rule::Sum), Just(Rule::Exclusive), Just(Rule::Best)];
    let scope = prop_oneof![Just(CapScope::Row), Just(CapScope::Indicator)];
    let times = prop_oneof![Just(Times::Once), Just(Times::Each)];
    (rule, scope, times)
}

fn total(
    rows: &[(usize, Drawn)],
    (rule, scope, times): (Rule, CapScope, Times),
    cap: u32,
) -> Decimal {
    let fixed = |id: &usize, drawn: &Drawn| Row {
        id: format!("row{id}"),
        // Quarter points: decimals must survive as they are.
        points: Points::Fixed(Decimal::new(drawn.points * 25, 2)),
        period: Setting::Fixed(Period::Any),
        times: Setting::Fixed(times),
        at_least: Setting::Fixed(1),
        applies: Applies::Everybody,
    };
    let indicator = Indicator {
        id: "indicator".into(),
        rule: Setting::Fixed(rule),
        cap: Setting::Fixed(cap),
        cap_scope: Setting::Fixed(scope),
        rounding: Setting::Fixed(Rounding::Exact),
        rows: rows.iter().map(|(id, drawn)| fixed(id, drawn)).collect(),
    };
    let card = Card {
        groups: vec![Group {
            id: "group".into(),
            indicators: vec![indicator],
        }],
        thresholds: Vec::new(),
    };
    let day = NaiveDate::from_ymd_opt(2012, 2, 1).expect("a date");
    let claims = rows
        .iter()
        .map(|(id, drawn)| (format!("row{id}"), vec![Item::of(day); drawn.claimed]));
    let claims: Claims = claims.collect();
    let verdicts: Verdicts = claims
        .keys()
        .map(|id| (id.clone(), Verdict::accepted()))
        .collect();
    score(&card, &claims, &verdicts, &Facts::default())
        .expect("no parameters")
        .total
}

fn numbered(rows: &[Drawn]) -> Vec<(usize, Drawn)> {
    rows.iter().cloned().enumerate().collect()
}

proptest! {
    #[test]
    fn the_order_of_rows_is_irrelevant(rows in rows(), rules in rules(), cap in 1..5_u32) {
        let straight = numbered(&rows);
        let mut back = straight.clone();
        back.reverse();
        prop_assert_eq!(total(&straight, rules, cap), total(&back, rules, cap));
    }

    #[test]
    fn a_higher_cap_never_brings_less(rows in rows(), rules in rules(), cap in 1..5_u32) {
        let rows = numbered(&rows);
        prop_assert!(total(&rows, rules, cap) <= total(&rows, rules, cap + 1));
    }

    #[test]
    fn a_cap_for_all_rows_never_brings_more_than_one_for_each(rows in rows(), cap in 1..5_u32) {
        let rows = numbered(&rows);
        let all = total(&rows, (Rule::Best, CapScope::Indicator, Times::Once), cap);
        prop_assert!(all <= total(&rows, (Rule::Best, CapScope::Row, Times::Once), cap));
    }

    #[test]
    fn the_best_row_brings_no_more_than_their_sum(rows in rows(), cap in 1..5_u32) {
        let rows = numbered(&rows);
        let best = total(&rows, (Rule::Exclusive, CapScope::Row, Times::Once), cap);
        let highest = rows.iter().filter(|(_, r)| r.claimed > 0).map(|(_, r)| Decimal::new(r.points * 25, 2)).max();
        prop_assert_eq!(best, highest.unwrap_or_default());
        prop_assert!(best <= total(&rows, (Rule::Sum, CapScope::Row, Times::Once), cap));
    }

    /// The band is decided by whole numbers: `part/whole >= 2/5` exactly when `5 * part >= 2 * whole`.
    #[test]
    fn shares_are_exact_fractions(whole in 1..1_000_000_000_i64, tenth in 0..=10_i64, off in -2..=2_i64) {
        let part = (whole * tenth / 10 + off).clamp(0, whole);
        let share = Share::new(part.into(), whole.into()).expect("a share");
        let forty = Decimal::from(40);
        prop_assert_eq!(share.lies_in(forty, None, Rounding::Exact), 5 * part >= 2 * whole);
        prop_assert_eq!(share.lies_in(Decimal::ZERO, Some(forty), Rounding::Exact), 5 * part < 2 * whole);
    }
}
