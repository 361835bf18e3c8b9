//! Decides one order within a batch and adds what comes of it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use reglament_core::{
    Ballots, Command, Context, Effect, Event, Instance, InstanceId, ItemEvent, PaperEvent,
    Recorded, Rejection, Status, ballot, decide, effects, kept_until,
};
use reglament_definition::Definition;

use super::{
    Order, Target,
    around::Around,
    bare,
    batch::{Batch, Work},
    chain, files,
    mark::mark,
};
use crate::{
    notifications,
    port::{KnownCommand, MessageRow, MessageState, RegisterRow, Reply, SignalBody, SignalRow},
    projection,
    service::ServiceError,
};

impl Batch {
    /// The reply to an order. An error means that the order changed nothing.
    pub(super) async fn decide(&mut self, order: &Order) -> Result<Reply, ServiceError> {
        if let Some(answer) = self.answered(order) {
            return answer;
        }
        let mut result = self.work_on(order).await;
        // A refusal is final: it must not come of what was in memory.
        if matches!(result, Err(ServiceError::Rejected(_))) && self.reread(order.instance()).await?
        {
            result = self.work_on(order).await;
        }
        // Nor of the command's own effect, which another server has written since the known ones were read.
        if matches!(result, Err(ServiceError::Rejected(_))) && self.ask_again(order).await? {
            return self.answered(order).unwrap_or(result);
        }
        match (&order.target, &result) {
            (Target::Signal { .. }, Ok(_)) => self.drop_signal(order),
            (Target::Signal { start: Some(_), .. }, Err(ServiceError::Rejected(why)))
                if *why != Rejection::AlreadyStarted =>
            {
                let child = order.instance();
                tracing::error!(%child, reason = why.code(), "a child could not be started; its parent waits for it");
                self.drop_signal(order);
            }
            (Target::Signal { .. }, Err(ServiceError::Rejected(why))) => {
                tracing::info!(signal = %order.request.id, reason = why.code(), "the signal has nothing to do");
                self.drop_signal(order);
            }
            (Target::Signal { .. }, Err(ServiceError::NotFound)) => {
                tracing::warn!(signal = %order.request.id, "the signal is for an unknown instance");
                self.drop_signal(order);
            }
            (Target::Timer(row), Err(ServiceError::Rejected(Rejection::TimerClosed)))
            | (Target::Timer(row), Err(ServiceError::NotFound)) => {
                self.changes.dropped_timers.push(row.clone());
            }
            _ => {}
        }
        result
    }

    fn drop_signal(&mut self, order: &Order) {
        self.changes.done_signals.push(order.request.id.clone());
    }

    async fn work_on(&mut self, order: &Order) -> Result<Reply, ServiceError> {
        let id = order.instance().clone();
        if let Some(error) = self.damaged.get(&id) {
            return Err(error.clone().into());
        }
        self.prepare(order, &id).await?;
        self.open_boxes(&id).await?;
        let former = self.go_over(order, &id).await?;
        let around = self.around(&id).await?;
        let whole = self.lay_bare(order, &id)?;
        match self.events(order, &id, &around) {
            Ok(recorded) => self.take(order, &id, &recorded, &around),
            Err(error) => {
                self.put_back(&id, former, whole);
                Err(error)
            }
        }
    }

    /// A migration is decided by the definition to which the instance goes. Gives the one it is on.
    async fn go_over(
        &mut self,
        order: &Order,
        id: &InstanceId,
    ) -> Result<Option<Arc<Definition>>, ServiceError> {
        let Command::Migrate { to, .. } = &order.request.command else {
            return Ok(None);
        };
        let definition = self.shared.library.definition(to).await?;
        let work = self.work.get_mut(id).ok_or(ServiceError::NotFound)?;
        Ok(Some(std::mem::replace(&mut work.definition, definition)))
    }

    /// Brings the instance under work, with its definition.
    async fn prepare(&mut self, order: &Order, id: &InstanceId) -> Result<(), ServiceError> {
        if let Some(work) = self.work.get(id) {
            let fresh = *work.now.status() == Status::New;
            return if order.start().is_some() && !fresh {
                Err(Rejection::AlreadyStarted.into())
            } else {
                Ok(())
            };
        }
        let (kept, reference) = match (self.loaded.get(id).cloned(), order.start()) {
            (Some(_), Some(_)) => return Err(Rejection::AlreadyStarted.into()),
            (None, None) => return Err(ServiceError::NotFound),
            (None, Some(reference)) => (None, Some(reference.clone())),
            (Some(kept), None) => {
                let reference = kept.instance.definition().clone();
                (Some(kept), reference)
            }
        };
        let reference = reference.ok_or(ServiceError::NotFound)?;
        let definition = self.shared.library.definition(&reference).await?;
        let work = match kept {
            Some(kept) => Work {
                now: Instance::clone(&kept.instance),
                before: kept.instance,
                hash: kept.hash,
                snapshot_seq: kept.snapshot_seq,
                definition,
                derived: None,
                erased: false,
            },
            None => Work {
                before: Arc::new(Instance::new(id.clone())),
                now: Instance::new(id.clone()),
                hash: String::new(),
                snapshot_seq: 0,
                definition,
                derived: None,
                erased: false,
            },
        };
        self.work.insert(id.clone(), work);
        Ok(())
    }

    fn events(
        &self,
        order: &Order,
        id: &InstanceId,
        around: &Around,
    ) -> Result<Vec<Recorded>, ServiceError> {
        let work = self.work.get(id).ok_or(ServiceError::NotFound)?;
        let children = around.children.iter();
        let children = children
            .map(|(process, child)| (process.clone(), &**child))
            .collect();
        let calendar = self.shared.library.calendar();
        let no_ballots = Ballots::default();
        let context = Context {
            definition: &work.definition,
            children: &children,
            calendar: &calendar,
            organisation: &around.package.organisation,
            absences: &self.absences,
            ballots: self.ballots.get(id).unwrap_or(&no_ballots),
            numbers: &self.numbers,
            outside: &around.outside,
            now: self.shared.clock.now(),
            base_url: &self.shared.base_url,
        };
        // A fault of the engine must stop one command, not the writer with everybody's commands.
        let decided = catch_unwind(AssertUnwindSafe(|| {
            decide(&context, &work.now, &order.request)
        }));
        match decided {
            Ok(decided) => Ok(decided?),
            Err(_) => {
                tracing::error!(instance = %id, command = %order.request.id, "the engine failed on a command");
                Err(ServiceError::Damaged(
                    "the engine failed on this command".into(),
                ))
            }
        }
    }

    /// Takes the events over: journal, registers, effects, the reply.
    fn take(
        &mut self,
        order: &Order,
        id: &InstanceId,
        recorded: &[Recorded],
        around: &Around,
    ) -> Result<Reply, ServiceError> {
        let work = self.work.get_mut(id).ok_or(ServiceError::NotFound)?;
        let before = work.now.clone();
        let secret = ballot(&work.definition, &before, &order.request);
        for event in recorded {
            work.now.apply(event);
        }
        let caused = effects(&before, &work.now, recorded);
        if let Some(row) = chain::row(id, &work.hash, recorded, self.shared.ids.salt()) {
            work.hash.clone_from(&row.hash);
            let used = files::used(&work.definition, &row);
            self.changes.used_files.extend(used);
            self.changes.journal.push(row);
            work.derived = None;
        }
        work.erased |= bare::noted(&mut self.changes, order);
        let reply = reply(order, &work.now, recorded);
        let definition = work.definition.clone();
        let now = recorded
            .first()
            .map_or_else(|| self.shared.clock.now(), |first| first.at);
        for event in recorded {
            self.register(id, event, &definition);
            let process = &definition.reference.process;
            let told = notifications::of(&self.subscriptions, process, id, event);
            self.changes.outbox.extend(told);
        }
        self.drop_ballot(id, secret.clone());
        for effect in caused {
            self.carry(effect, id, &definition, around, now);
        }
        if let Some(digest) = &order.digest {
            let known = KnownCommand {
                id: order.request.id.clone(),
                // The digest of a secret vote would tell what it was for: there are only so many outcomes.
                digest: if secret.is_some() {
                    String::new()
                } else {
                    digest.clone()
                },
                reply: reply.clone(),
                at: now,
            };
            self.known.insert(known.id.clone(), known.clone());
            self.changes.commands.push(known);
        }
        Ok(reply)
    }

    fn register(&mut self, id: &InstanceId, recorded: &Recorded, definition: &Definition) {
        if let Event::Paper(PaperEvent::NumberAssigned {
            step,
            register,
            year,
            number,
            text,
            on,
            entry,
            code,
        }) = &recorded.event
        {
            self.numbers.record(register, *year, *number);
            self.changes.registers.push(RegisterRow {
                register: register.clone(),
                year: *year,
                number: *number,
                text: text.clone(),
                on: *on,
                instance: id.clone(),
                step: step.clone(),
                entry: entry.clone(),
                mark: code
                    .as_deref()
                    .map(|code| mark(definition, register, entry, code)),
            });
        }
    }

    fn carry(
        &mut self,
        effect: Effect,
        id: &InstanceId,
        definition: &Definition,
        around: &Around,
        now: chrono::DateTime<chrono::Utc>,
    ) {
        let signal = match effect {
            effect @ Effect::Letter { .. } => {
                let people = &around.package.organisation;
                let letter = projection::letter_of(effect, id, people, now);
                return self.changes.outbox.extend(letter);
            }
            Effect::Document {
                key,
                document,
                template,
                data,
            } => {
                let Some(work) = self.work.get(id) else {
                    return;
                };
                let wish = projection::DocumentWish {
                    key,
                    document,
                    template,
                    data,
                };
                self.changes
                    .outbox
                    .push(projection::document(wish, &work.now, definition, now));
                return;
            }
            Effect::StartChild {
                id,
                instance,
                process,
                facts,
            } => {
                let step = facts.parent.as_ref().map(|parent| parent.step.as_str());
                let Some(child) = around.child(definition, step, &process) else {
                    tracing::error!(child = %instance, process, "the child's process is not published");
                    return;
                };
                let body = SignalBody::Start {
                    definition: child.reference.clone(),
                    facts,
                };
                SignalRow {
                    id,
                    to: instance,
                    body,
                    at: now,
                }
            }
            effect @ Effect::Correlate { .. } => return self.address(effect, around, now),
            Effect::Command { id, to, command } => SignalRow {
                id,
                to,
                body: SignalBody::Command(command),
                at: now,
            },
        };
        self.changes.signals.push(signal);
    }

    /// A message for whatever instances have its key: the courier takes it from the store.
    fn address(&mut self, effect: Effect, around: &Around, now: chrono::DateTime<chrono::Utc>) {
        let Effect::Correlate {
            id,
            from,
            process,
            message,
            key,
            data,
        } = effect
        else {
            return;
        };
        let asked = serde_json::json!([process, message, key, data]);
        let target = around.package.definitions.get(&process);
        let declared = target.and_then(|found| Some((found, found.messages.get(&message)?)));
        let calendar = self.shared.library.calendar();
        let until = declared.map_or(now + chrono::TimeDelta::days(30), |(found, declared)| {
            kept_until(&calendar, found, declared, now)
        });
        self.changes.messages.push(MessageRow {
            id,
            digest: chain::digest(&asked),
            process,
            message,
            key,
            from,
            data,
            at: now,
            until,
            state: MessageState::New,
            receivers: Vec::new(),
        });
    }
}

fn reply(order: &Order, now: &Instance, recorded: &[Recorded]) -> Reply {
    // Only who joins asks for the child; children of a list or a call begin by themselves.
    let joined = matches!(order.request.command, Command::AddItem { .. });
    let child = recorded.iter().find_map(|recorded| match &recorded.event {
        Event::Item(ItemEvent::Added { item, .. }) if joined => Some(item.clone()),
        _ => None,
    });
    let receipt = match &order.request.command {
        Command::Start(facts) => Some(facts.receipt.clone()),
        Command::AddItem { receipt, .. } => Some(receipt.clone()),
        _ => None,
    };
    Reply {
        instance: now.id().clone(),
        seq: *now.seq(),
        receipt,
        child,
    }
}
