//! `edition:`: the date of effect and the transitional rules of a version of the regulation.

use chrono::NaiveDate;

use super::{Block, Lowering};
use crate::grammar::EDITION;
use crate::model::{BegunBefore, Edition};

impl<'w> Lowering<'w> {
    /// Reads the edition; none when the process does not say.
    pub(crate) fn edition(&self) -> Option<Edition> {
        let node = self.outline.block.get("edition")?;
        let block = Block::shape(self.reader, node, &EDITION)?;
        Some(Edition {
            in_force: self.in_force(block),
            begun_before: self.begun_before(block),
            note: block.get("note").map(|node| self.reader.title(node)),
            basis: block.word("basis").map(|word| word.text),
        })
    }

    fn in_force(&self, block: Block<'w>) -> Option<NaiveDate> {
        let word = block.word("in_force")?;
        let date = NaiveDate::parse_from_str(&word.text, "%Y-%m-%d").ok();
        if date.is_none() {
            let ru = format!("Дата вступления в силу «{}» не читается.", word.text);
            let en = format!("The date of effect `{}` cannot be read.", word.text);
            let hint = (
                "Напишите год, месяц и день: 2026-09-01.".to_owned(),
                "Write year, month and day: 2026-09-01.".to_owned(),
            );
            self.reader.error("R225", &word.span, ru, en, Some(hint));
        }
        date
    }

    fn begun_before(&self, block: Block<'w>) -> BegunBefore {
        let Some(word) = block.word("begun_before") else {
            return BegunBefore::Stay;
        };
        match word.text.as_str() {
            "stay" => BegunBefore::Stay,
            "move" => BegunBefore::Move,
            other => {
                let ru = format!("Переходного правила «{other}» нет.");
                let en = format!("There is no transitional rule `{other}`.");
                let hint = (
                    "`stay` – начатые дела идут по прежней редакции, `move` – их предстоит перевести.".to_owned(),
                    "`stay`: begun instances end by the edition before; `move`: they are to be migrated.".to_owned(),
                );
                self.reader.error("R226", &word.span, ru, en, Some(hint));
                BegunBefore::Stay
            }
        }
    }
}
