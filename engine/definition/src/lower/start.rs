//! `start:`: who or what begins an instance, what is asked for, where it begins.

use super::{Block, Lowering, cron_start};
use crate::grammar::{START, START_MESSAGE};
use crate::model::{Link, MessageStart, Start};
use crate::source::Node;

impl<'w> Lowering<'w> {
    /// Reads the start. The flag tells whether it says what it is based on.
    pub(crate) fn start(&self) -> (Start, bool) {
        let opened = self
            .outline
            .block
            .need("start")
            .and_then(|node| Block::shape(self.reader, node, &START));
        let Some(block) = opened else {
            return (
                Start {
                    next: self.first_step(),
                    ..Start::default()
                },
                true,
            );
        };
        self.check_links(block);
        let (basis, has_basis) = self.basis(block, "start");
        let start = Start {
            form: self.form(block),
            public: block.flag("public"),
            roles: self.roles(block, "role"),
            child: block.flag("child"),
            cron: block
                .word("cron")
                .and_then(|word| cron_start::cron_start(self, &word)),
            message: block
                .get("message")
                .and_then(|node| self.message_start(node)),
            links: self.outline.links.clone(),
            basis,
            next: if block.has("next") {
                self.next(block, "next")
            } else {
                self.first_step()
            },
        };
        self.check_ways(block, &start);
        (start, has_basis)
    }

    /// `message: name`, or `message: {name: …, set: {…}}`.
    fn message_start(&self, node: &'w Node) -> Option<MessageStart> {
        let (word, set) = if node.map().is_some() {
            let block = Block::shape(self.reader, node, &START_MESSAGE)?;
            (block.need_word("name")?, block.get("set"))
        } else {
            (self.reader.word(node)?, None)
        };
        let declared = super::correlation::declared(self.outline);
        if !declared.iter().any(|entry| entry.key == word.text) {
            let ru = format!("Сообщение «{}» процесс не объявил.", word.text);
            let en = format!("The process does not declare the message `{}`.", word.text);
            let hint = (
                format!("Добавьте `correlation: {{{}: …}}`.", word.text),
                format!("Add `correlation: {{{}: …}}`.", word.text),
            );
            self.reader.error("R127", &word.span, ru, en, Some(hint));
            return None;
        }
        let names = self.message_names(Some(&word));
        Some(MessageStart {
            set: self.field_values(set, &self.outline.data, names.as_ref()),
            message: word.text,
        })
    }

    fn first_step(&self) -> Vec<String> {
        self.outline
            .steps
            .first()
            .map(|sketch| sketch.id().to_owned())
            .into_iter()
            .collect()
    }

    fn check_ways(&self, block: Block<'w>, start: &Start) {
        if !(start.public
            || start.child
            || block.has("cron")
            || block.has("role")
            || block.has("message"))
        {
            let (ru, en) = ("Процесс некому начать.", "Nobody can start the process.");
            let hint = (
                "Добавьте `role: …`, `public: true`, `cron: …`, `message: …` или `child: true`.",
                "Add `role: …`, `public: true`, `cron: …`, `message: …` or `child: true`.",
            );
            let span = self.outline.block.key_span("start");
            self.reader.error(
                "R006",
                &span,
                ru,
                en,
                Some((hint.0.to_owned(), hint.1.to_owned())),
            );
        }
        if start.child && (start.public || block.has("cron") || block.has("message")) {
            let (ru, en) = (
                "Дочерний процесс начинается только шагом `for_each` или `call`.",
                "A child process is only started by a `for_each` or `call` step.",
            );
            let hint = (
                "Уберите `public`, `cron` и `message` или `child`.".to_owned(),
                "Remove `public`, `cron` and `message`, or `child`.".to_owned(),
            );
            self.reader
                .error("R015", &block.key_span("child"), ru, en, Some(hint));
        }
    }

    fn check_links(&self, block: Block<'w>) {
        let links = block
            .get("links")
            .and_then(|node| node.map())
            .unwrap_or_default();
        for (entry, link) in links
            .iter()
            .filter_map(|e| Some((e, self.outline.links.iter().find(|l| l.name == e.key)?)))
        {
            self.reader.check_id(&entry.key, &entry.key_span);
            let Some(block) = Block::any(self.reader, &entry.value) else {
                continue;
            };
            self.check_link(block, link);
        }
    }

    fn check_link(&self, block: Block<'w>, link: &Link) {
        let Some(other) = self.world.outlines.get(&link.process) else {
            let Some(word) = block
                .word("process")
                .filter(|_| self.world.knows_all_processes())
            else {
                return;
            };
            let known = self.world.outlines.keys().map(String::as_str);
            self.reader.unknown(
                "R023",
                ("Процесс", "process"),
                &word.text,
                &word.span,
                known,
            );
            return;
        };
        for word in block.words("reads") {
            let field = other.field(&word.text);
            super::computed::must_be_stored(self.reader, field, &word.span);
        }
        for word in block
            .words("reads")
            .iter()
            .filter(|word| other.field(&word.text).is_none())
        {
            self.reader.unknown(
                "R022",
                ("Поле", "field"),
                &word.text,
                &word.span,
                other.field_names(),
            );
        }
    }
}
