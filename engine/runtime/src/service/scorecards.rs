//! Scorecards as views, for the forms in which something is claimed and judged.

use std::collections::BTreeMap;

use reglament_definition::{Caption, Definition, Scorecard, Title};
use reglament_expression::Value;
use reglament_scorecard::{Indicator, Period, Points, Row, Rule, Setting, Word};
use rust_decimal::Decimal;

use crate::view::{CardGroupView, CardIndicatorView, CardLineView, CardRowView, CardView};

/// A card with its settings, seen by somebody in a position.
pub(super) struct Reading<'a> {
    card: &'a Scorecard,
    parameters: BTreeMap<&'a str, String>,
    position: Option<&'a str>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(
        definition: &'a Definition,
        card: &'a Scorecard,
        position: Option<&'a str>,
    ) -> Self {
        let word = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            _ => value
                .as_number()
                .unwrap_or_default()
                .normalize()
                .to_string(),
        };
        let parameters = definition.parameters.values();
        Self {
            card,
            position,
            parameters: parameters
                .map(|parameter| (parameter.name.as_str(), word(&parameter.value)))
                .collect(),
        }
    }

    pub(super) fn view(&self) -> CardView {
        let groups = self.card.card.groups.iter().map(|group| {
            let caption = self.card.caption(&group.id);
            CardGroupView {
                id: group.id.clone(),
                number: caption.number,
                title: caption.title,
                indicators: group
                    .indicators
                    .iter()
                    .map(|one| self.indicator(one))
                    .collect(),
            }
        });
        CardView {
            title: self.card.title.clone(),
            groups: groups.collect(),
        }
    }

    fn value<T: Word>(&self, setting: &Setting<T>) -> Option<T> {
        match setting {
            Setting::Fixed(value) => Some(value.clone()),
            Setting::Parameter(name) => T::of(self.parameters.get(name.as_str())?),
        }
    }

    fn indicator(&self, indicator: &Indicator) -> CardIndicatorView {
        let caption = self.card.caption(&indicator.id);
        let lines = if indicator.has_bands() {
            let first = indicator.rows.first();
            let rows: Vec<&Row> = indicator.rows.iter().collect();
            first
                .map(|row| self.line(indicator, row, &rows, &caption))
                .into_iter()
                .collect()
        } else {
            let line = |row| self.line(indicator, row, &[row], &caption);
            indicator.rows.iter().map(line).collect()
        };
        CardIndicatorView {
            number: caption.number,
            title: caption.title,
            evidence: caption.evidence,
            note: caption.note,
            rule: self.rule(indicator),
            lines,
        }
    }

    fn rule(&self, indicator: &Indicator) -> Option<Title> {
        let title = |ru: String, en: String| Some(Title { ru, en: Some(en) });
        match self.value(&indicator.rule)? {
            Rule::Exclusive => title(
                "Засчитывается одна строка, лучшая".to_owned(),
                "Only the best row counts".to_owned(),
            ),
            Rule::Best => {
                let cap = self.value(&indicator.cap)?;
                title(
                    format!("Засчитывается не больше {cap}"),
                    format!("At most {cap} count"),
                )
            }
            Rule::Sum | Rule::Single => None,
        }
    }

    fn line(
        &self,
        indicator: &Indicator,
        row: &Row,
        rows: &[&Row],
        above: &Caption,
    ) -> CardLineView {
        let own = self.card.caption(&row.id);
        let other = |own: Option<Title>, above: &Option<Title>| {
            own.filter(|_| row.id != indicator.id)
                .filter(|own| Some(own) != above.as_ref())
        };
        let best = self.value(&indicator.rule) == Some(Rule::Best);
        CardLineView {
            id: row.claimed_as(indicator).to_owned(),
            rows: rows.iter().map(|row| self.row(indicator, row)).collect(),
            evidence: other(own.evidence, &above.evidence),
            note: other(own.note, &above.note),
            share: row.points.is_band(),
            dated: !row.points.is_band() && row.period != Setting::Fixed(Period::Any),
            penalty: row.is_penalty(),
            given: matches!(row.points, Points::Given { .. }),
            at_least: self.value(&row.at_least).unwrap_or_default(),
            cap: self
                .value(&indicator.cap)
                .filter(|_| best)
                .unwrap_or_default(),
            applies: self.position.is_none() || row.applies.to(self.position),
        }
    }

    fn row(&self, indicator: &Indicator, row: &Row) -> CardRowView {
        let number = |number: &Decimal| {
            number
                .normalize()
                .to_string()
                .replace('.', ",")
                .replace('-', "−")
        };
        CardRowView {
            id: row.id.clone(),
            title: (row.id != indicator.id).then(|| self.card.caption(&row.id).title),
            points: match &row.points {
                Points::Fixed(points) | Points::Band { points, .. } => number(points),
                Points::Given { from, to } => format!("{}–{}", number(from), number(to)),
            },
        }
    }
}
