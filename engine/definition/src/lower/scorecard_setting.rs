//! What a card says in a word or a number, or leaves to a parameter; its points and bands; whether the rule fits the rows.

use std::ops::Range;

use reglament_scorecard::limits::{MAX_COUNT, MAX_NUMBER, MAX_SCALE};
use reglament_scorecard::{Indicator, Points, Rule, Setting, Word as Meaning};
use rust_decimal::Decimal;

use super::scorecard::Lower;
use super::{Block, Word};
use crate::grammar::{BAND, GIVEN};
use crate::source::Node;
use crate::suggest::advice;

/// A name that stands where a card expects a word or a number: a parameter of the process that uses the card.
#[derive(Clone, Debug)]
pub(crate) struct SettingUse {
    pub(crate) parameter: Word,
    pub(crate) wants: Wants,
}

/// What the parameter must hold.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wants {
    /// One of these words.
    Words(&'static [&'static str]),
    /// A whole number, not below zero.
    Count,
    /// Points.
    Number,
}

impl<'a> Lower<'a> {
    /// A word of a rule, or a parameter.
    pub(super) fn word<T: Meaning>(
        &self,
        block: Block<'a>,
        key: &str,
        words: &'static [&'static str],
    ) -> Option<Setting<T>> {
        let word = block.word(key)?;
        match T::of(&word.text) {
            Some(value) => Some(Setting::Fixed(value)),
            None => Some(self.parameter(word, Wants::Words(words))),
        }
    }

    /// A whole number, or a parameter.
    pub(super) fn count(&self, block: Block<'a>, key: &str) -> Option<Setting<u32>> {
        let word = block.word(key)?;
        if !word.text.starts_with(|c: char| c.is_alphabetic()) {
            let count: Option<u32> = Meaning::of(&word.text);
            if count.is_none() {
                let ru = format!(
                    "Нужно целое число от 0 до {MAX_COUNT}, а написано «{}».",
                    word.text
                );
                let en = format!(
                    "Expected a whole number from 0 to {MAX_COUNT}, found `{}`.",
                    word.text
                );
                let hint = advice(
                    "Напишите число или имя параметра процесса.",
                    "Write a number, or the name of a parameter of the process.",
                );
                self.reader.error("R009", &word.span, ru, en, hint);
            }
            return count.map(Setting::Fixed);
        }
        Some(self.parameter(word, Wants::Count))
    }

    /// Points, or a parameter.
    pub(super) fn number_setting(&self, block: Block<'a>, key: &str) -> Option<Setting<Decimal>> {
        let word = block.need_word(key)?;
        if word.text.starts_with(|c: char| c.is_alphabetic()) {
            return Some(self.parameter(word, Wants::Number));
        }
        self.number(block.get(key)?).map(Setting::Fixed)
    }

    fn parameter<T>(&self, word: Word, wants: Wants) -> Setting<T> {
        let name = word.text.clone();
        let parameter = word;
        self.settings
            .borrow_mut()
            .push(SettingUse { parameter, wants });
        Setting::Parameter(name)
    }

    /// A decimal within bounds.
    fn number(&self, node: &'a Node) -> Option<Decimal> {
        let text = self.reader.text(node)?;
        let number: Option<Decimal> = text.replace(',', ".").replace('−', "-").parse().ok();
        let fits = |n: &Decimal| {
            n.abs() <= Decimal::from(MAX_NUMBER) && n.normalize().scale() <= MAX_SCALE
        };
        let number = number.filter(fits);
        if number.is_none() {
            let ru = format!(
                "Нужно число не больше {MAX_NUMBER}, не больше {MAX_SCALE} знаков после запятой, а написано «{text}»."
            );
            let en = format!(
                "Expected a number of at most {MAX_NUMBER} with at most {MAX_SCALE} decimals, found `{text}`."
            );
            let hint = advice(
                "Напишите цифрами: 40 или -100.",
                "Write it in digits: 40 or -100.",
            );
            self.reader.error("R009", &node.span, ru, en, hint);
        }
        number
    }

    fn need_number(&self, block: Block<'a>, key: &str) -> Option<Decimal> {
        self.number(block.need(key)?)
    }

    /// The points of a row: fixed, given by the expert, or those of a band.
    pub(super) fn points(&self, block: Block<'a>) -> Option<Points> {
        let share = block.get("share").map(|node| self.share(node));
        let node = block.need("points")?;
        if node.map().is_some() {
            return self.given(block, node);
        }
        let points = self.number(node)?;
        match share {
            Some(share) => {
                let (from, below) = share?;
                Some(Points::Band {
                    points,
                    from,
                    below,
                })
            }
            None => Some(Points::Fixed(points)),
        }
    }

    /// The bounds of a band.
    fn share(&self, node: &'a Node) -> Option<(Decimal, Option<Decimal>)> {
        let band = Block::shape(self.reader, node, &BAND)?;
        let from = self.need_number(band, "from");
        let below = match band.get("below") {
            Some(node) => Some(self.number(node)?),
            None => None,
        };
        let from = from?;
        if from < Decimal::ZERO || below.is_some_and(|below| below <= from) {
            let (ru, en) = (
                "В эту долю не попадает ни одно число.",
                "No number lies in this share.",
            );
            let hint = advice(
                "Нижняя граница `from` не меньше 0 и меньше верхней `below`.",
                "The lower bound `from` is not below 0, and is below the upper one, `below`.",
            );
            self.reader.error("R175", &node.span, ru, en, hint);
        }
        Some((from, below))
    }

    fn given(&self, row: Block<'a>, node: &'a Node) -> Option<Points> {
        let block = Block::shape(self.reader, node, &GIVEN)?;
        let (from, to) = (
            self.need_number(block, "from"),
            self.need_number(block, "to"),
        );
        let (from, to) = (from?, to?);
        if from > to {
            let ru = format!("Наименьшее число баллов {from} больше наибольшего {to}.");
            let en = format!("The fewest points, {from}, are more than the most, {to}.");
            let hint = advice(
                "Поменяйте `from` и `to` местами.",
                "Exchange `from` and `to`.",
            );
            self.reader
                .error("R009", &block.key_span("from"), ru, en, hint);
        }
        if row.has("share") {
            let (ru, en) = (
                "Баллы ставит эксперт, а доля тоже их определяет.",
                "The expert gives the points, and the share decides them too.",
            );
            let hint = advice("Оставьте одно из двух.", "Keep one of the two.");
            self.reader
                .error("R176", &row.key_span("share"), ru, en, hint);
        }
        Some(Points::Given { from, to })
    }

    /// Whether the rule and the rows fit each other.
    pub(super) fn check_indicator(&self, block: Block<'a>, indicator: &Indicator) {
        let count = indicator.rows.len();
        let rule = match &indicator.rule {
            Setting::Fixed(rule) => Some(*rule),
            Setting::Parameter(_) => None,
        };
        if rule == Some(Rule::Exclusive) && count == 1 {
            self.unfit(&block.key_span("rule"), Unfit::ExclusiveOfOne);
        }
        if rule == Some(Rule::Single) && count > 1 {
            self.unfit(&block.key_span("rule"), Unfit::SingleOfMany);
        }
        if rule == Some(Rule::Best) && !block.has("cap") {
            block.missing("cap");
        }
        if block.has("cap") && indicator.cap == Setting::Fixed(0) {
            self.unfit(&block.key_span("cap"), Unfit::CapOfNothing);
        }
        let capped = matches!(rule, None | Some(Rule::Best));
        for key in ["cap", "cap_scope"] {
            if block.has(key) && !capped {
                self.unfit(&block.key_span(key), Unfit::CapOfAll);
            }
        }
        self.check_bands(block, indicator);
    }

    fn check_bands(&self, block: Block<'a>, indicator: &Indicator) {
        if !indicator.has_bands() {
            if block.has("rounding") {
                self.unfit(&block.key_span("rounding"), Unfit::NothingToRound);
            }
            return;
        }
        if indicator.rows.iter().any(|row| !row.points.is_band()) {
            self.unfit(&block.key_span("rows"), Unfit::SomeBands);
        }
        if matches!(indicator.rule, Setting::Fixed(Rule::Sum | Rule::Best)) {
            self.unfit(
                &block.key_span(if block.has("rule") { "rule" } else { "rows" }),
                Unfit::BandsAdded,
            );
        }
        let bands: Vec<_> = indicator
            .rows
            .iter()
            .filter_map(|row| match &row.points {
                Points::Band { from, below, .. } => Some((&row.id, *from, *below)),
                Points::Fixed(_) | Points::Given { .. } => None,
            })
            .collect();
        for (index, (id, from, below)) in bands.iter().enumerate() {
            for (other, start, end) in &bands[..index] {
                let before = end.is_some_and(|end| end <= *from);
                let after = below.is_some_and(|below| below <= *start);
                if !before && !after {
                    self.overlap(block, other, id);
                }
            }
        }
    }

    fn overlap(&self, block: Block<'a>, one: &str, other: &str) {
        let rows = block.get("rows").and_then(Node::map).unwrap_or_default();
        let place = |id: &str| {
            rows.iter()
                .find(|entry| entry.key == id)
                .map(|entry| entry.key_span.clone())
        };
        let (Some(one_at), Some(at)) = (place(one), place(other)) else {
            return;
        };
        let ru = format!("Доли строк «{one}» и «{other}» пересекаются.");
        let en = format!("The shares of the rows `{one}` and `{other}` overlap.");
        let source = self.reader.source;
        let diagnostic = source.error("R175", &at, ru, en).hint(
            "Верхняя граница `below` в долю не входит: пусть она равна нижней границе следующей строки.",
            "The upper bound `below` is not included: make it equal to the lower bound of the next row.",
        );
        self.reader.report(diagnostic.related(
            &source.path,
            &one_at,
            "другая строка",
            "the other row",
        ));
    }

    fn unfit(&self, span: &Range<usize>, unfit: Unfit) {
        let [ru, en, hint_ru, hint_en] = unfit.words();
        self.reader
            .error("R176", span, ru, en, advice(hint_ru, hint_en));
    }
}

/// How a rule and the rows do not fit.
enum Unfit {
    ExclusiveOfOne,
    SingleOfMany,
    CapOfNothing,
    CapOfAll,
    NothingToRound,
    SomeBands,
    BandsAdded,
}

impl Unfit {
    fn words(&self) -> [&'static str; 4] {
        match self {
            Self::ExclusiveOfOne => [
                "По правилу `exclusive` считается лучшая из строк, а строка одна.",
                "Under the rule `exclusive` the best of the rows counts, and there is one row.",
                "Уберите `rule` или добавьте строку.",
                "Remove `rule`, or add a row.",
            ],
            Self::SingleOfMany => [
                "По правилу `single` строка одна, а их несколько.",
                "Under the rule `single` there is one row, and there are several.",
                "Напишите `sum`, `exclusive` или `best`.",
                "Write `sum`, `exclusive` or `best`.",
            ],
            Self::CapOfNothing => [
                "Предел 0: показатель никогда не даст баллов.",
                "The cap is 0: the indicator never brings points.",
                "Напишите, сколько документов считается.",
                "Write how many items count.",
            ],
            Self::CapOfAll => [
                "Предел действует только по правилу `best`.",
                "A cap holds under the rule `best` only.",
                "Напишите `rule: best` или уберите предел.",
                "Write `rule: best`, or remove the cap.",
            ],
            Self::NothingToRound => [
                "Округлять нечего: строки не зависят от доли.",
                "There is nothing to round: no row depends on a share.",
                "Уберите `rounding`.",
                "Remove `rounding`.",
            ],
            Self::SomeBands => [
                "Одни строки зависят от доли, другие нет.",
                "Some rows depend on a share and some do not.",
                "Разделите их на два показателя.",
                "Split them into two indicators.",
            ],
            Self::BandsAdded => [
                "Доля попадает в одну строку: баллы строк не складываются.",
                "A share lies in one row: the points of the rows are not added.",
                "Напишите `rule: exclusive`.",
                "Write `rule: exclusive`.",
            ],
        }
    }
}
