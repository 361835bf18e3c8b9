//! Tells faults and dead steps as stories.

use reglament_definition::StepKind;

use super::faults::Fault;
use crate::net::Net;
use crate::net::explore::Walk;
use crate::net::machine::{Happened, small};
use crate::net::state::State;
use crate::plan::{Kind, Plan};
use crate::story::{Sentence, Story, Teller, title};

pub(super) struct Prover<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) net: &'p Net,
}

impl Prover<'_> {
    pub(super) fn story(&self, fault: &Fault, way: &[Happened], state: &State) -> Story {
        let teller = Teller {
            plan: self.plan,
            net: self.net,
        };
        let (step, fault, advice) = match fault {
            Fault::Starved(join) => (*join, self.starved(*join, state), starved_advice()),
            Fault::Stuck(step) => (*step, self.stuck(*step), stuck_advice()),
            Fault::Endless(step) => (*step, self.endless(*step), endless_advice()),
            Fault::Lost(join, from) => (*join, self.lost(*join, *from), lost_advice()),
            Fault::Piling(step) => (*step, self.piling(*step), lost_advice()),
        };
        Story {
            step: self
                .plan
                .definition
                .steps
                .get(step)
                .map(|step| step.id.clone()),
            spot: None,
            beats: teller.beats(way),
            fault,
            advice,
        }
    }

    fn name(&self, step: usize) -> Sentence {
        title(self.plan.definition, step)
    }

    fn starved(&self, join: usize, state: &State) -> Sentence {
        let seen = state.seen(small(join));
        let missing: Vec<Sentence> = match &self.plan.nodes[join].kind {
            Kind::Join(gate) => {
                let flows = gate.from.iter().enumerate();
                let missing = flows.filter(|(bit, _)| seen & (1 << bit) == 0);
                missing.map(|(_, from)| self.name(*from)).collect()
            }
            _ => Vec::new(),
        };
        let list = |pick: fn(&Sentence) -> &String| {
            let names = missing.iter().map(|name| format!("«{}»", pick(name)));
            names.collect::<Vec<_>>().join(", ")
        };
        let name = self.name(join);
        let (one, comes) = match missing.len() {
            1 => ("пути от", "который больше не придёт"),
            _ => ("путей от", "которые больше не придут"),
        };
        Sentence {
            ru: format!(
                "Слияние «{}» ждёт {one} {}, {comes}.",
                name.ru,
                list(|s| &s.ru)
            ),
            en: format!(
                "The join «{}» waits for a flow from {} that can no longer come.",
                name.en,
                list(|s| &s.en)
            ),
        }
    }

    fn stuck(&self, step: usize) -> Sentence {
        let name = self.name(step);
        let kind = self.plan.definition.steps.get(step).map(|step| &step.kind);
        let when = match kind {
            Some(StepKind::Wait(wait)) => wait.when.as_ref().map(|when| when.text().trim()),
            _ => None,
        };
        let when = when.unwrap_or_default();
        Sentence {
            ru: format!(
                "«{}» ждёт условия `{when}`, которое больше не исполнится.",
                name.ru
            ),
            en: format!(
                "«{}» waits for `{when}`, which can no longer become true.",
                name.en
            ),
        }
    }

    fn endless(&self, step: usize) -> Sentence {
        let name = self.name(step);
        Sentence {
            ru: format!(
                "Процесс ходит по кругу через шаг «{}», и к концу больше не прийти.",
                name.ru
            ),
            en: format!(
                "The process goes round through «{}», and no end can be reached any more.",
                name.en
            ),
        }
    }

    fn lost(&self, join: usize, from: Option<usize>) -> Sentence {
        let name = self.name(join);
        let awaited = match (&self.plan.nodes[join].kind, from) {
            (Kind::Join(gate), Some(from)) => gate.from.contains(&from),
            _ => false,
        };
        let source = from.map_or_else(
            || Sentence {
                ru: "начала".into(),
                en: "the start".into(),
            },
            |from| {
                let name = self.name(from);
                Sentence {
                    ru: format!("«{}»", name.ru),
                    en: format!("«{}»", name.en),
                }
            },
        );
        match awaited {
            true => Sentence {
                ru: format!(
                    "К слиянию «{}» ещё раз пришёл путь от {}, а прежний ждёт остальных: один из них потерян.",
                    name.ru, source.ru
                ),
                en: format!(
                    "A second flow from {} came to the join «{}» while the first waits for the others: one of them is lost.",
                    source.en, name.en
                ),
            },
            false => Sentence {
                ru: format!(
                    "Слияние «{}» не ждёт пути от {}: этот путь потерян.",
                    name.ru, source.ru
                ),
                en: format!(
                    "The join «{}» does not wait for a flow from {}: it is lost.",
                    name.en, source.en
                ),
            },
        }
    }

    fn piling(&self, step: usize) -> Sentence {
        let name = self.name(step);
        Sentence {
            ru: format!(
                "Шаг «{}» начат ещё раз, пока прежний не закончен, и так с каждым кругом.",
                name.ru
            ),
            en: format!(
                "«{}» is begun once more before it was done, and again with every round.",
                name.en
            ),
        }
    }

    /// Steps that no token comes to though the graph leads there. Of a chain of them only the first is told.
    pub(super) fn dead(&self, walk: &Walk, told: &[usize]) -> Vec<Story> {
        let sources = self.sources();
        let dead = (0..self.plan.nodes.len()).filter(|step| !walk.entered.contains(step));
        let first = dead.filter(|step| !told.contains(step)).filter(|step| {
            // What lies behind a step that stops everything has been told with it.
            let open = |from: &usize| walk.entered.contains(from) && !told.contains(from);
            sources[*step]
                .iter()
                .any(|from| from.is_none_or(|from| open(&from)))
        });
        first.map(|step| self.dead_story(step)).collect()
    }

    /// Where the flows to each step come from; none is a beginning.
    fn sources(&self) -> Vec<Vec<Option<usize>>> {
        let mut sources = vec![Vec::new(); self.plan.nodes.len()];
        let begins = self.plan.roots.iter().flat_map(|root| &root.to);
        begins.for_each(|to| sources[*to].push(None));
        for (step, node) in self.plan.nodes.iter().enumerate() {
            let targets = node.ways.iter().flat_map(|way| &way.to);
            let then = self.plan.limits[step].iter().map(|limit| &limit.then);
            let targets = targets.chain(then);
            targets.for_each(|to| sources[*to].push(Some(step)));
        }
        sources
    }

    fn dead_story(&self, step: usize) -> Story {
        let name = self.name(step);
        let join = matches!(self.plan.nodes[step].kind, Kind::Join(_));
        let undoes = self.plan.undone_by(step).next().is_some();
        let (why_ru, why_en) = match join {
            _ if undoes => (
                "отменяемый шаг нигде не бывает выполнен до отмены",
                "what it undoes is nowhere done before a compensation",
            ),
            true => (
                "пути, которых он ждёт, никогда не приходят все вместе",
                "the flows that it waits for never come all together",
            ),
            false => (
                "условие на пути к нему никогда не выполняется",
                "a condition on the way to it never holds",
            ),
        };
        Story {
            step: self
                .plan
                .definition
                .steps
                .get(step)
                .map(|step| step.id.clone()),
            spot: None,
            beats: Vec::new(),
            fault: Sentence {
                ru: format!(
                    "Шаг «{}» не исполнится ни на одном пути: {why_ru}.",
                    name.ru
                ),
                en: format!("«{}» is executed on no path: {why_en}.", name.en),
            },
            advice: match undoes {
                true => undo_advice(),
                false => dead_advice(),
            },
        }
    }
}

fn undo_advice() -> Sentence {
    Sentence {
        ru: "Ведите к отмене там, где шаг уже мог быть выполнен, или уберите `undo`.".into(),
        en: "Lead to the compensation where the step may have been done, or remove `undo`.".into(),
    }
}

fn dead_advice() -> Sentence {
    Sentence {
        ru: "Исправьте условие или `from` слияния перед ним либо уберите шаг.".into(),
        en: "Correct the condition or the `from` of the join before it, or remove the step.".into(),
    }
}

fn starved_advice() -> Sentence {
    Sentence {
        ru: "Ведите этот путь тоже в слияние, либо уберите его из `from`, либо завершайте процесс `terminates: true`.".into(),
        en: "Lead that way to the join too, or remove it from `from`, or end the process with `terminates: true`.".into(),
    }
}

fn stuck_advice() -> Sentence {
    Sentence {
        ru: "Задайте нужное значение на этом пути или добавьте ожиданию срок в `on`.".into(),
        en: "Set the value on this way, or give the wait a term under `on`.".into(),
    }
}

fn endless_advice() -> Sentence {
    Sentence {
        ru: "Дайте кругу выход: ещё один случай решения или исход задачи, который ведёт к концу."
            .into(),
        en: "Give the circle a way out: one more case or outcome that leads to an end.".into(),
    }
}

fn lost_advice() -> Sentence {
    Sentence {
        ru: "Разветвление внутри круга должно сливаться до возврата, либо возвращайте только один путь.".into(),
        en: "Join the branches of a fork inside a circle before going back, or go back by one way only.".into(),
    }
}
