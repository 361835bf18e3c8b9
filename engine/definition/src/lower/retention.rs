//! `retention` of a process: how long what is personal is kept, and by which article. It destroys nothing.

use reglament_calendar::Unit;

use super::{Block, Lowering, term::term};
use crate::grammar::RETENTION;
use crate::model::Retention;

impl Lowering<'_> {
    /// Reads it, if the process has one.
    pub(super) fn retention(&self) -> Option<Retention> {
        let node = self.outline.block.get("retention")?;
        let block = Block::shape(self.reader, node, &RETENTION)?;
        let (word, article) = (block.need_word("term"), block.need_word("article"));
        let (word, article) = (word?, article?);
        let term = term(self.reader, &word);
        if matches!(term.unit, Unit::WorkingDay | Unit::Hour | Unit::Minute) {
            let ru = format!("Срок хранения не считают так: «{term}».");
            let en = format!("Retention is not counted so: `{}`.", term.to_english());
            let hint = (
                "Напишите годы, месяцы, недели или дни: `5 лет`.".to_owned(),
                "Write years, months, weeks or days: `5 years`.".to_owned(),
            );
            self.reader.error("R030", &word.span, ru, en, Some(hint));
        }
        Some(Retention {
            term,
            article: article.text,
        })
    }
}
