//! `scorecards/<id>.yaml`: groups, indicators, rows, and the rules by which their points are counted.
//!
//! A card knows no process: what it leaves to a parameter is looked up by each process that uses it (`scorecard_field`).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use reglament_scorecard::limits::MAX_ROWS;
use reglament_scorecard::{
    Applies, CapScope, Card, Group, Indicator, Period, Rounding, Row, Rule, Setting, Threshold,
    Times,
};

use super::scorecard_setting::SettingUse;
use super::{Block, Reader, Word};
use crate::grammar::{GROUP, ROW, SCORECARD, SCORED_INDICATOR, THRESHOLD};
use crate::model::{Caption, Scorecard, Title};
use crate::source::{Entry, Node};
use crate::suggest::advice;

/// A card with the places of what it leaves to parameters.
pub(crate) struct ScorecardDraft<'a> {
    pub(crate) reader: Reader<'a>,
    pub(crate) scorecard: Scorecard,
    pub(crate) settings: Vec<SettingUse>,
}

/// The lowering of one card.
pub(super) struct Lower<'a> {
    pub(super) reader: Reader<'a>,
    positions: BTreeMap<String, Title>,
    captions: RefCell<BTreeMap<String, Caption>>,
    ids: RefCell<BTreeSet<String>>,
    pub(super) settings: RefCell<Vec<SettingUse>>,
}

/// Reads a card. `None` (reported) when the file is no block.
pub(crate) fn scorecard<'a>(reader: Reader<'a>, root: &'a Node) -> Option<ScorecardDraft<'a>> {
    let block = Block::shape(reader, root, &SCORECARD)?;
    let lower = Lower {
        reader,
        positions: titles(reader, block.get("positions")),
        captions: RefCell::default(),
        ids: RefCell::default(),
        settings: RefCell::default(),
    };
    let title = block.title("scorecard");
    let groups = lower.named(block.need("groups"), |entry| lower.group(entry));
    let levels = block.get("thresholds");
    let thresholds = lower.named(levels, |entry| lower.threshold(entry));
    let (thresholds, levels): (Vec<_>, Vec<_>) = thresholds.into_iter().unzip();
    let card = Card { groups, thresholds };
    if card.rows().count() > MAX_ROWS {
        let ru = format!("В карте больше {MAX_ROWS} строк.");
        let en = format!("The card has more than {MAX_ROWS} rows.");
        let hint = advice("Разделите карту на две.", "Split the card into two.");
        reader.error("R176", &block.key_span("groups"), ru, en, hint);
    }
    let file = reader.source.path.rsplit('/').next().unwrap_or_default();
    Some(ScorecardDraft {
        reader,
        scorecard: Scorecard {
            id: file.trim_end_matches(".yaml").to_owned(),
            title,
            positions: lower.positions,
            captions: lower.captions.into_inner(),
            levels: levels.into_iter().collect(),
            card,
        },
        settings: lower.settings.into_inner(),
    })
}

fn titles<'a>(reader: Reader<'a>, node: Option<&'a Node>) -> BTreeMap<String, Title> {
    let block = node.and_then(|node| Block::any(reader, node));
    let entries = block.map(|block| block.entries()).unwrap_or_default();
    let title = |entry: &'a Entry| {
        reader.check_id(&entry.key, &entry.key_span);
        (entry.key.clone(), reader.title(&entry.value))
    };
    entries.iter().map(title).collect()
}

impl<'a> Lower<'a> {
    /// The entries of a block of names, each read by `one`.
    fn named<T>(&self, node: Option<&'a Node>, one: impl Fn(&'a Entry) -> Option<T>) -> Vec<T> {
        let block = node.and_then(|node| Block::any(self.reader, node));
        let entries = block.map(|block| block.entries()).unwrap_or_default();
        let read = entries.iter().filter_map(|entry| {
            self.reader.check_id(&entry.key, &entry.key_span);
            one(entry)
        });
        read.collect()
    }

    /// Ids are unique in the whole card: claims and verdicts name rows by them.
    fn declare(&self, entry: &Entry, caption: Caption) {
        let new = self.ids.borrow_mut().insert(entry.key.clone());
        if !new {
            let ru = format!("Имя «{}» в этой карте уже есть.", entry.key);
            let en = format!("The name `{}` is in this card already.", entry.key);
            let hint = advice("Дайте строке другое имя.", "Give the row another name.");
            self.reader.error("R013", &entry.key_span, ru, en, hint);
        }
        let mut captions = self.captions.borrow_mut();
        captions.insert(entry.key.clone(), caption);
    }

    fn threshold(&self, entry: &'a Entry) -> Option<(Threshold, (String, Title))> {
        let block = Block::shape(self.reader, &entry.value, &THRESHOLD)?;
        let points = self.number_setting(block, "points");
        let threshold = Threshold {
            id: entry.key.clone(),
            points: points.unwrap_or(Setting::Fixed(0.into())),
        };
        Some((threshold, (entry.key.clone(), block.title("title"))))
    }

    fn group(&self, entry: &'a Entry) -> Option<Group> {
        let block = Block::shape(self.reader, &entry.value, &GROUP)?;
        self.declare(entry, caption(block, &Caption::default()));
        let indicators = block.need("indicators");
        Some(Group {
            id: entry.key.clone(),
            indicators: self.named(indicators, |entry| self.indicator(entry)),
        })
    }

    fn indicator(&self, entry: &'a Entry) -> Option<Indicator> {
        let block = Block::shape(self.reader, &entry.value, &SCORED_INDICATOR)?;
        let own = caption(block, &Caption::default());
        self.declare(entry, own.clone());
        let common = self.common(block);
        let rows = if block.has("points") && !block.has("rows") {
            self.row(&entry.key, block, common).into_iter().collect()
        } else {
            if block.has("points") {
                self.both(block);
            }
            let number = Caption {
                number: own.number,
                ..Caption::default()
            };
            self.named(block.need("rows"), |entry| {
                let block = Block::shape(self.reader, &entry.value, &ROW)?;
                self.declare(entry, caption(block, &number));
                self.row(&entry.key, block, self.common(block).beneath(&common))
            })
        };
        let single = if rows.len() == 1 {
            Rule::Single
        } else {
            Rule::Sum
        };
        let rule = self
            .word(block, "rule", Rule::WORDS)
            .unwrap_or(Setting::Fixed(single));
        let cap = self.count(block, "cap").unwrap_or(Setting::Fixed(0));
        let scope = CapScope::WORDS;
        let rounding = Rounding::WORDS;
        let indicator = Indicator {
            id: entry.key.clone(),
            rule,
            cap,
            cap_scope: self
                .word(block, "cap_scope", scope)
                .unwrap_or(Setting::Fixed(CapScope::Row)),
            rounding: self
                .word(block, "rounding", rounding)
                .unwrap_or(Setting::Fixed(Rounding::Exact)),
            rows,
        };
        self.check_indicator(block, &indicator);
        Some(indicator)
    }

    fn both(&self, block: Block<'_>) {
        let (ru, en) = (
            "У показателя и `rows`, и `points`.",
            "The indicator has both `rows` and `points`.",
        );
        let hint = advice(
            "Оставьте `points` только у строк.",
            "Keep `points` in the rows only.",
        );
        self.reader
            .error("R176", &block.key_span("points"), ru, en, hint);
    }

    fn row(&self, id: &str, block: Block<'a>, common: Common) -> Option<Row> {
        Some(Row {
            id: id.to_owned(),
            points: self.points(block)?,
            period: common.period.unwrap_or(Setting::Fixed(Period::Between)),
            times: common.times.unwrap_or(Setting::Fixed(Times::Once)),
            at_least: common.at_least.unwrap_or(Setting::Fixed(0)),
            applies: common.applies.unwrap_or_default(),
        })
    }

    fn common(&self, block: Block<'a>) -> Common {
        Common {
            period: self.word(block, "period", Period::WORDS),
            times: self.word(block, "times", Times::WORDS),
            at_least: self.count(block, "at_least"),
            applies: self.applies(block),
        }
    }

    fn applies(&self, block: Block<'a>) -> Option<Applies> {
        if block.has("only") && block.has("except") {
            let (ru, en) = (
                "Здесь и `only`, и `except`.",
                "Both `only` and `except` stand here.",
            );
            let hint = advice("Оставьте одно из двух.", "Keep one of the two.");
            let span = block.key_span("except");
            self.reader.error("R176", &span, ru, en, hint);
        }
        let (only, except) = (block.words("only"), block.words("except"));
        for word in only.iter().chain(&except) {
            if !self.positions.contains_key(&word.text) {
                self.unknown_position(&word.text, &word.span);
            }
        }
        let ids = |words: Vec<Word>| words.into_iter().map(|word| word.text).collect();
        match (only.is_empty(), except.is_empty()) {
            (false, _) => Some(Applies::Only(ids(only))),
            (true, false) => Some(Applies::Except(ids(except))),
            (true, true) => None,
        }
    }

    fn unknown_position(&self, name: &str, span: &Range<usize>) {
        let known = self.positions.keys().map(String::as_str);
        self.reader
            .unknown("R177", ("Должность", "position"), name, span, known);
    }
}

/// Words of a block; what it does not say is that of `above`.
fn caption(block: Block<'_>, above: &Caption) -> Caption {
    let title = |key| block.get(key).map(|node| block.reader.title(node));
    Caption {
        number: block
            .word("number")
            .map_or_else(|| above.number.clone(), |word| word.text),
        title: block.title("title"),
        evidence: title("evidence"),
        note: title("note"),
    }
}

/// What an indicator says for all its rows, and a row for itself; a row's own word goes before its indicator's.
#[derive(Clone, Default)]
struct Common {
    period: Option<Setting<Period>>,
    times: Option<Setting<Times>>,
    at_least: Option<Setting<u32>>,
    applies: Option<Applies>,
}

impl Common {
    fn beneath(self, above: &Self) -> Self {
        let above = above.clone();
        Self {
            period: self.period.or(above.period),
            times: self.times.or(above.times),
            at_least: self.at_least.or(above.at_least),
            applies: self.applies.or(above.applies),
        }
    }
}
