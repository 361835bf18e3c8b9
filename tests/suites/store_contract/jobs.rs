//! Jobs and publications: held by one worker at a time, fenced; shown while they are current.

use std::collections::BTreeMap;
use std::sync::Arc;

use reglament_core::{InstanceId, JobId, JobTarget, PublicationFact};
use reglament_runtime::port::{ChangeSet, JobClaim, JobRow, PublicationRow, Store};

use super::make::{at, moved};

fn job(n: u32, target: JobTarget) -> JobRow {
    JobRow {
        instance: "a".into(),
        job: JobId(n),
        process: "request".into(),
        step: "check".into(),
        target,
        input: BTreeMap::new(),
        retries: 3,
        failures: 0,
        created_at: at(n),
        due_at: None,
        next_at: at(n),
        owner: None,
        epoch: 0,
    }
}

fn worker(n: u32, topic: &str) -> JobRow {
    job(n, JobTarget::Worker(topic.into()))
}

fn claim<'c>(name: Option<&'c str>, owner: &'c str, minute: u32) -> JobClaim<'c> {
    JobClaim {
        webhooks: name.is_none(),
        name,
        owner,
        now: at(minute),
        until: at(minute + 10),
        limit: 9,
    }
}

async fn with(store: &Arc<dyn Store>, seq: u64, jobs: Vec<JobRow>) {
    let changes = ChangeSet {
        jobs,
        ..moved("a", seq)
    };
    store.commit(&changes).await.unwrap();
}

fn numbers(rows: &[JobRow]) -> Vec<u32> {
    rows.iter().map(|row| row.job.0).collect()
}

pub(super) async fn a_job_is_claimed_by_topic_and_held(store: Arc<dyn Store>) {
    let hook = job(4, JobTarget::Webhook("checks".into()));
    let jobs = vec![
        worker(2, "checks"),
        worker(1, "checks"),
        worker(3, "other"),
        hook,
    ];
    with(&store, 1, jobs).await;
    let claimed = store
        .claim_jobs(&claim(Some("checks"), "one", 5))
        .await
        .unwrap();
    assert_eq!(numbers(&claimed), [1, 2]);
    assert_eq!((claimed[0].epoch, claimed[0].next_at), (1, at(15)));
    assert_eq!(claimed[0].owner.as_deref(), Some("one"));
    let again = store
        .claim_jobs(&claim(Some("checks"), "two", 14))
        .await
        .unwrap();
    assert!(again.is_empty());
    assert_eq!(
        store.next_job(false, Some("checks")).await.unwrap(),
        Some(at(15))
    );
    let hooks = store.claim_jobs(&claim(None, "node", 5)).await.unwrap();
    assert_eq!(numbers(&hooks), [4]);
    let after = store
        .claim_jobs(&claim(Some("checks"), "two", 15))
        .await
        .unwrap();
    assert_eq!(after[0].epoch, 2, "the lease of the first has ended");
    let early = store
        .claim_jobs(&claim(Some("other"), "two", 2))
        .await
        .unwrap();
    assert!(early.is_empty(), "its moment has not come");
}

pub(super) async fn a_lease_is_extended_only_under_its_fence(store: Arc<dyn Store>) {
    with(&store, 1, vec![worker(1, "checks")]).await;
    let (id, n) = (InstanceId::from("a"), JobId(1));
    assert!(
        !store.extend_job(&id, n, 0, at(30)).await.unwrap(),
        "nobody holds it"
    );
    store
        .claim_jobs(&claim(Some("checks"), "one", 5))
        .await
        .unwrap();
    assert!(store.extend_job(&id, n, 1, at(30)).await.unwrap());
    assert!(!store.extend_job(&id, n, 2, at(40)).await.unwrap());
    assert_eq!(store.job(&id, n).await.unwrap().unwrap().next_at, at(30));
}

pub(super) async fn a_failed_job_is_free_and_keeps_its_fence(store: Arc<dyn Store>) {
    with(&store, 1, vec![worker(1, "checks")]).await;
    store
        .claim_jobs(&claim(Some("checks"), "one", 5))
        .await
        .unwrap();
    let again = JobRow {
        retries: 2,
        failures: 1,
        next_at: at(8),
        ..worker(1, "checks")
    };
    with(&store, 2, vec![again]).await;
    let (id, n) = (InstanceId::from("a"), JobId(1));
    let row = store.job(&id, n).await.unwrap().unwrap();
    assert_eq!((row.owner, row.epoch, row.retries), (None, 1, 2));
    let claimed = store
        .claim_jobs(&claim(Some("checks"), "two", 8))
        .await
        .unwrap();
    assert_eq!((claimed[0].epoch, claimed[0].failures), (2, 1));
    let done = ChangeSet {
        closed_jobs: vec![(id.clone(), n)],
        ..moved("a", 3)
    };
    store.commit(&done).await.unwrap();
    assert_eq!(store.job(&id, n).await.unwrap(), None);
    assert_eq!(store.next_job(false, None).await.unwrap(), None);
}

pub(super) async fn a_page_shows_what_is_current(store: Arc<dyn Store>) {
    let posted = |n: u32, until: Option<u32>, withdrawn: Option<u32>| PublicationRow {
        instance: "a".into(),
        fact: PublicationFact {
            publication: n,
            step: "shown".into(),
            page: if n == 9 { "other" } else { "news" }.into(),
            title: format!("Новость {n}"),
            document: None,
            text: Some("Текст".into()),
            on: at(0).date_naive(),
            until: until.map(at),
        },
        at: at(n),
        withdrawn_at: withdrawn.map(at),
    };
    let all = vec![
        posted(1, None, None),
        posted(2, Some(30), None),
        posted(3, None, None),
        posted(9, None, None),
    ];
    let first = ChangeSet {
        publications: all,
        ..moved("a", 1)
    };
    store.commit(&first).await.unwrap();
    let shown = async |minute| {
        let rows = store.publications("news", at(minute), 9).await.unwrap();
        rows.into_iter()
            .map(|(row, _)| row.fact.publication)
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(29).await, [3, 2, 1]);
    assert_eq!(shown(30).await, [3, 1]);
    let second = ChangeSet {
        publications: vec![posted(3, None, Some(31))],
        ..moved("a", 2)
    };
    store.commit(&second).await.unwrap();
    assert_eq!(shown(31).await, [1]);
}

pub(super) async fn open_jobs_are_paged_by_instance_and_number(store: Arc<dyn Store>) {
    let jobs = vec![
        worker(2, "checks"),
        worker(10, "checks"),
        worker(1, "other"),
    ];
    with(&store, 1, jobs).await;
    let other = ChangeSet {
        jobs: vec![JobRow {
            instance: "b".into(),
            ..worker(1, "checks")
        }],
        ..moved("b", 1)
    };
    store.commit(&other).await.unwrap();
    store
        .claim_jobs(&claim(Some("other"), "one", 5))
        .await
        .unwrap();
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = store.open_jobs(after.as_ref(), 2).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some((last.instance.clone(), last.job));
        let told = page.iter();
        seen.extend(told.map(|row| (row.instance.to_string(), row.job.0, row.owner.is_some())));
    }
    let wanted = [
        ("a", 1, true),
        ("a", 2, false),
        ("a", 10, false),
        ("b", 1, false),
    ];
    let wanted = wanted.map(|(id, job, held)| (id.to_owned(), job, held));
    assert_eq!(seen, wanted);
}
