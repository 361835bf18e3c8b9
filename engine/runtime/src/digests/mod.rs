//! Digests: one letter at a fixed hour instead of many.
//!
//! A digest of a day is written in one transaction with the mark that it was, so that neither restarts nor several runs
//! write it twice. A morning missed by downtime is made up for on the same day while letters may still leave.

mod compose;
mod gather;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use reglament_calendar::{Calendar, DecreeDays, local_date};
use reglament_core::LetterPurpose;
use reglament_definition::{DigestLetter, DigestPart, Organisation};

use crate::{
    Library,
    hours::local_instant,
    limits::{DIGEST_LOOKAHEAD_DAYS, TIMER_RETRY},
    port::{DigestRun, LetterAbout},
    projection,
    service::{Service, ServiceError, wishes::Wishes},
};

/// Writes digests for ever; to be raced against the stop of the runtime.
pub(crate) async fn run(service: Service) {
    let shared = service.shared.clone();
    loop {
        // A digest tells of a morning: those of days on which nothing left are not made up for.
        shared.effects.free().await;
        let next = match write_due(&service).await {
            Ok(next) => next,
            Err(error) => {
                tracing::error!(%error, "a digest could not be written");
                Some(shared.clock.now() + TIMER_RETRY)
            }
        };
        let due = async {
            match next {
                Some(at) => shared.clock.wait_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = shared.wake.digests.notified() => {}
            () = due => {}
        }
    }
}

/// Writes what is due and gives when the next digest will be.
async fn write_due(service: &Service) -> Result<Option<DateTime<Utc>>, ServiceError> {
    let package = service.shared.library.current();
    let calendar = service.shared.library.calendar();
    let now = service.now();
    let mut next: Option<DateTime<Utc>> = None;
    for digest in package.organisation.digests.values() {
        let zone = digest.zone.unwrap_or_else(|| service.zone());
        let today = local_date(now, zone);
        let at = local_instant(today, digest.at, zone);
        let closes = local_instant(today, service.shared.hours.until, zone);
        let closes = closes.max(at + TimeDelta::hours(1));
        if leaves_on(digest, &calendar, today) && (at..closes).contains(&now) {
            write(service, digest, zone, today).await?;
        }
        let later = upcoming(digest, &calendar, zone, now);
        next = [next, later].into_iter().flatten().min();
    }
    Ok(next)
}

/// Whether the digest leaves on this day: every working day, or the first working day from its weekday on.
pub(crate) fn leaves_on(digest: &DigestLetter, calendar: &Calendar, day: NaiveDate) -> bool {
    let working = |day: NaiveDate| calendar.is_working(day, DecreeDays::Off);
    if !working(day) {
        return false;
    }
    let Some(weekday) = digest.on else {
        return true;
    };
    let days = days_since(weekday, day);
    (1..=days).all(|back| {
        day.checked_sub_days(Days::new(back))
            .is_none_or(|day| !working(day))
    })
}

/// Days from the last such weekday until the day; 0 on that weekday itself.
fn days_since(weekday: Weekday, day: NaiveDate) -> u64 {
    u64::from(day.weekday().days_since(weekday))
}

/// When the digest next leaves after `now`.
pub(crate) fn upcoming(
    digest: &DigestLetter,
    calendar: &Calendar,
    zone: Tz,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let today = local_date(now, zone);
    let days = today.iter_days().take(DIGEST_LOOKAHEAD_DAYS);
    let mut moments = days
        .filter(|day| leaves_on(digest, calendar, *day))
        .map(|day| local_instant(day, digest.at, zone));
    moments.find(|at| *at > now)
}

/// Whether a person is among those who get the digest when something stands in it.
pub(crate) fn receives(
    organisation: &Organisation,
    digest: &DigestLetter,
    person: &str,
    on: NaiveDate,
) -> bool {
    let holds = |role: &String| {
        let mut people = organisation.in_office(role, on).into_iter();
        people.any(|known| known.id == person)
    };
    digest.roles.is_empty() || digest.roles.iter().any(holds)
}

/// The digests of every working day that a person gets and did not decline.
pub(crate) fn daily(
    library: &Library,
    wishes: &Wishes,
    person: &str,
    today: NaiveDate,
) -> Vec<DigestLetter> {
    let package = library.current();
    let organisation = &package.organisation;
    let daily = organisation.digests.values().filter(|digest| {
        digest.on.is_none()
            && !wishes.declines_digest(&digest.id)
            && receives(organisation, digest, person, today)
    });
    daily.cloned().collect()
}

/// Whether a digest of every working day tells the person of new tasks.
pub(crate) fn has_digest_of_tasks(
    library: &Library,
    wishes: &Wishes,
    person: &str,
    today: NaiveDate,
) -> bool {
    let digests = daily(library, wishes, person, today);
    digests
        .iter()
        .any(|digest| digest.of.contains(&DigestPart::Tasks))
}

/// The id of the digest that a letter of this key is, for the person who got it.
pub(crate) fn digest_of(organisation: &Organisation, letter: &str, person: &str) -> Option<String> {
    let on: NaiveDate = letter.strip_prefix("digest/")?.get(..10)?.parse().ok()?;
    let mut ids = organisation.digests.keys();
    ids.find(|id| key(id, person, on) == letter).cloned()
}

async fn write(
    service: &Service,
    digest: &DigestLetter,
    zone: Tz,
    today: NaiveDate,
) -> Result<(), ServiceError> {
    let store = &service.shared.store;
    if store.digest_written(&digest.id, today).await? {
        return Ok(());
    }
    let now = service.now();
    let contents = gather::gather(service, digest, zone).await?;
    let package = service.shared.library.current();
    let mut letters = Vec::new();
    for person in package.organisation.people.values() {
        if !receives(&package.organisation, digest, &person.id, today) {
            continue;
        }
        let wishes = Wishes::read(&**store, &person.id).await?;
        if wishes.declines_digest(&digest.id) {
            continue;
        }
        let composed =
            compose::letter(service, digest, &contents, person, wishes.english()).await?;
        if let Some(fact) = composed {
            let about = LetterAbout {
                purpose: LetterPurpose::Digest,
                task: None,
                person: Some(person.id.clone()),
            };
            let key = key(&digest.id, &person.id, today);
            letters.push(projection::letter(key, None, fact, about, now));
        }
    }
    let run = DigestRun {
        digest: digest.id.clone(),
        on: today,
        at: now,
    };
    if store.write_digest(&run, &letters).await? {
        let (digest, letters) = (&digest.id, letters.len());
        tracing::info!(digest, letters, "a digest was written");
        service.shared.wake.outbox.notify_one();
    }
    Ok(())
}

/// The key of the digest of a person on a day; ids are bounded, so that it fits a Message-ID.
fn key(digest: &str, person: &str, on: NaiveDate) -> String {
    let long = crate::writer::digest(&serde_json::json!([digest, person]));
    let short = long.get(..16).unwrap_or(&long);
    format!("digest/{on}/{short}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::NaiveTime;
    use reglament_definition::{LetterTemplate, Title};
    use reglament_expression::Template;

    use super::*;

    fn weekly(on: Option<Weekday>) -> DigestLetter {
        let text = || Template::parse("").unwrap();
        DigestLetter {
            id: "week".into(),
            title: Title::russian("Неделя"),
            of: Vec::new(),
            roles: Vec::new(),
            at: NaiveTime::MIN,
            on,
            zone: None,
            soon: 3,
            letter: LetterTemplate {
                id: "digest".into(),
                subject: text(),
                text: text(),
            },
            letter_en: None,
        }
    }

    #[test]
    fn a_weekday_off_passes_its_digest_on_to_the_next_working_day() {
        let calendar = Calendar::russia();
        let leaves = |on, days: std::ops::RangeInclusive<&str>| {
            let (first, last): (NaiveDate, NaiveDate) =
                (days.start().parse().unwrap(), days.end().parse().unwrap());
            let days = first.iter_days().take_while(move |day| *day <= last);
            let digest = weekly(on);
            let days = days.filter(|day| leaves_on(&digest, &calendar, *day));
            days.map(|day| day.format("%d.%m").to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let monday = Some(Weekday::Mon);
        // 9 March 2026 was off by transfer, 4 to 10 January 2027 are holidays.
        assert_eq!(
            leaves(monday, "2026-03-02"..="2026-03-16"),
            "02.03 10.03 16.03"
        );
        assert_eq!(
            leaves(monday, "2026-12-28"..="2027-01-18"),
            "28.12 11.01 18.01"
        );
        // Non-working by decree, 30.10 to 07.11.2021: nobody is written to.
        assert_eq!(leaves(monday, "2021-10-25"..="2021-11-08"), "25.10 08.11");
        assert_eq!(
            leaves(None, "2021-10-28"..="2021-11-09"),
            "28.10 29.10 08.11 09.11"
        );
        assert_eq!(
            leaves(Some(Weekday::Sat), "2026-11-21"..="2026-11-24"),
            "23.11"
        );
    }

    #[test]
    fn keys_differ_by_digest_person_and_day_and_fit_a_message_id() {
        let day: NaiveDate = "2026-11-23".parse().unwrap();
        let long = "ж".repeat(64);
        let keys: BTreeMap<String, ()> = [("a", "b"), ("b", "a"), ("ab", ""), (&long, &long)]
            .map(|(digest, person)| (key(digest, person, day), ()))
            .into();
        assert_eq!(keys.len(), 4);
        assert!(keys.keys().all(|key| key.len() <= 80));
    }
}
