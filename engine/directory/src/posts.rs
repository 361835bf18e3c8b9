//! Where a person works after the rows of the table: one position, or posts with their days.
//!
//! Without days in the table there is one position and no history. With days they become posts; a post that was open is
//! closed on the day before the next one begins. A row never erases a post.

use chrono::NaiveDate;
use reglament_definition::{Post, Tenure};

use crate::facts::PersonFacts;
use crate::fold::fold;
use crate::people::PersonRow;
use crate::problem::Sentence;

/// A refusal: the number of the row, a code, what to do.
pub(crate) type Refusal = (usize, &'static str, Sentence);

/// Puts what the rows say of the work into `after`.
///
/// # Errors
/// The row that contradicts another one or the directory.
pub(crate) fn work(after: &mut PersonFacts, rows: &[PersonRow]) -> Result<(), Refusal> {
    let telling = rows.iter().filter(|row| {
        !row.position.is_empty() || row.unit.is_some() || row.from.is_some() || row.until.is_some()
    });
    let telling: Vec<&PersonRow> = telling.collect();
    let dated = telling
        .iter()
        .any(|row| row.from.is_some() || row.until.is_some());
    match (telling.as_slice(), dated) {
        ([], _) => Ok(()),
        (rows, true) => with_days(after, rows),
        (rows, false) if !after.posts.is_empty() => same_as_now(after, rows),
        ([first, others @ ..], false) => {
            if let Some(other) = others.iter().find(|row| !same_work(row, first)) {
                return Err((other.number, "posts", two_posts()));
            }
            plain(after, first);
            Ok(())
        }
    }
}

fn same_work(row: &PersonRow, other: &PersonRow) -> bool {
    row.unit == other.unit && fold(&row.position) == fold(&other.position)
}

fn plain(after: &mut PersonFacts, row: &PersonRow) {
    if !row.position.is_empty() && fold(&row.position) != fold(&after.position) {
        row.position.clone_into(&mut after.position);
    }
    if row.unit.is_some() {
        after.unit.clone_from(&row.unit);
    }
}

/// A row means a post when it names its unit and position, as far as it names any.
fn means(row: &PersonRow, unit: Option<&String>, position: &str) -> bool {
    (row.unit.is_none() || row.unit.as_ref() == unit)
        && (row.position.is_empty() || fold(&row.position) == fold(position))
}

/// The table tells no days, the directory does: the rows must be about posts that are there.
fn same_as_now(after: &PersonFacts, rows: &[&PersonRow]) -> Result<(), Refusal> {
    let is_there = |row: &PersonRow| {
        let mut posts = after.posts.iter();
        posts.any(|post| means(row, post.unit.as_ref(), &post.position))
    };
    match rows.iter().find(|row| !is_there(row)) {
        None => Ok(()),
        Some(row) => Err((row.number, "posts", no_days())),
    }
}

fn with_days(after: &mut PersonFacts, rows: &[&PersonRow]) -> Result<(), Refusal> {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| row.from);
    let plain = after.posts.is_empty() && !after.position.is_empty();
    if plain {
        let (unit, position) = (after.unit.take(), after.position.clone());
        after.posts.push(Post {
            unit,
            position,
            tenure: Tenure::default(),
        });
    }
    let mut touched: Vec<usize> = Vec::new();
    for row in rows {
        let place = match matching(&after.posts, row, &touched) {
            Some(place) => {
                let tenure = &mut after.posts[place].tenure;
                tenure.from = row.from.or(tenure.from);
                tenure.until = row.until.or(tenure.until);
                place
            }
            None => appended(after, row, &touched)?,
        };
        touched.push(place);
        let tenure = after.posts[place].tenure;
        if tenure
            .from
            .zip(tenure.until)
            .is_some_and(|(from, until)| until < from)
        {
            return Err((row.number, "days", ends_before(&tenure)));
        }
        let mut others = after.posts.iter().enumerate();
        if others.any(|(other, post)| other != place && meet(&post.tenure, &tenure)) {
            return Err((row.number, "posts", two_posts()));
        }
    }
    Ok(())
}

/// The post that a row is about: the same first day, an unknown one, or an open post whose first day is put right.
fn matching(posts: &[Post], row: &PersonRow, touched: &[usize]) -> Option<usize> {
    let places = posts.iter().enumerate().filter(|(place, post)| {
        !touched.contains(place) && means(row, post.unit.as_ref(), &post.position)
    });
    let places: Vec<(usize, &Post)> = places.collect();
    let exact = places.iter().find(|(_, post)| post.tenure.from == row.from);
    let loose = places.iter().rev().find(|(_, post)| {
        let (from, until) = (post.tenure.from, post.tenure.until);
        from.is_none() || row.from.is_none() || until.is_none() && row.until.is_none()
    });
    exact.or(loose).map(|(place, _)| *place)
}

fn appended(after: &mut PersonFacts, row: &PersonRow, touched: &[usize]) -> Result<usize, Refusal> {
    if row.position.is_empty() {
        let says = Sentence::new(
            "Нет должности, а из справочника её не взять.",
            "There is no position, and the directory does not tell it.",
        );
        return Err((row.number, "position", says));
    }
    // A table without units says nothing about them: the work goes on in the same one.
    let mut unit = row.unit.clone();
    for (place, post) in after.posts.iter_mut().enumerate() {
        let open = post.tenure.until.is_none() && !touched.contains(&place);
        if let Some(day) = row.from.and_then(|from| from.pred_opt()).filter(|_| open)
            && post.tenure.from.is_none_or(|from| from <= day)
        {
            post.tenure.until = Some(day);
            unit = unit.or_else(|| post.unit.clone());
        }
    }
    after.posts.push(Post {
        unit,
        position: row.position.clone(),
        tenure: Tenure {
            from: row.from,
            until: row.until,
        },
    });
    Ok(after.posts.len() - 1)
}

/// Whether some day belongs to both.
fn meet(a: &Tenure, b: &Tenure) -> bool {
    let begins_by = |one: &Tenure, other: &Tenure| match (one.from, other.until) {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    };
    begins_by(a, b) && begins_by(b, a)
}

fn two_posts() -> Sentence {
    Sentence::new(
        "На одни и те же дни у человека две должности. Оставьте основную или дайте дни в графах «С» и «По»; обязанности по второй дают роли.",
        "The person has two posts on the same days. Keep the main one or give days in the columns `from` and `until`; the duties of the second one are given by roles.",
    )
}

fn no_days() -> Sentence {
    Sentence::new(
        "В справочнике у человека должности с днями, и такой среди них нет: дайте в графе «С» день, с которого он в ней.",
        "The directory has posts with days of this person, and not this one: give the first day of it in the column `from`.",
    )
}

fn ends_before(tenure: &Tenure) -> Sentence {
    let shown = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let (from, until) = (shown(tenure.from), shown(tenure.until));
    Sentence::new(
        format!(
            "Вместе со справочником получается срок, который кончается ({until}) раньше, чем начинается ({from})."
        ),
        format!(
            "Together with the directory the time would end ({until}) before it begins ({from})."
        ),
    )
}
