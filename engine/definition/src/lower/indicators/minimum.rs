//! `minimum`: one number for every year, or one for year one and another for the later ones.

use rust_decimal::Decimal;

use super::super::{Block, Reader, Word};
use crate::grammar::MINIMUM;
use crate::model::{IndicatorUnit, Minimum};
use crate::source::Node;
use crate::suggest::advice;

pub(super) fn minimum<'a>(
    reader: Reader<'a>,
    node: &'a Node,
    unit: IndicatorUnit,
) -> Option<Minimum> {
    if node.map().is_none() {
        let both = number(reader, &reader.word(node)?, unit)?;
        return Some(Minimum {
            first_year: both,
            later: both,
        });
    }
    let block = Block::shape(reader, node, &MINIMUM)?;
    let read = |word: Option<Word>| number(reader, &word?, unit);
    let (first, later) = (block.need_word("first_year"), block.need_word("later"));
    let (first_year, later) = (read(first), read(later));
    Some(Minimum {
        first_year: first_year?,
        later: later?,
    })
}

fn number(reader: Reader<'_>, word: &Word, unit: IndicatorUnit) -> Option<Decimal> {
    let number: Option<Decimal> = word.text.replace(',', ".").parse().ok();
    let fits = |number: &Decimal| {
        let most = match unit {
            IndicatorUnit::Percent => Decimal::ONE_HUNDRED,
            IndicatorUnit::Count => Decimal::MAX,
        };
        *number >= Decimal::ZERO && *number <= most
    };
    let found = number.filter(fits);
    if found.is_none() {
        let (ru, en) = (
            format!("«{}» не может быть минимумом.", word.text),
            format!("`{}` cannot be a minimum.", word.text),
        );
        let hint = match unit {
            IndicatorUnit::Percent => advice(
                "Напишите число процентов от 0 до 100, без знака %.",
                "Write a number of per cent from 0 to 100, without the sign %.",
            ),
            IndicatorUnit::Count => advice(
                "Напишите число от 0.",
                "Write a number that is not below 0.",
            ),
        };
        reader.error("R183", &word.span, ru, en, hint);
    }
    found
}
