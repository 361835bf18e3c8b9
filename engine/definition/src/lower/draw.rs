//! Documents to draw: the template, its data, the register that gives the number and the entry's columns.

use super::{Block, Lowering, Word, names, template_file};
use crate::grammar::ATTACHED_DOCUMENT;
use crate::grammar::FileKind;
use crate::model::DrawDocument;
use crate::source::Node;

impl<'w> Lowering<'w> {
    /// Reads `document:` of a user task.
    pub(crate) fn attached_document(&self, node: &'w Node, step: &str) -> Option<DrawDocument> {
        let block = Block::shape(self.reader, node, &ATTACHED_DOCUMENT)?;
        self.basis(block, step);
        Some(self.draw(block))
    }

    /// Reads `document:` of an act about a term, where `act` is known.
    pub(crate) fn act_document(&self, node: &'w Node, step: &str) -> Option<DrawDocument> {
        let block = Block::shape(self.reader, node, &ATTACHED_DOCUMENT)?;
        self.basis(block, step);
        Some(self.draw_with(block, &names::with_act(&self.names)))
    }

    /// Reads the document keys of a block.
    pub(crate) fn draw(&self, block: Block<'w>) -> DrawDocument {
        self.draw_with(block, &self.names)
    }

    fn draw_with(&self, block: Block<'w>, names: &reglament_expression::Names) -> DrawDocument {
        let template = block
            .need_word("template")
            .map(|word| self.template(&word))
            .unwrap_or_default();
        let register = block.word("register").map(|word| self.register(&word));
        let known = register
            .as_ref()
            .and_then(|id| self.world.registers.get(id));
        let verified = known.is_some_and(|register| register.verification.is_some());
        let names = names::with_document(names, verified);
        let data = self.free_values(block.get("data"), Some(&names));
        let entry = match register.as_ref().map(|id| self.world.registers.get(id)) {
            Some(Some(register)) => self.entry(block, register, &names),
            Some(None) => Vec::new(),
            None => {
                if block.has("entry") {
                    let (ru, en) = ("Запись без журнала.", "An entry without a register.");
                    let hint = (
                        "Добавьте `register: <журнал>`.".to_owned(),
                        "Add `register: <register>`.".to_owned(),
                    );
                    self.reader
                        .error("R015", &block.key_span("entry"), ru, en, Some(hint));
                }
                Vec::new()
            }
        };
        DrawDocument {
            template,
            data,
            register,
            entry,
        }
    }

    fn entry(
        &self,
        block: Block<'w>,
        register: &crate::model::Register,
        names: &reglament_expression::Names,
    ) -> crate::model::Assignments {
        let node = block.get("entry");
        let entries = node.and_then(Node::map).unwrap_or_default();
        let known = |name: &str| register.columns.iter().any(|column| column.name == name);
        for entry in entries.iter().filter(|entry| !known(&entry.key)) {
            let columns = register.columns.iter().map(|column| column.name.as_str());
            self.reader.unknown(
                "R027",
                ("Графа", "column"),
                &entry.key,
                &entry.key_span,
                columns,
            );
        }
        if entries.iter().all(|entry| known(&entry.key)) {
            return self.field_values(node, &register.columns, Some(names));
        }
        Vec::new()
    }

    fn register(&self, word: &Word) -> String {
        self.registers.borrow_mut().insert(word.text.clone());
        let unreadable = self.world.misses(FileKind::Registers);
        if !self.world.registers.contains_key(&word.text) && !unreadable {
            let known = self.world.registers.keys().map(String::as_str);
            self.reader.unknown(
                "R024",
                ("Журнал", "register"),
                &word.text,
                &word.span,
                known,
            );
        }
        word.text.clone()
    }

    fn template(&self, word: &Word) -> String {
        let folder = self.outline.folder();
        let paths = template_file::paths(folder, &word.text);
        if paths
            .iter()
            .any(|path| self.world.sources.contains_key(path))
        {
            self.documents.borrow_mut().insert(word.text.clone());
        } else {
            let ru = format!("Шаблона документа «{}» нет.", word.text);
            let en = format!("There is no document template `{}`.", word.text);
            let known = template_file::known(self.world, folder);
            let hint = crate::suggest::nearest(&word.text, known.iter().copied())
                .map(|near| {
                    (
                        format!("Возможно, `{near}`?"),
                        format!("Did you mean `{near}`?"),
                    )
                })
                .unwrap_or_else(|| {
                    (
                        format!("Создайте файл `{}`.", paths[0]),
                        format!("Create the file `{}`.", paths[0]),
                    )
                });
            self.reader.error("R026", &word.span, ru, en, Some(hint));
        }
        word.text.clone()
    }
}
