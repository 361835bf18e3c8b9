//! `vote:` of a user task: how a commission decides.
//!
//! Counting is done in `reglament-core`; here the rules are read and contradictions reported.

use super::expression::{Want, hole};
use super::{Block, Lowering, Word};
use crate::grammar::VOTE;
use crate::model::{Majority, People, Quorum, Vote};
use crate::source::Node;
use crate::suggest::advice;

/// Most people that a quorum may ask for.
const QUORUM_MAX: u32 = 1_000;

impl<'w> Lowering<'w> {
    /// Reads `vote:`.
    pub(super) fn vote(&self, task: Block<'w>) -> Option<Vote> {
        let node = task.get("vote")?;
        let block = Block::shape(self.reader, node, &VOTE)?;
        let vote = Vote {
            members: self.people(block, "members"),
            chair: self.people(block, "chair"),
            quorum: block.word("quorum").map_or(HALF, |word| self.quorum(&word)),
            secret: self.one_of(block, "ballot", &["open", "secret"]) == 1,
            pass: [Majority::Simple, Majority::TwoThirds, Majority::All]
                [self.one_of(block, "pass", &["simple", "two_thirds", "all"])],
            casting: block.flag("casting"),
            dissent: block.flag("dissent"),
            recusal: block.flag("recusal"),
            tie: self.way(block, "tie"),
            no_quorum: self.way(block, "no_quorum"),
        };
        self.contradictions(task, block, &vote);
        Some(vote)
    }

    fn way(&self, block: Block<'w>, key: &str) -> Vec<String> {
        block
            .need(key)
            .map_or_else(Vec::new, |node| self.steps(node))
    }

    fn people(&self, block: Block<'w>, key: &str) -> People {
        let Some(node) = block.need(key) else {
            return People::Expression(hole());
        };
        let role = node
            .text()
            .is_some_and(|text| self.outline.roles.contains_key(text.trim()));
        let named = role.then(|| self.roles(block, key).into_iter().next());
        match named.flatten() {
            Some(role) => People::Role(role),
            None => People::Expression(self.expression(node, &Want::Assignee)),
        }
    }

    fn quorum(&self, word: &Word) -> Quorum {
        let number = |text: &str| {
            let number = text.trim().parse::<u32>().ok();
            number.filter(|n| (1..=QUORUM_MAX).contains(n))
        };
        let read = match word.text.split_once('/') {
            None => number(&word.text).map(Quorum::Count),
            Some((of, parts)) => match (number(of), number(parts)) {
                (Some(of), Some(parts)) if of <= parts => Some(Quorum::Share { of, parts }),
                _ => None,
            },
        };
        read.unwrap_or_else(|| {
            let ru = format!("«{}» — не кворум.", word.text);
            let en = format!("`{}` is no quorum.", word.text);
            let hint = (
                "Напишите долю (`2/3`) или число людей (`3`).".to_owned(),
                "Write a share (`2/3`) or a number of people (`3`).".to_owned(),
            );
            self.reader.error("R143", &word.span, ru, en, Some(hint));
            HALF
        })
    }

    /// The place of the word in the list; the first by default.
    fn one_of(&self, block: Block<'w>, key: &str, known: &[&str]) -> usize {
        let Some(word) = block.word(key) else {
            return 0;
        };
        let found = known.iter().position(|one| *one == word.text);
        found.unwrap_or_else(|| {
            let list = known.join("`, `");
            let ru = format!("«{}» здесь не бывает. Возможны: `{list}`.", word.text);
            let en = format!("`{}` is not possible here. Known: `{list}`.", word.text);
            let hint = crate::suggest::hint(&word.text, known.iter().copied());
            self.reader.error("R143", &word.span, ru, en, hint);
            0
        })
    }

    fn contradictions(&self, task: Block<'w>, block: Block<'w>, vote: &Vote) {
        let say =
            |span: std::ops::Range<usize>, (ru, en): (&str, &str), (to_ru, to_en): (&str, &str)| {
                let hint = advice(to_ru, to_en);
                self.reader.error("R143", &span, ru, en, hint);
            };
        let outcomes = task.get("outcomes").and_then(Node::map);
        if outcomes.is_none_or(|entries| entries.len() < 2) {
            say(
                task.key_span("vote"),
                (
                    "Голосуют между решениями: у задания должно быть хотя бы два `outcomes`.",
                    "A vote is between outcomes: the task needs at least two `outcomes`.",
                ),
                (
                    "Добавьте исходы: `outcomes: {agree: {title: За, next: …}, refuse: {title: Против, next: …}}`.",
                    "Add outcomes: `outcomes: {agree: {title: For, next: …}, refuse: {title: Against, next: …}}`.",
                ),
            );
        }
        if vote.secret && vote.dissent {
            say(
                block.key_span("dissent"),
                (
                    "Особое мнение называет автора и раскрывает тайное голосование.",
                    "A dissenting opinion names its author and gives a secret ballot away.",
                ),
                (
                    "Уберите `dissent` или `ballot: secret`.",
                    "Remove `dissent`, or `ballot: secret`.",
                ),
            );
        }
        if vote.secret && vote.casting {
            say(
                block.key_span("casting"),
                (
                    "При тайном голосовании голос председателя не известен и решающим быть не может.",
                    "In a secret ballot the chair's vote is not known and cannot decide.",
                ),
                (
                    "Уберите `casting` или `ballot: secret`.",
                    "Remove `casting`, or `ballot: secret`.",
                ),
            );
        }
        if vote.casting && vote.pass != Majority::Simple {
            say(
                block.key_span("casting"),
                (
                    "Решающий голос бывает только при простом большинстве (`pass: simple`).",
                    "A casting vote needs a simple majority (`pass: simple`).",
                ),
                (
                    "Уберите `casting` или поставьте `pass: simple`.",
                    "Remove `casting`, or write `pass: simple`.",
                ),
            );
        }
        if task.has("form") {
            say(
                task.key_span("form"),
                ("Голосующие не заполняют форму.", "Voters fill in no form."),
                (
                    "Вынесите её в отдельное задание.",
                    "Move it to a task of its own.",
                ),
            );
        }
    }
}

/// Half of the members.
const HALF: Quorum = Quorum::Share { of: 1, parts: 2 };
