//! Instances by a part of their text.
//!
//! Few finds are read and compared, all of them. Where there are very many, the newest instances are compared one after
//! another, because among many the next find is near.

use reglament_runtime::port::{InstanceFilter, InstanceRow, StoreError};

use super::{Cursor, after, first, groups, newest_first, part};
use crate::{
    database::{Builder, Connection},
    dialect::{Sql, sql},
    error::small,
    instances::{COLUMNS, row as instance_row},
    search::Wanted,
};

/// So many finds are very many.
const MANY: u32 = 5_000;
/// Signs of processes and units that a search is narrowed by at most.
const MAX_SIGNS: usize = 64;

pub(super) async fn page(
    c: &mut Connection,
    filter: &InstanceFilter,
    wanted: &Wanted,
    page: &Cursor,
) -> Result<Vec<InstanceRow>, StoreError> {
    if !are_many(c, wanted).await? {
        return found(c, filter, wanted, true, page).await;
    }
    if let Some(narrowed) = narrowed(filter, wanted)
        && !are_many(c, &narrowed).await?
    {
        let mut rows = found(c, filter, &narrowed, false, page).await?;
        let own: Vec<_> = part(c.dialect(), filter, Some(wanted))
            .into_iter()
            .collect();
        rows.extend(first(c, filter, &own, page, Some(wanted)).await?);
        let mut rows = newest_first(rows);
        rows.truncate(page.limit as usize);
        return Ok(rows);
    }
    let groups = groups(c.dialect(), filter, Some(wanted));
    first(c, filter, &groups, page, Some(wanted)).await
}

/// The search in the processes and units of the filter; none when they are too many, or none.
fn narrowed(filter: &InstanceFilter, wanted: &Wanted) -> Option<Wanted> {
    let within = &filter.within;
    let units = within.units.iter().filter(|_| !within.is_empty());
    let signs = filter.processes.len() + units.clone().count();
    let narrows = (1..=MAX_SIGNS).contains(&signs);
    narrows.then(|| wanted.within(filter.processes.iter(), units))
}

async fn are_many(c: &mut Connection, wanted: &Wanted) -> Result<bool, StoreError> {
    let begin = "SELECT COUNT(*) FROM (SELECT 1 FROM instance_search WHERE ";
    let mut sql = Builder::new(c.dialect(), begin);
    wanted.push_find(&mut sql);
    sql.push(" LIMIT ").push_bind(MANY).push(") AS found");
    let row = sql.build().fetch_one(c).await?;
    Ok(small(row.number(0)?)? >= MANY)
}

/// The newest of the finds that have the text and may be seen.
async fn found(
    c: &mut Connection,
    filter: &InstanceFilter,
    wanted: &Wanted,
    with_part: bool,
    page: &Cursor,
) -> Result<Vec<InstanceRow>, StoreError> {
    const FOUND: Sql = sql!(
        " FROM instance_search ",
        then_join,
        " instance ON instance.place = instance_search.",
        entry,
        " WHERE "
    );
    let mut sql = Builder::new(c.dialect(), "SELECT ");
    sql.push(COLUMNS).push_sql(FOUND);
    wanted.push_find(&mut sql);
    with_text(&mut sql, wanted);
    visible(&mut sql, filter, with_part);
    newest(&mut sql, filter, page);
    let rows = sql.build().fetch_all(c).await?;
    rows.iter().map(instance_row).collect()
}

/// Rows with the text.
pub(super) fn with_text(sql: &mut Builder<'_>, wanted: &Wanted) {
    const PLACE: Sql = sql!(" AND ", place_of, "(");
    sql.push_sql(PLACE).push(wanted.column()).push(", ");
    sql.push_bind(wanted.text.clone()).push(") > 0");
}

/// Rows that the filter shows; `with_part`: also those in which somebody has a part.
pub(super) fn visible(sql: &mut Builder<'_>, filter: &InstanceFilter, with_part: bool) {
    let within = &filter.within;
    sql.push(" AND (process IN ").push_list(&filter.processes);
    sql.push(" OR (process IN ").push_list(&within.processes);
    sql.push(" AND unit IN ").push_list(&within.units).push(")");
    if let Some((person, processes)) = filter.part.as_ref().filter(|_| with_part) {
        sql.push(" OR (process IN ")
            .push_list(processes)
            .push(" AND EXISTS (SELECT 1 FROM participant AS p WHERE p.instance = instance.id AND p.person = ");
        sql.push_bind(person.clone()).push("))");
    }
    sql.push(")");
}

/// The rest of the filter, the order and the length of the page.
pub(super) fn newest(sql: &mut Builder<'_>, filter: &InstanceFilter, page: &Cursor) {
    if let Some(running) = filter.running {
        sql.push(" AND running = ").push_bind(running);
    }
    let (started_at, id) = after(page);
    sql.push(" AND (started_at, id) < (");
    sql.push_bind(started_at)
        .push(", ")
        .push_bind(id.to_owned());
    sql.push(") ORDER BY started_at DESC, id DESC LIMIT ");
    sql.push_bind(page.limit);
}
