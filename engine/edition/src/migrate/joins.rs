//! The flows that a join holds must be flows of the same join in the new version, and must not have been all of them.

use std::collections::BTreeSet;

use reglament_definition::{Join, Rest, StepKind, WaitFor};

use super::{Planning, title};

impl Planning<'_> {
    pub(super) fn check_joins(&mut self) {
        for (id, arrived) in self.instance.arrived() {
            let Some(before) = self.old.step(id) else {
                continue;
            };
            let name = title(before);
            let after = self.names.get(id).and_then(|id| self.new.step(id));
            let Some(StepKind::Join(join)) = after.map(|step| &step.kind) else {
                self.refuse(
                    "join_gone",
                    format!(
                        "Слияние {} уже держит пути, а в новой редакции его нет.",
                        name.ru
                    ),
                    format!(
                        "The join {} holds flows and is gone in the new edition.",
                        name.en
                    ),
                );
                continue;
            };
            let flows: Option<BTreeSet<&str>> =
                arrived.iter().map(|from| self.names.get(from)).collect();
            let known = flows.filter(|flows| {
                flows
                    .iter()
                    .all(|from| join.from.iter().any(|known| known == from))
            });
            match known {
                None => self.refuse(
                    "join_flows",
                    format!("К слиянию {} уже пришёл путь, которого оно по новой редакции не ждёт.", name.ru),
                    format!("A flow has come to the join {} for which it does not wait in the new edition.", name.en),
                ),
                Some(flows) if !self.stays_open(id, join, &flows) => self.refuse(
                    "join_complete",
                    format!("Слияние {} по новой редакции уже пройдено или пройдено иначе.", name.ru),
                    format!("By the new edition the join {} would have let go already, or otherwise.", name.en),
                ),
                Some(_) => {}
            }
        }
    }

    /// Whether a join that holds these flows would still hold them.
    fn stays_open(&self, old: &str, join: &Join, flows: &BTreeSet<&str>) -> bool {
        let all = join.from.iter().all(|from| flows.contains(from.as_str()));
        let enough = match join.wait_for {
            WaitFor::All => all,
            WaitFor::Any => !flows.is_empty(),
            WaitFor::Count(count) => usize::try_from(count).is_ok_and(|count| flows.len() >= count),
            WaitFor::Taken => false,
        };
        if self.instance.released().contains(old) {
            let some = matches!(join.wait_for, WaitFor::Any | WaitFor::Count(_));
            return some && join.rest == Rest::Ignore && enough && !all;
        }
        !enough
    }
}
