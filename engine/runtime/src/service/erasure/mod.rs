//! Destruction of what is personal in cases that have ended: what has been kept long enough, acts, and carrying them out.
//!
//! A person approves every act. Nothing is destroyed by the clock.

mod acts;
mod files;
mod left;
mod refusal;

pub use refusal::ErasureRefusal;

use chrono::NaiveDate;
use reglament_calendar::local_date;
use reglament_core::{
    Actor, Command, ErasureOrder, ErasureScope, InstanceId, MAX_ERASED_ROWS, Request,
};
use reglament_definition::{Definition, Title};

use super::{Service, ServiceError};
use crate::{
    limits::{ACT_NUMBER_CHARS, ACT_REASON_CHARS, MAX_ERASED_AT_ONCE, MAX_ERASURE_ACTS, MAX_PAGE},
    port::{AuditAct, ErasureAct, ErasureCase, InstanceRow, Page},
    view::{ErasureWish, KeptCase, RetentionLine, RetentionView},
    writer::{Order, Target, digest},
};

impl Service {
    /// What has been kept long enough, by process, and the acts so far.
    ///
    /// # Errors
    /// Forbidden for those who do not oversee everything; the store's failures.
    pub async fn retention(&self, by: &str) -> Result<RetentionView, ServiceError> {
        self.must_oversee_all(by)?;
        let package = self.shared.library.current();
        let rights = self.rights(by);
        let mut processes = Vec::new();
        for (process, definition) in &package.definitions {
            if rights.oversees_process(process) {
                processes.extend(self.kept_by(definition).await?);
            }
        }
        processes.sort_by(|a, b| a.title.ru.cmp(&b.title.ru));
        let acts = self.shared.store.erasure_acts(MAX_ERASURE_ACTS).await?;
        Ok(RetentionView {
            processes,
            acts: acts.iter().map(|act| self.act_line(act)).collect(),
        })
    }

    /// A case, for destroying what is personal in it at the demand of the person whom it is about.
    ///
    /// # Errors
    /// Forbidden; not found; the store's failures.
    pub async fn kept_case(&self, by: &str, code: &str) -> Result<KeptCase, ServiceError> {
        self.must_oversee_all(by)?;
        let id = self.find_receipt(code).await?;
        let id = id.unwrap_or_else(|| InstanceId(code.trim().to_owned()));
        let row = self.must_oversee_case(by, &id).await?;
        let definition = self.kept_definition(&row).await?;
        Ok(kept(&row, &definition))
    }

    /// Destroys what is personal in cases, by an act that is kept first; gives its id. What is interrupted goes on by
    /// [`Self::go_on_with_act`].
    ///
    /// # Errors
    /// Forbidden; not found; a refusal, and nothing was written; otherwise the store's failures.
    pub async fn destroy(&self, by: &str, wish: &ErasureWish) -> Result<u32, ServiceError> {
        self.must_oversee_all(by)?;
        let fits =
            |text: &str, most| !text.trim().is_empty() && text.trim().chars().count() <= most;
        if wish.cases.is_empty() {
            return Err(ErasureRefusal::Nothing.into());
        }
        if wish.cases.len() > MAX_ERASED_AT_ONCE {
            return Err(ErasureRefusal::TooMany.into());
        }
        if !fits(&wish.number, ACT_NUMBER_CHARS) {
            return Err(ErasureRefusal::Number.into());
        }
        if !fits(&wish.reason, ACT_REASON_CHARS) {
            return Err(ErasureRefusal::Reason.into());
        }
        let mut cases = Vec::with_capacity(wish.cases.len());
        for id in &wish.cases {
            cases.push(self.may_go(by, id, wish.scope).await?);
        }
        let mut act = ErasureAct {
            id: 0,
            number: wish.number.trim().to_owned(),
            on: self.today(),
            reason: wish.reason.trim().to_owned(),
            scope: wish.scope,
            by: by.to_owned(),
            at: self.now(),
            cases,
        };
        let kept = self.shared.store.add_erasure_act(&act).await?;
        act.id = kept.ok_or(ErasureRefusal::NumberTaken)?;
        let codes: Vec<&str> = act.cases.iter().map(|case| case.receipt.as_str()).collect();
        let about = format!("№ {}: {}", act.number, codes.join(", "));
        self.note_act(Some(by), AuditAct::DataDestroyed, &about)
            .await?;
        self.carry_out(&act).await?;
        Ok(act.id)
    }

    /// Destroys what an act names and what is still there.
    ///
    /// # Errors
    /// Forbidden; not found; the store's failures.
    pub async fn go_on_with_act(&self, by: &str, id: u32) -> Result<(), ServiceError> {
        self.must_oversee_all(by)?;
        let act = self.shared.store.erasure_act(id).await?;
        self.carry_out(&act.ok_or(ServiceError::NotFound)?).await
    }

    async fn carry_out(&self, act: &ErasureAct) -> Result<(), ServiceError> {
        for case in &act.cases {
            let id = &case.instance;
            let standing = self.load(id).await?.ok_or(ServiceError::NotFound)?;
            let erased = standing.erased().as_ref();
            if erased.is_some_and(|erased| erased.act == act.number) {
                continue;
            }
            let left = self.left(id, act.scope).await?;
            let order = ErasureOrder {
                act: act.number.clone(),
                reason: act.reason.clone(),
                scope: act.scope,
                rows: left.rows,
            };
            self.submit(Order {
                target: Target::Erased(Box::new(left.redacted)),
                request: Request {
                    id: reglament_core::CommandId(format!("erase/{}/{id}", act.id)),
                    actor: Actor::Person(act.by.clone()),
                    command: Command::Erase(Box::new(order)),
                },
                digest: Some(digest(&serde_json::json!(["erase", act.id, id]))),
            })
            .await?;
        }
        Ok(())
    }

    /// Whether what is personal in a case may go now.
    async fn may_go(
        &self,
        by: &str,
        id: &InstanceId,
        scope: ErasureScope,
    ) -> Result<ErasureCase, ServiceError> {
        let row = self.must_oversee_case(by, id).await?;
        let Some(ended_at) = row.ended_at else {
            return Err(ErasureRefusal::Running(row.receipt).into());
        };
        let definition = self.kept_definition(&row).await?;
        let last_day = kept(&row, &definition).last_day;
        let too_early = last_day.filter(|last_day| self.today() <= *last_day);
        if let (ErasureScope::Everything, Some(until)) = (scope, too_early) {
            return Err(ErasureRefusal::Kept(row.receipt, until).into());
        }
        if self.left(id, scope).await?.rows.len() > MAX_ERASED_ROWS {
            return Err(ErasureRefusal::TooLong(row.receipt).into());
        }
        Ok(ErasureCase {
            instance: row.id,
            process: row.definition.process,
            receipt: row.receipt,
            ended_at,
        })
    }

    /// The definition that says how long: the one in force, because the law of today decides; of a process that is gone, its own.
    async fn kept_definition(
        &self,
        row: &InstanceRow,
    ) -> Result<std::sync::Arc<Definition>, ServiceError> {
        let package = self.shared.library.current();
        match package.definitions.get(&row.definition.process) {
            Some(definition) => Ok(definition.clone()),
            None => Ok(self.shared.library.definition(&row.definition).await?),
        }
    }

    async fn kept_by(
        &self,
        definition: &Definition,
    ) -> Result<Option<RetentionLine>, ServiceError> {
        let Some(retention) = &definition.retention else {
            return Ok(None);
        };
        let process = &definition.reference.process;
        let page = Page {
            after: None,
            limit: MAX_PAGE + 1,
        };
        let rows = self.shared.store.to_erase(process, self.now(), &page);
        let today = self.today();
        let rows = rows.await?.into_iter().map(|row| kept(&row, definition));
        let over = rows.take_while(|case| case.last_day.is_some_and(|day| day < today));
        let mut over: Vec<KeptCase> = over.collect();
        let more = over.len() > MAX_PAGE as usize;
        over.truncate(MAX_PAGE as usize);
        Ok(Some(RetentionLine {
            process: process.clone(),
            title: definition.title.clone(),
            term: Title {
                ru: retention.term.to_string(),
                en: Some(retention.term.to_english()),
            },
            article: retention.article.clone(),
            over,
            more,
        }))
    }
}

fn kept(row: &InstanceRow, definition: &Definition) -> KeptCase {
    let ended_on = row.ended_at.map(|at| local_date(at, definition.zone));
    let last_day = |day: NaiveDate| definition.retention.as_ref()?.last_day(day);
    KeptCase {
        id: row.id.clone(),
        process_title: definition.title.clone(),
        subject: row.subject.clone(),
        receipt: row.receipt.clone(),
        last_day: ended_on.and_then(last_day),
        ended_on,
    }
}
