//! What a case holds, for the person whom it is about: every field, the history, letters, papers, and who looked.

use std::collections::BTreeSet;

use reglament_core::InstanceId;

use super::papers::{Room, papers};
use crate::{
    port::{OutboxRow, ViewFilter, ViewRow},
    projection,
    service::{Service, ServiceError, documents::letter, files::Sight, instance::data},
    view::{CaseData, Cut, LookData},
};

impl Service {
    /// `by` asks; `person` is the one of the directory, if there is one.
    pub(super) async fn case_data(
        &self,
        (by, person): (&str, Option<&str>),
        id: &InstanceId,
        room: &mut Room,
        cut: &mut BTreeSet<Cut>,
    ) -> Result<CaseData, ServiceError> {
        let case = self.case(id).await?;
        let sight = Sight::of(&case, by, true);
        let history = self.history(&case, &sight, 0).await?;
        let outbox = self.shared.store.outbox_of(id).await?;
        let (documents, _) = self.papers(&case).await?;
        let files = sight.in_values(case.instance.data());
        let earlier = history.iter().flat_map(|line| line.files.clone());
        let files = files.into_iter().chain(earlier).collect();
        let papers = papers(&case, documents, files, room);
        if room.is_full() {
            cut.insert(Cut::Files);
        }
        // Letters to officials are theirs.
        let theirs = |row: &&OutboxRow| {
            let to = row.about.person.as_deref();
            to.is_none() || to == person
        };
        Ok(CaseData {
            id: id.clone(),
            process_title: case.definition.title.clone(),
            act: case.act(),
            subject: projection::subject(&case.instance, &case.definition),
            receipt: case.instance.receipt().to_owned(),
            started_at: *case.instance.started_at(),
            ended: case.ended(),
            data: data(&case, true),
            history,
            letters: outbox.iter().filter(theirs).filter_map(letter).collect(),
            papers,
            looked: self.looks_at(id, cut).await?,
        })
    }

    async fn looks_at(
        &self,
        id: &InstanceId,
        cut: &mut BTreeSet<Cut>,
    ) -> Result<Vec<LookData>, ServiceError> {
        let filter = ViewFilter {
            instance: Some(id.clone()),
            ..ViewFilter::default()
        };
        let rows = self.views(filter, cut).await?;
        Ok(rows.into_iter().map(|row| self.look(row)).collect())
    }

    fn look(&self, row: ViewRow) -> LookData {
        let name = |id: String| self.person(&id).map_or(id, |found| found.name);
        LookData {
            at: row.at,
            who: row.person.map(name).or(row.program).unwrap_or_default(),
            what: row.what,
            // Where somebody else sat is theirs.
            address: String::new(),
        }
    }
}
