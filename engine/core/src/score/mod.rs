//! Scorecards in an instance: the verdicts of a form, the claims and the facts of the case become points with reasons.
//!
//! What was counted is stored as it was counted: title, points and reason of every row. A later change of the card or of
//! a parameter does not change a conclusion that was given.

mod input;
mod record;
mod words;

use std::collections::BTreeMap;

use reglament_calendar::local_date;
use reglament_definition::{DataKind, Field, Form, Scorecard};
use reglament_expression::{Lookup, Value};
use reglament_scorecard::{Points, Reason, Score, Verdicts};

use crate::{Facts, FieldProblem, Rejection, form::read_verdicts};

/// What was judged and what it brings.
struct Judged<'a> {
    card: &'a Scorecard,
    claims: Vec<Value>,
    verdicts: Verdicts,
    score: Score,
}

/// Replaces the verdicts of a form by the counted scorecards. `facts` do not know the values of the form yet.
pub(crate) fn settle(
    facts: Facts<'_>,
    form: &Form,
    required: &[String],
    values: &mut BTreeMap<String, Value>,
) -> Result<(), Rejection> {
    let definition = facts.context.definition;
    let asked = form.fields.iter().filter_map(|asked| {
        let field = definition.field(&asked.name)?;
        let must = asked.required || required.contains(&asked.name);
        matches!(field.kind, DataKind::Scorecard { .. }).then_some((field, must))
    });
    let asked: Vec<_> = asked.collect();
    if asked.is_empty() {
        return Ok(());
    }
    let facts = values.iter().fold(facts, |facts, (name, value)| {
        facts.with(name, value.clone())
    });
    for (field, must) in asked {
        let given = values.get(&field.name).cloned().unwrap_or_default();
        if given.is_null() && !must {
            continue;
        }
        let counted = count(&facts, field, &given, must)?;
        values.insert(field.name.clone(), counted);
    }
    Ok(())
}

/// The points that the raw verdicts of a form being filled in would bring; rows without a verdict bring none yet. None when
/// they cannot be read.
pub fn preview(facts: &Facts<'_>, field: &Field, raw: &serde_json::Value) -> Option<Value> {
    let given = read_verdicts(facts.context, field, raw)?;
    let judged = judge(facts, field, &given).ok()?;
    Some(record::of(&judged, &given))
}

fn count(facts: &Facts<'_>, field: &Field, given: &Value, must: bool) -> Result<Value, Rejection> {
    let judged = judge(facts, field, given)?;
    let problems = problems(field, &judged, must);
    if problems.is_empty() {
        Ok(record::of(&judged, given))
    } else {
        Err(Rejection::InvalidForm { problems })
    }
}

fn judge<'a>(facts: &Facts<'a>, field: &Field, given: &Value) -> Result<Judged<'a>, Rejection> {
    let definition = facts.context.definition;
    let DataKind::Scorecard {
        of,
        position,
        since,
        until,
    } = &field.kind
    else {
        return Err(unreadable("—"));
    };
    let card = definition.card_of(of).ok_or_else(|| unreadable(of))?;
    let value = |name: &Option<String>| name.as_ref().and_then(|name| facts.lookup(name));
    let case = reglament_scorecard::Facts {
        position: value(position).and_then(|value| value.as_text().map(str::to_owned)),
        since: value(since).and_then(|value| value.as_date()),
        until: value(until).and_then(|value| value.as_date()),
        today: Some(local_date(facts.context.now, definition.zone)),
        parameters: input::parameters(definition),
    };
    let claimed = facts.lookup(of).unwrap_or_default();
    let found = given.get("findings").cloned().unwrap_or_default();
    let claims: Vec<Value> = [claimed, found]
        .iter()
        .flat_map(|list| list.as_list().unwrap_or_default())
        .cloned()
        .collect();
    let items = input::claims(&claims);
    let verdicts = input::verdicts(given, &items, &found_rows(given));
    let score = reglament_scorecard::score(&card.card, &items, &verdicts, &case)
        .map_err(|unknown| unreadable(&unknown.parameter))?;
    Ok(Judged {
        card,
        claims,
        verdicts,
        score,
    })
}

/// Rows of which the expert found something himself: his finding is his verdict.
fn found_rows(given: &Value) -> Vec<String> {
    let found = given.get("findings").and_then(Value::as_list);
    let row = |item: &Value| item.get("row").and_then(Value::as_text).map(str::to_owned);
    found.unwrap_or_default().iter().filter_map(row).collect()
}

/// What the expert has left out. A row that counts for nobody in this position needs no verdict.
fn problems(field: &Field, judged: &Judged<'_>, must: bool) -> Vec<FieldProblem> {
    let rows = judged.card.card.rows().zip(&judged.score.rows);
    let mut problems = Vec::new();
    for ((indicator, row), scored) in rows {
        let id = row.claimed_as(indicator);
        let path = format!("{}.{id}", field.name);
        let caption = judged.card.caption(&row.id);
        let name = format!("{} {}", caption.number, caption.title.ru);
        let english = format!("{} {}", caption.number, caption.title.text(true));
        if must && scored.reason == Some(Reason::Undecided) {
            problems.push(FieldProblem {
                field: path.clone(),
                ru: format!("Решите по строке «{}»: принять или отклонить.", name.trim()),
                en: format!("Decide on the row «{}»: accept or reject.", english.trim()),
            });
        }
        if let Points::Given { from, to } = &row.points {
            let given = judged.verdicts.get(id).and_then(|verdict| verdict.points);
            let outside = given.is_some_and(|given| given < *from || given > *to);
            if outside || must && scored.reason == Some(Reason::NoPoints) {
                problems.push(FieldProblem {
                    field: path,
                    ru: format!(
                        "Поставьте баллы строке «{}»: от {from} до {to}.",
                        name.trim()
                    ),
                    en: format!(
                        "Give points to the row «{}»: from {from} to {to}.",
                        english.trim()
                    ),
                });
            }
        }
    }
    problems
}

fn unreadable(parameter: &str) -> Rejection {
    Rejection::CannotEvaluate {
        ru: format!("Баллы не посчитать: карта оценки не понимает значение «{parameter}»."),
        en: format!(
            "The points cannot be counted: the scorecard does not understand the value of `{parameter}`."
        ),
    }
}
