//! How long the steps of a process take and where work piles up, from the instances that ended last and that the person
//! may see. Reads only; what lies ahead is the forecast's business.

use reglament_definition::{Definition, StepKind};
use reglament_forecast::{History, Spread, Usual};

use super::{Service, ServiceError, case};
use crate::{
    limits::{BOTTLENECK_SHARE, MAX_LEARNT, MAX_PAGE},
    port::{InstanceFilter, InstanceRow, Page},
    view::{MeasuredProcess, ProcessTimesView, SpreadView, StepTimesView},
};

/// What the ended instances of a process have taught.
#[derive(Default)]
struct Lesson {
    history: History,
    rows: Vec<InstanceRow>,
}

impl Service {
    /// Whether somebody sees instances of a process by role or unit, and so how long its work takes.
    pub fn sees_process(&self, person: &str, process: &str) -> bool {
        self.seen_by(&self.rights(person)).contains(process)
            && self
                .shared
                .library
                .current()
                .definitions
                .contains_key(process)
    }

    /// The processes of which somebody sees instances by role or unit, by title.
    pub fn measured_processes(&self, person: &str) -> Vec<MeasuredProcess> {
        let seen = self.seen_by(&self.rights(person));
        let package = self.shared.library.current();
        let definitions = package.definitions.iter();
        let mut found: Vec<MeasuredProcess> = definitions
            .filter(|(process, _)| seen.contains(process))
            .map(|(process, definition)| MeasuredProcess {
                process: process.clone(),
                title: definition.title.clone(),
                act: case::act(definition),
            })
            .collect();
        found.sort_by(|a, b| a.title.ru.cmp(&b.title.ru));
        found
    }

    /// How long the steps of a process took in the instances that ended last, as far as `person` sees them.
    ///
    /// # Errors
    /// Not found for a process of which the person sees no instances; the store's failures.
    pub async fn process_times(
        &self,
        person: &str,
        process: &str,
    ) -> Result<ProcessTimesView, ServiceError> {
        let seen = self.seen_by(&self.rights(person));
        let definition = self.shared.library.current();
        let definition = definition.definitions.get(process);
        let definition = definition.filter(|_| seen.contains(process));
        let definition = definition.ok_or(ServiceError::NotFound)?;
        let seen = seen.only(process);
        let filter = InstanceFilter {
            processes: seen.whole,
            within: seen.within,
            running: Some(false),
            ..InstanceFilter::default()
        };
        let lesson = self.lesson(&filter).await?;
        Ok(lesson.view(definition))
    }

    async fn lesson(&self, filter: &InstanceFilter) -> Result<Lesson, ServiceError> {
        let mut lesson = Lesson::default();
        let mut page = Page {
            after: None,
            limit: MAX_PAGE,
        };
        while lesson.rows.len() < MAX_LEARNT as usize {
            let found = self.loaded(filter, &page).await?;
            let is_last = found.len() < MAX_PAGE as usize;
            for (row, instance) in found {
                let definition = self.shared.library.definition(&row.definition).await?;
                lesson.history.learn(&definition, &instance);
                page.after = Some((row.started_at, row.id.clone()));
                lesson.rows.push(row);
            }
            if is_last {
                break;
            }
        }
        Ok(lesson)
    }
}

impl Lesson {
    fn view(&self, definition: &Definition) -> ProcessTimesView {
        let usual = |step: &str| self.history.usual(step);
        let steps = definition
            .steps
            .iter()
            .filter(|step| takes_time(&step.kind));
        let mut steps: Vec<(StepTimesView, i64)> = steps
            .map(|step| {
                let usual = usual(&step.id);
                let view = StepTimesView {
                    step: step.id.clone(),
                    title: step.title.clone(),
                    is_work: is_work(&step.kind),
                    spread: usual.map(|usual| spread(usual.spread)),
                    with_term: usual.map_or(0, |usual| usual.with_term),
                    late: usual.map_or(0, |usual| usual.late),
                    share: 0,
                    is_bottleneck: false,
                };
                (view, total(usual))
            })
            .collect();
        weigh(&mut steps);
        let lasted = self.rows.iter().filter_map(|row| {
            let minutes = (row.ended_at? - row.started_at).num_minutes();
            Some(minutes.max(0))
        });
        let mut lasted: Vec<i64> = lasted.collect();
        lasted.sort_unstable();
        ProcessTimesView {
            process: definition.reference.process.clone(),
            title: definition.title.clone(),
            instances: u32::try_from(self.rows.len()).unwrap_or(u32::MAX),
            since: self.rows.iter().map(|row| row.started_at).min(),
            whole: Spread::of(&lasted).map(spread),
            steps: steps.into_iter().map(|(view, _)| view).collect(),
        }
    }
}

/// The part of each work in the time of all work. The one that takes most is the bottleneck, if it takes enough.
fn weigh(steps: &mut [(StepTimesView, i64)]) {
    let works = steps.iter().filter(|(view, _)| view.is_work);
    let all = works.fold(0_i64, |sum, (_, total)| sum.saturating_add(*total));
    let mut heaviest: Option<usize> = None;
    let mut most = 0;
    for (index, (view, total)) in steps.iter_mut().enumerate() {
        if !view.is_work || all == 0 {
            continue;
        }
        let share = i128::from(*total) * 100 / i128::from(all);
        view.share = u32::try_from(share).unwrap_or(0);
        if *total > most {
            (most, heaviest) = (*total, Some(index));
        }
    }
    let measured = steps.iter().filter(|(view, _)| view.share > 0).count();
    let heaviest = heaviest.and_then(|index| steps.get_mut(index));
    if let Some((view, _)) = heaviest.filter(|(view, _)| view.share >= BOTTLENECK_SHARE) {
        view.is_bottleneck = measured > 1;
    }
}

fn total(usual: Option<Usual>) -> i64 {
    usual.map_or(0, |usual| usual.spread.total)
}

fn spread(spread: Spread) -> SpreadView {
    SpreadView {
        times: spread.times,
        median_minutes: spread.median,
        most_minutes: spread.most,
    }
}

/// Steps in which instances stay: the same of which durations are learnt.
fn takes_time(kind: &StepKind) -> bool {
    matches!(
        kind,
        StepKind::UserTask(_) | StepKind::Wait(_) | StepKind::ForEach(_) | StepKind::Call(_)
    )
}

/// Steps that people do; children are measured in their own process, and a wait ends when it ends.
fn is_work(kind: &StepKind) -> bool {
    matches!(kind, StepKind::UserTask(_))
}

#[cfg(test)]
mod tests {
    use reglament_definition::Title;

    use super::weigh;
    use crate::view::StepTimesView;

    fn step(is_work: bool) -> StepTimesView {
        StepTimesView {
            step: String::new(),
            title: Title::russian(""),
            is_work,
            spread: None,
            with_term: 0,
            late: 0,
            share: 0,
            is_bottleneck: false,
        }
    }

    #[test]
    fn the_work_that_takes_most_is_the_bottleneck() {
        // Work by its minutes, waits below zero; the shares; which is the bottleneck.
        let rows: [(&[i64], &[u32], Option<usize>); 6] = [
            (&[], &[], None),
            (&[0, 0], &[0, 0], None),
            (&[500], &[100], None),
            (&[300, -9_000, 100], &[75, 0, 25], Some(0)),
            (&[50, 50], &[50, 50], Some(0)),
            (&[10, 11, 10, 10, 10, 10], &[16, 18, 16, 16, 16, 16], None),
        ];
        for (minutes, shares, heaviest) in rows {
            let mut steps: Vec<_> = minutes
                .iter()
                .map(|minutes| (step(*minutes >= 0), minutes.abs()))
                .collect();
            weigh(&mut steps);
            let found: Vec<u32> = steps.iter().map(|(view, _)| view.share).collect();
            assert_eq!(found, shares, "{minutes:?}");
            let found = steps.iter().position(|(view, _)| view.is_bottleneck);
            assert_eq!(found, heaviest, "{minutes:?}");
        }
    }
}
