//! `access` of a process. It limits what roles see; it opens nothing to those without a role.

use super::{Block, Lowering};
use crate::grammar::ACCESS;
use crate::model::{Access, DataKind};
use crate::suggest::advice;

impl<'w> Lowering<'w> {
    /// Reads it; without it nothing is limited.
    pub(super) fn access(&self) -> Access {
        let node = self.outline.block.get("access");
        let block = node.and_then(|node| Block::shape(self.reader, node, &ACCESS));
        block.map_or_else(Access::default, |block| Access {
            unit: self.unit(block),
            own: self.roles(block, "own").into_iter().collect(),
        })
    }

    fn unit(&self, block: Block<'w>) -> Option<String> {
        let word = block.word("unit")?;
        if !self.field(&word.text, &word.span) {
            return None;
        }
        let field = self.outline.field(&word.text);
        if field.is_some_and(|field| field.kind != DataKind::Text) {
            let ru = format!("Поле «{}» не может хранить код подразделения.", word.text);
            let en = format!("The field `{}` cannot hold the id of a unit.", word.text);
            let hint = advice("Объявите его видом `text`.", "Declare it as `text`.");
            self.reader.error("R041", &word.span, ru, en, hint);
        }
        Some(word.text)
    }
}
