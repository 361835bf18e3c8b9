//! Fields that hold claims and scores: their keys, the card they name, and whether the process has what the card leaves open.

use std::collections::BTreeMap;
use std::ops::Range;

use reglament_scorecard::limits::MAX_COUNT;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::scorecard_setting::{SettingUse, Wants};
use super::{Block, Lowering, Reader, ScorecardDraft, Word};
use crate::model::{DataKind, Field, Parameter, Scorecard};
use crate::source::Node;
use crate::suggest::advice;

/// Reports a field that is no data of a process.
pub(super) fn only_data(block: Block<'_>, kind: &str) {
    let ru = format!("Вид `{kind}` бывает только у данных процесса.");
    let en = format!("Only data of a process are of the kind `{kind}`.");
    let hint = advice(
        "Объявите поле в `data:`.",
        "Declare the field under `data:`.",
    );
    block
        .reader
        .error("R178", &block.key_span(kind), ru, en, hint);
}

pub(super) fn claims(block: Block<'_>) -> DataKind {
    let card = block.need_word("card");
    DataKind::Claims {
        card: card.map(|word| word.text).unwrap_or_default(),
    }
}

pub(super) fn verdicts(block: Block<'_>) -> DataKind {
    let name = |key| block.word(key).map(|word| word.text);
    DataKind::Scorecard {
        of: block
            .need_word("of")
            .map(|word| word.text)
            .unwrap_or_default(),
        position: name("position"),
        since: name("since"),
        until: name("until"),
    }
}

impl<'w> Lowering<'w> {
    /// The cards that the data of the process use, by id.
    pub(super) fn scorecards(&self) -> BTreeMap<String, Scorecard> {
        let mut cards = BTreeMap::new();
        for field in &self.outline.data {
            match &field.kind {
                DataKind::Claims { card } => {
                    if let Some(draft) = self.card(field, card) {
                        cards.insert(card.clone(), draft.scorecard.clone());
                    }
                }
                DataKind::Scorecard {
                    of,
                    position,
                    since,
                    until,
                } => {
                    self.judged(field, of, position.as_deref());
                    for (key, name) in [("since", since), ("until", until)] {
                        self.refers(field, key, name.as_deref(), &DataKind::Date);
                    }
                }
                _ => {}
            }
        }
        for draft in cards
            .keys()
            .filter_map(|card| self.world.scorecards.get(&self.card_path(card)))
        {
            for setting in &draft.settings {
                self.check_setting(draft.reader, setting);
            }
        }
        cards
    }

    /// Points are given in a task that one person does: several answers would be several scores.
    pub(super) fn scored_by_one(
        &self,
        block: Block<'w>,
        field: Option<&Field>,
        span: &Range<usize>,
    ) {
        let scored = field.is_some_and(|field| matches!(field.kind, DataKind::Scorecard { .. }));
        let one = block.has("user_task") && !block.has("each") && !block.has("vote");
        if scored && !one {
            let (ru, en) = (
                "Баллы по карте оценки ставит один человек в задаче.",
                "The points of a scorecard are given by one person in a task.",
            );
            let hint = advice(
                "Попросите об этом в форме шага `user_task` без `each` и `vote`.",
                "Ask for it in the form of a `user_task` without `each` and `vote`.",
            );
            self.reader.error("R178", span, ru, en, hint);
        }
    }

    fn card_path(&self, card: &str) -> String {
        format!("{}/scorecards/{card}.yaml", self.outline.folder())
    }

    /// A word under a key of a field.
    fn said(&self, field: &Field, key: &str) -> Option<Word> {
        let data = self.outline.block.node.get("data")?;
        let node: &'w Node = data.get(&field.name)?.get(key)?;
        self.reader.word(node)
    }

    fn card(&self, field: &Field, card: &str) -> Option<&'w ScorecardDraft<'w>> {
        let path = self.card_path(card);
        let found = self.world.scorecards.get(&path);
        if found.is_none()
            && !self.world.unreadable.contains(&path)
            && let Some(word) = self.said(field, "card")
        {
            let folder = format!("{}/scorecards/", self.outline.folder());
            let paths = self.world.scorecards.keys();
            let known: Vec<&str> = paths
                .filter_map(|path| path.strip_prefix(&folder)?.strip_suffix(".yaml"))
                .collect();
            self.reader.unknown(
                "R178",
                ("Карта оценки", "scorecard"),
                &word.text,
                &word.span,
                known,
            );
        }
        found
    }

    /// The claims must be claims, and the position one that the card knows.
    fn judged(&self, field: &Field, of: &str, position: Option<&str>) {
        let Some(word) = self.said(field, "of") else {
            return;
        };
        if !self.field(of, &word.span) {
            return;
        }
        let Some(DataKind::Claims { card }) = self.outline.field(of).map(|field| &field.kind)
        else {
            let ru = format!("Поле «{of}» – не заявление по карте оценки.");
            let en = format!("The field `{of}` holds no claims for a scorecard.");
            let hint = advice(
                "Назовите поле вида `claims`.",
                "Name a field of the kind `claims`.",
            );
            return self.reader.error("R178", &word.span, ru, en, hint);
        };
        let draft = self.world.scorecards.get(&self.card_path(card));
        let (Some(position), Some(draft)) = (position, draft) else {
            return;
        };
        self.refers(field, "position", Some(position), &DataKind::Text);
        if let Some(DataKind::Choice(options)) =
            self.outline.field(position).map(|field| &field.kind)
        {
            let offered = |known: &&String| options.iter().any(|option| option.id == **known);
            let missing = draft
                .scorecard
                .positions
                .keys()
                .find(|known| !offered(known));
            if let (Some(missing), Some(word)) = (missing, self.said(field, "position")) {
                let ru =
                    format!("Карта различает должность «{missing}», а в поле «{position}» её нет.");
                let en = format!(
                    "The card tells the position `{missing}` apart, and the field `{position}` does not offer it."
                );
                let hint = advice(
                    format!("Добавьте вариант `{missing}` или уберите его из `positions` карты."),
                    format!(
                        "Add the option `{missing}`, or remove it from `positions` of the card."
                    ),
                );
                self.reader.error("R177", &word.span, ru, en, hint);
            }
        }
    }

    /// A field that another one names must exist and be of the right kind.
    fn refers(&self, field: &Field, key: &str, name: Option<&str>, kind: &DataKind) {
        let (Some(name), Some(word)) = (name, self.said(field, key)) else {
            return;
        };
        if !self.field(name, &word.span) {
            return;
        }
        let found = self
            .outline
            .field(name)
            .map(|field| field.kind.expression_kind());
        if found.is_some_and(|found| found != kind.expression_kind()) {
            let what = if *kind == DataKind::Date {
                ("дата", "a date")
            } else {
                ("должность", "a position")
            };
            let ru = format!("В поле «{name}» не {}.", what.0);
            let en = format!("The field `{name}` does not hold {}.", what.1);
            let hint = advice(
                "Назовите поле вида `date`, а для должности – `choice` или `text`.",
                "Name a field of the kind `date`; for a position, `choice` or `text`.",
            );
            self.reader.error("R178", &word.span, ru, en, hint);
        }
    }

    fn check_setting(&self, card: Reader<'_>, setting: &SettingUse) {
        let SettingUse {
            parameter: word,
            wants,
        } = setting;
        let process = &self.outline.id.text;
        let Some(parameter) = self.outline.parameters.get(&word.text) else {
            if self.outline.broken.contains(&word.text) {
                return;
            }
            let words = match wants {
                Wants::Words(words) => *words,
                Wants::Count | Wants::Number => &[],
            };
            let ru = format!(
                "«{}» – не слово этого ключа и не параметр процесса «{process}».",
                word.text
            );
            let en = format!(
                "`{}` is no word of this key, and no parameter of the process `{process}`.",
                word.text
            );
            let known = words
                .iter()
                .copied()
                .chain(self.outline.parameters.keys().map(String::as_str));
            let hint = crate::suggest::hint(&word.text, known);
            return card.error("R179", &word.span, ru, en, hint);
        };
        if let Some((ru, en)) = refusal(parameter, *wants) {
            let ru = format!(
                "Параметр «{}» процесса «{process}» здесь не годится: {ru}.",
                word.text
            );
            let en = format!(
                "The parameter `{}` of the process `{process}` will not do here: {en}.",
                word.text
            );
            let hint = advice(
                "Исправьте параметр или напишите значение в карте.",
                "Correct the parameter, or write the value in the card.",
            );
            card.error("R179", &word.span, ru, en, hint);
        }
    }
}

/// Why a parameter cannot hold what a card wants.
fn refusal(parameter: &Parameter, wants: Wants) -> Option<(String, String)> {
    match (wants, &parameter.kind) {
        (Wants::Words(words), DataKind::Choice(options)) => {
            let odd = options
                .iter()
                .find(|option| !words.contains(&option.id.as_str()))?;
            let list = words.join(", ");
            Some((
                format!("вариант «{}» ничего не значит, известны {list}", odd.id),
                format!("the option `{}` means nothing, known are {list}", odd.id),
            ))
        }
        (Wants::Words(words), _) => {
            let list = words.join(", ");
            Some((
                format!("нужен выбор (choice) из {list}"),
                format!("a choice of {list} is needed"),
            ))
        }
        (Wants::Count, DataKind::Integer { .. }) => {
            let bounds = Decimal::ZERO..=Decimal::from(MAX_COUNT);
            let number = parameter.value.as_number();
            let right = number.is_none_or(|n| bounds.contains(&n) && n.to_u32().is_some());
            (!right).then(|| {
                (
                    format!("нужно число от 0 до {MAX_COUNT}"),
                    format!("a number from 0 to {MAX_COUNT} is needed"),
                )
            })
        }
        (Wants::Number, DataKind::Integer { .. } | DataKind::Decimal) => None,
        (Wants::Count | Wants::Number, _) => Some((
            "нужно число (integer)".to_owned(),
            "a number (integer) is needed".to_owned(),
        )),
    }
}
