//! Everything that forecasts of live instances need, read once and shared: definitions, histories, relatives. Reads only.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use reglament_calendar::Calendar;
use reglament_core::{Absence, Ballots, Context, Instance, InstanceId, Numbers, Outside};
use reglament_definition::{Definition, DefinitionRef};
use reglament_forecast::{Asked, History, Plan, Sending, sendings};

use super::{Service, ServiceError};
use crate::{
    library::LoadedPackage,
    limits::{MAX_FORECAST_CHILDREN, MAX_LEARNT, MAX_PAGE},
    port::{InstanceFilter, InstanceRow, Page},
    projection, writer,
};

/// A definition and its plan.
pub(super) struct Planned {
    pub(super) definition: Arc<Definition>,
    pub(super) plan: Plan,
}

/// What many forecasts share.
pub(super) struct Outlook {
    package: Arc<LoadedPackage>,
    pub(super) calendar: Arc<Calendar>,
    now: DateTime<Utc>,
    numbers: Numbers,
    absences: Vec<Absence>,
    ballots: Ballots,
    outside: Outside,
    planned: BTreeMap<(String, u32), Arc<Planned>>,
    histories: BTreeMap<String, History>,
    sent: BTreeMap<InstanceId, BTreeMap<String, Sending>>,
}

/// An instance with what its forecast depends on.
pub(super) struct Family {
    pub(super) planned: Arc<Planned>,
    pub(super) instance: Instance,
    children: Vec<Instance>,
    messages: BTreeMap<String, Sending>,
}

impl Service {
    pub(super) async fn outlook(&self) -> Result<Outlook, ServiceError> {
        Ok(Outlook {
            package: self.shared.library.current(),
            calendar: self.shared.library.calendar(),
            now: self.now(),
            numbers: Numbers::default(),
            absences: self.shared.absences().await?,
            ballots: Ballots::default(),
            outside: Outside::default(),
            planned: BTreeMap::new(),
            histories: BTreeMap::new(),
            sent: BTreeMap::new(),
        })
    }

    /// A page of instances with their state, the newest first; the rows tell where to go on.
    pub(super) async fn loaded(
        &self,
        filter: &InstanceFilter,
        page: &Page<(DateTime<Utc>, InstanceId)>,
    ) -> Result<Vec<(InstanceRow, Instance)>, ServiceError> {
        let rows = self.shared.store.instances(filter, page).await?;
        let ids: Vec<InstanceId> = rows.iter().map(|row| row.id.clone()).collect();
        let mut states = self.states(&ids).await?;
        let pair = |row: InstanceRow| {
            let state = states.remove(&row.id)?;
            Some((row, state))
        };
        Ok(rows.into_iter().filter_map(pair).collect())
    }

    /// The states of those instances that there are.
    pub(super) async fn states(
        &self,
        ids: &[InstanceId],
    ) -> Result<BTreeMap<InstanceId, Instance>, ServiceError> {
        let mut states = BTreeMap::new();
        for stored in self.shared.store.load(ids).await? {
            let (instance, _) = writer::restore(&*self.shared.store, stored).await?;
            states.insert(instance.id().clone(), instance);
        }
        Ok(states)
    }

    /// An instance and its relatives; what is learnt on the way stays in `outlook`.
    pub(super) async fn family(
        &self,
        outlook: &mut Outlook,
        instance: Instance,
    ) -> Result<Family, ServiceError> {
        let reference = instance
            .definition()
            .clone()
            .ok_or(ServiceError::NotFound)?;
        let planned = self.planned(outlook, &reference).await?;
        self.learn(outlook, &reference.process).await?;
        let lists = instance.items().values();
        let open = lists
            .flat_map(|list| &list.items)
            .filter(|item| item.outcome.is_none());
        let ids: Vec<InstanceId> = open
            .map(|item| item.item.clone())
            .take(MAX_FORECAST_CHILDREN)
            .collect();
        let children = match ids.is_empty() {
            true => Vec::new(),
            false => self.states(&ids).await?.into_values().collect(),
        };
        let messages = match instance.parent() {
            Some(parent) => self.sent(outlook, &parent.instance.clone()).await?,
            None => BTreeMap::new(),
        };
        Ok(Family {
            planned,
            instance,
            children,
            messages,
        })
    }

    async fn sent(
        &self,
        outlook: &mut Outlook,
        parent: &InstanceId,
    ) -> Result<BTreeMap<String, Sending>, ServiceError> {
        if let Some(known) = outlook.sent.get(parent) {
            return Ok(known.clone());
        }
        let Some(instance) = self.load(parent).await?.filter(Instance::is_running) else {
            return Ok(BTreeMap::new());
        };
        let reference = instance
            .definition()
            .clone()
            .ok_or(ServiceError::NotFound)?;
        let planned = self.planned(outlook, &reference).await?;
        self.learn(outlook, &reference.process).await?;
        let family = Family {
            planned,
            instance,
            children: Vec::new(),
            messages: BTreeMap::new(),
        };
        let sent = family.ask(outlook, sendings);
        outlook.sent.insert(parent.clone(), sent.clone());
        Ok(sent)
    }

    async fn planned(
        &self,
        outlook: &mut Outlook,
        reference: &DefinitionRef,
    ) -> Result<Arc<Planned>, ServiceError> {
        let key = (reference.process.clone(), reference.version);
        if let Some(known) = outlook.planned.get(&key) {
            return Ok(known.clone());
        }
        let definition = self.shared.library.definition(reference).await?;
        let plan = Plan::of(&definition);
        let planned = Arc::new(Planned { definition, plan });
        outlook.planned.insert(key, planned.clone());
        Ok(planned)
    }

    /// Learns the usual durations of a process from the instances that ended last.
    async fn learn(&self, outlook: &mut Outlook, process: &str) -> Result<(), ServiceError> {
        if outlook.histories.contains_key(process) {
            return Ok(());
        }
        let learnt = &self.shared.learnt;
        if let Some(known) = learnt.get(process, outlook.now) {
            outlook.histories.insert(process.to_owned(), known);
            return Ok(());
        }
        let before = learnt.ended(process);
        let filter = InstanceFilter {
            processes: vec![process.to_owned()],
            running: Some(false),
            ..InstanceFilter::default()
        };
        let mut history = History::default();
        let mut page = Page {
            after: None,
            limit: MAX_PAGE,
        };
        let mut seen = 0;
        while seen < MAX_LEARNT {
            let found = self.loaded(&filter, &page).await?;
            let Some((last, _)) = found.last() else { break };
            page.after = Some((last.started_at, last.id.clone()));
            for (row, instance) in &found {
                let planned = self.planned(outlook, &row.definition).await?;
                history.learn(&planned.definition, instance);
            }
            seen += u32::try_from(found.len()).unwrap_or(MAX_LEARNT);
            if found.len() < MAX_PAGE as usize {
                break;
            }
        }
        learnt.keep(process, &history, (seen.into(), before), outlook.now);
        outlook.histories.insert(process.to_owned(), history);
        Ok(())
    }
}

impl Family {
    /// Whom or what the children are about.
    pub(super) fn subjects(&self, outlook: &Outlook) -> BTreeMap<InstanceId, String> {
        let subject = |child: &Instance| {
            let process = &child.definition().as_ref()?.process;
            let definition = outlook.package.definitions.get(process)?;
            Some((child.id().clone(), projection::subject(child, definition)))
        };
        self.children.iter().filter_map(subject).collect()
    }

    /// Asks about the instance as things stand.
    pub(super) fn ask<T>(
        &self,
        outlook: &Outlook,
        ask: impl FnOnce(Asked<'_>, &Instance) -> T,
    ) -> T {
        let definitions: BTreeMap<String, &Definition> = outlook
            .package
            .definitions
            .iter()
            .map(|(id, definition)| (id.clone(), &**definition))
            .collect();
        let children: BTreeMap<InstanceId, &Instance> = self
            .children
            .iter()
            .map(|child| (child.id().clone(), child))
            .collect();
        let asked = Asked {
            context: Context {
                definition: &self.planned.definition,
                children: &definitions,
                calendar: &outlook.calendar,
                organisation: &outlook.package.organisation,
                numbers: &outlook.numbers,
                absences: &outlook.absences,
                ballots: &outlook.ballots,
                outside: &outlook.outside,
                now: outlook.now,
                base_url: "",
            },
            plan: Some(&self.planned.plan),
            histories: &outlook.histories,
            absences: &[],
            recount: false,
            children: &children,
            messages: &self.messages,
            earlier: None,
        };
        ask(asked, &self.instance)
    }
}
