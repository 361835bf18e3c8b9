//! Builds a scorecard in a form from what is asked for, what was typed, what is claimed and counted, and the mistakes.

use serde_json::Value;

use super::form::field_id;
use super::{
    CardBody, CardLine, CardSpec, ClaimedItem, GroupBody, IndicatorBody, ItemBody, LineBody, Link,
    Problem, RowBody, VerdictBody,
};
use crate::locale::Locale;

const PARTS: [&str; 5] = ["text", "on", "to", "part", "whole"];

/// Builds the card.
pub(super) struct CardBuilder<'a> {
    pub(super) locale: Locale,
    pub(super) problems: &'a [Problem],
    pub(super) spec: &'a CardSpec,
    pub(super) path: &'a str,
    pub(super) raw: Option<&'a Value>,
    /// The number of the next empty item.
    pub(super) next_item: usize,
    /// The number of the next verdict.
    pub(super) next_verdict: usize,
}

impl CardBuilder<'_> {
    pub(super) fn build(mut self) -> CardBody {
        self.next_item = self.typed_items().len();
        let spec = self.spec;
        let groups = spec.groups.iter().map(|group| GroupBody {
            id: format!("{}-group-{}", field_id(self.path), group.id),
            title: group.title.clone(),
            total: self.group_total(&group.id),
            indicators: group
                .indicators
                .iter()
                .map(|indicator| IndicatorBody {
                    title: indicator.title.clone(),
                    evidence: indicator.evidence.clone(),
                    notes: indicator.notes.clone(),
                    lines: indicator
                        .lines
                        .iter()
                        .map(|line| self.line(&indicator.title, line))
                        .collect(),
                })
                .collect(),
        });
        let groups: Vec<GroupBody> = groups.collect();
        CardBody {
            path: self.path.to_owned(),
            judged: spec.judged,
            total: number(spec.counted.get("total")),
            level: text(spec.counted.get("level_title")),
            groups,
        }
    }

    fn group_total(&self, id: &str) -> String {
        let groups = self.spec.counted.get("groups").and_then(Value::as_array);
        let own = |group: &&Value| group.get("id").and_then(Value::as_str) == Some(id);
        number(groups.and_then(|groups| groups.iter().find(own)?.get("total")))
    }

    fn line(&mut self, indicator: &str, line: &CardLine) -> LineBody {
        let titles = line.rows.iter().map(|(_, title, _)| title.as_str());
        let name = titles
            .filter(|title| !title.is_empty())
            .collect::<Vec<_>>()
            .join(" / ");
        let own = format!("{}.{}", self.path, line.id);
        let claimed = self.claimed(line);
        let asks_items = !self.spec.judged && !line.penalty || self.spec.judged && line.penalty;
        let items = if asks_items {
            self.items(line)
        } else {
            Vec::new()
        };
        let verdict = (!claimed.is_empty()).then(|| self.verdict(line));
        let said = verdict.as_ref().map(|verdict| format!("{}.", verdict.path));
        let concerns = |problem: &&Problem| {
            problem.field == own
                || said
                    .as_ref()
                    .is_some_and(|said| problem.field.starts_with(said.as_str()))
        };
        let problem = self.problems.iter().find(concerns);
        LineBody {
            id: field_id(&own),
            name: if name.is_empty() {
                indicator.to_owned()
            } else {
                format!("{indicator}: {name}")
            },
            rows: line.rows.iter().map(|row| self.row(row)).collect(),
            evidence: line.evidence.clone(),
            share: line.share,
            applies: line.applies,
            filled: items.iter().filter(|item| item.holds()).count(),
            items,
            claimed,
            verdict,
            problem: problem.map_or_else(String::new, |problem| problem.text.clone()),
        }
    }

    fn row(&self, (id, title, points): &(String, String, String)) -> RowBody {
        let rows = self.spec.counted.get("rows").and_then(Value::as_array);
        let own = |row: &&Value| row.get("id").and_then(Value::as_str) == Some(id.as_str());
        let scored = rows.and_then(|rows| rows.iter().find(own));
        let claimed = scored
            .and_then(|row| row.get("claimed")?.as_u64())
            .unwrap_or_default()
            > 0;
        RowBody {
            id: format!("{}-row-{id}", field_id(self.path)),
            title: title.clone(),
            points: points.clone(),
            scored: if claimed {
                number(scored.and_then(|row| row.get("points")))
            } else {
                String::new()
            },
            why: scored.map_or_else(String::new, |row| super::score_table::why(self.locale, row)),
        }
    }

    /// What was typed so far: claims, or what the expert found.
    fn typed_items(&self) -> &[Value] {
        let raw = if self.spec.judged {
            self.raw.and_then(|raw| raw.get("findings"))
        } else {
            self.raw
        };
        raw.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn items(&mut self, line: &CardLine) -> Vec<ItemBody> {
        let base = if self.spec.judged {
            format!("{}.findings", self.path)
        } else {
            self.path.to_owned()
        };
        let typed = self.typed_items().iter().enumerate();
        let own = typed
            .filter(|(_, item)| item.get("row").and_then(Value::as_str) == Some(line.id.as_str()));
        let mut items: Vec<ItemBody> = own
            .map(|(number, item)| self.item(&format!("{base}.{number}"), line, Some(item)))
            .collect();
        let blanks = line.blanks.saturating_sub(items.len()).max(1);
        for _ in 0..blanks {
            items.push(self.item(&format!("{base}.{}", self.next_item), line, None));
            self.next_item += 1;
        }
        items
    }

    fn item(&self, path: &str, line: &CardLine, typed: Option<&Value>) -> ItemBody {
        let inner = format!("{path}.");
        let problem = self
            .problems
            .iter()
            .find(|problem| problem.field.starts_with(&inner));
        ItemBody {
            path: path.to_owned(),
            id: field_id(path),
            row: line.id.clone(),
            file: typed.and_then(scan),
            typed: PARTS.map(|part| text(typed.and_then(|item| item.get(part)))),
            problem: problem.map_or_else(String::new, |problem| problem.text.clone()),
        }
    }

    fn claimed(&self, line: &CardLine) -> Vec<ClaimedItem> {
        let own = |item: &&Value| item.get("row").and_then(Value::as_str) == Some(line.id.as_str());
        let except = self
            .said(line)
            .and_then(|verdict| verdict.get("except")?.as_array());
        let taken_out = |number: usize| {
            let is = |item: &Value| text(Some(item)) == number.to_string();
            except.is_some_and(|except| except.iter().any(is))
        };
        let items = self.spec.claims.iter().filter(own).enumerate();
        items
            .map(|(index, item)| ClaimedItem {
                number: index + 1,
                words: words(self.locale, item),
                file: scan(item)
                    .map(|(id, name)| Link::new(name, format!("{}{id}", self.spec.files))),
                except: taken_out(index + 1),
            })
            .collect()
    }

    /// The verdict typed so far.
    fn said(&self, line: &CardLine) -> Option<&Value> {
        let verdicts = self.raw?.get("verdicts")?.as_array()?;
        let own = |item: &&Value| item.get("row").and_then(Value::as_str) == Some(line.id.as_str());
        verdicts.iter().find(own)
    }

    fn verdict(&mut self, line: &CardLine) -> VerdictBody {
        // A mistake names a verdict by its place among those that were sent.
        let verdicts = self.raw.and_then(|raw| raw.get("verdicts")?.as_array());
        let place = verdicts.and_then(|verdicts| {
            verdicts
                .iter()
                .position(|item| item.get("row").and_then(Value::as_str) == Some(line.id.as_str()))
        });
        let number = place.unwrap_or_else(|| {
            let fresh = verdicts.map_or(0, Vec::len) + self.next_verdict;
            self.next_verdict += 1;
            fresh
        });
        let said = self.said(line);
        let part = |key: &str| text(said.and_then(|verdict| verdict.get(key)));
        let path = format!("{}.verdicts.{number}", self.path);
        VerdictBody {
            id: field_id(&path),
            row: line.id.clone(),
            accept: part("accept"),
            reason: part("reason"),
            points: line.given.then(|| part("points")),
            path,
        }
    }
}

/// A claimed item in words: «12.05.2010 Диплом», «Справка: 48 из 120».
pub(crate) fn words(locale: Locale, item: &Value) -> String {
    let part = |key: &str| text(item.get(key));
    let mut words = format!("{} {}", day(&part("on")), part("text"))
        .trim()
        .to_owned();
    if !part("to").is_empty() {
        words.push(' ');
        words.push_str(&locale.fill("card.until", &[("day", &day(&part("to")))]));
    }
    if !part("whole").is_empty() {
        words.push_str(&locale.fill(
            "card.share",
            &[("part", &part("part")), ("whole", &part("whole"))],
        ));
    }
    words
}

/// Id and name of the scan of an item.
fn scan(item: &Value) -> Option<(String, String)> {
    let part = |key: &str| Some(item.get("file")?.get(key)?.as_str()?.to_owned());
    part("id").zip(part("name"))
}

/// A day as people write it.
fn day(iso: &str) -> String {
    match iso.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => format!("{day}.{month}.{year}"),
        _ => iso.to_owned(),
    }
}

/// A number with a comma and a real minus.
pub(super) fn number(value: Option<&Value>) -> String {
    text(value).replace('.', ",").replace('-', "−")
}

fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(flag)) => flag.to_string(),
        _ => String::new(),
    }
}
