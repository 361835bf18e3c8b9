//! Jobs: workers fetch and lock them, webhooks are called, and what comes of it stands on a public page.

use chrono::TimeDelta;
use reglament_core::{CommandId, InstanceId, Rejection};
use reglament_runtime::{
    JobFailure, JobHold, JobView, JobWish, Runtime, Service, ServiceError, port::WebhookAnswer,
};
use serde_json::json;

use super::world::{World, input, monday, until};

fn wish(worker: &str) -> JobWish {
    JobWish {
        worker: worker.to_owned(),
        topic: "checks".to_owned(),
        max: 10,
        lock_seconds: 60,
        wait_seconds: 0,
    }
}

fn topics() -> Vec<String> {
    vec!["checks".to_owned()]
}

fn hold(worker: &str, job: &JobView) -> JobHold {
    JobHold {
        worker: worker.to_owned(),
        instance: job.instance.clone(),
        job: job.job,
        lock: job.lock,
    }
}

async fn errand(service: &Service, key: &str) -> InstanceId {
    let answers = input(json!({"topic": "Крыша"}));
    let id = CommandId(key.to_owned());
    let started = service.start_manual(id, "anna", "errand", answers, Default::default());
    started.await.unwrap().instance
}

async fn begun(world: &World) -> (Runtime, InstanceId) {
    let runtime = world.start().await;
    let id = errand(&runtime.service(), "k").await;
    (runtime, id)
}

fn rejection<T: std::fmt::Debug>(answer: Result<T, ServiceError>) -> Rejection {
    match answer {
        Err(ServiceError::Rejected(why)) => why,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_job_is_held_by_one_worker_until_its_lock_ends() {
    let world = World::open().await;
    let (runtime, id) = begun(&world).await;
    let service = runtime.service();
    let first = service.fetch_jobs(&wish("one")).await.unwrap();
    assert_eq!(first.len(), 1);
    assert_eq!((first[0].attempt, first[0].retries_left), (1, 1));
    assert_eq!(first[0].data["topic"], "Крыша");
    assert!(service.fetch_jobs(&wish("two")).await.unwrap().is_empty());
    let foreign = JobHold {
        worker: "two".into(),
        ..hold("one", &first[0])
    };
    let result = || input(json!({"verdict": "годно"}));
    let answer = service.complete_job(&foreign, &topics(), result()).await;
    assert_eq!(rejection(answer), Rejection::JobNotHeld);
    let blind = service
        .complete_job(&hold("one", &first[0]), &[], result())
        .await;
    assert_eq!(blind, Err(ServiceError::NotFound), "another topic");
    let longer = service
        .extend_job(&hold("one", &first[0]), &topics(), 600)
        .await;
    assert_eq!(longer.unwrap(), monday() + TimeDelta::seconds(600));
    world.clock.set(monday() + TimeDelta::seconds(601));
    let late = service
        .complete_job(&hold("one", &first[0]), &topics(), result())
        .await;
    assert_eq!(rejection(late), Rejection::JobNotHeld);
    let second = service.fetch_jobs(&wish("two")).await.unwrap();
    assert!(second[0].lock > first[0].lock);
    let done = hold("two", &second[0]);
    service
        .complete_job(&done, &topics(), result())
        .await
        .unwrap();
    service
        .complete_job(&done, &topics(), result())
        .await
        .expect("repeated, it is answered the same");
    let other = service
        .complete_job(&done, &topics(), input(json!({"verdict": "нет"})))
        .await;
    assert_eq!(other, Err(ServiceError::KeyReused));
    let late = service
        .complete_job(&hold("one", &first[0]), &topics(), result())
        .await;
    assert_eq!(rejection(late), Rejection::JobClosed);
    let data = service.instance("anna", &id).await.unwrap().data;
    assert!(format!("{data:?}").contains("годно"));
    runtime.stop().await;
}

#[tokio::test]
async fn a_failed_job_comes_back_after_its_delay_and_then_needs_a_person() {
    let world = World::open().await;
    let (runtime, id) = begun(&world).await;
    let service = runtime.service();
    let job = service.fetch_jobs(&wish("one")).await.unwrap().remove(0);
    let failure = || JobFailure {
        message: "нет связи".into(),
        ..JobFailure::default()
    };
    let held = hold("one", &job);
    service.fail_job(&held, &topics(), failure()).await.unwrap();
    service
        .fail_job(&held, &topics(), failure())
        .await
        .expect("repeated, it counts once");
    assert!(service.fetch_jobs(&wish("one")).await.unwrap().is_empty());
    world.clock.set(monday() + TimeDelta::minutes(1));
    let job = service.fetch_jobs(&wish("one")).await.unwrap().remove(0);
    assert_eq!((job.attempt, job.retries_left), (2, 0));
    let held = hold("one", &job);
    service.fail_job(&held, &topics(), failure()).await.unwrap();
    let view = service.instance("anna", &id).await.unwrap();
    let incident = view
        .incidents
        .first()
        .expect("the tries are used up")
        .incident;
    assert!(service.fetch_jobs(&wish("one")).await.unwrap().is_empty());
    let key = CommandId("again".into());
    service
        .resolve_incident(key, "anna", &id, incident)
        .await
        .unwrap();
    let job = service.fetch_jobs(&wish("one")).await.unwrap().remove(0);
    assert_eq!((job.attempt, job.retries_left), (1, 1));
    runtime.stop().await;
}

#[tokio::test]
async fn a_fetch_waits_for_a_job() {
    let world = World::open().await;
    let runtime = world.start().await;
    let service = runtime.service();
    let patient = JobWish {
        wait_seconds: 20,
        ..wish("one")
    };
    let waiting = tokio::spawn({
        let service = service.clone();
        async move { service.fetch_jobs(&patient).await.unwrap() }
    });
    tokio::task::yield_now().await;
    let id = errand(&service, "k").await;
    assert_eq!(waiting.await.unwrap()[0].instance, id);
    runtime.stop().await;
}

#[tokio::test]
async fn a_webhook_is_called_under_one_key_until_it_answers_and_the_paper_is_shown() {
    let world = World::open().await;
    *world.post.hooks.lock().unwrap() = vec![
        WebhookAnswer::Done(input(json!({"size": 5}))),
        WebhookAnswer::Done(input(json!({"size": "велик"}))),
    ];
    let (runtime, id) = begun(&world).await;
    let service = runtime.service();
    let job = service.fetch_jobs(&wish("one")).await.unwrap().remove(0);
    let verdict = input(json!({"verdict": "годно"}));
    service
        .complete_job(&hold("one", &job), &topics(), verdict)
        .await
        .unwrap();
    until(async || (world.post.calls.lock().unwrap().len() == 1).then_some(())).await;
    assert!(
        service
            .public_page("notes")
            .await
            .unwrap()
            .publications
            .is_empty()
    );
    // The second call comes ten minutes after the failure of the first was recorded, whenever that was.
    let mut now = monday();
    let shown = until(async || {
        now += TimeDelta::minutes(1);
        world.clock.set(now);
        let page = service.public_page("notes").await.unwrap();
        page.publications.into_iter().find(|shown| shown.ready)
    })
    .await;
    let calls = world.post.calls.lock().unwrap().clone();
    assert_eq!(calls.len(), 2);
    assert_eq!((calls[0].attempt, calls[1].attempt), (1, 2));
    assert_eq!(calls[0].key, format!("{id}/2"));
    assert_eq!(calls[0].key, calls[1].key);
    assert_eq!(calls[0].body["data"]["topic"], "Крыша");
    assert_eq!(shown.title, "Справка от 16.11.2026");
    let pdf = service.published_document("notes", &id, shown.publication);
    assert!(!pdf.await.unwrap().is_empty());
    for (page, publication) in [("notes", 2), ("other", 1)] {
        let hidden = service.published_document(page, &id, publication).await;
        assert_eq!(hidden, Err(ServiceError::NotFound));
    }
    world.clock.set(monday() + TimeDelta::days(40));
    assert!(
        service
            .public_page("notes")
            .await
            .unwrap()
            .publications
            .is_empty()
    );
    let gone = service.published_document("notes", &id, 1).await;
    assert_eq!(gone, Err(ServiceError::NotFound), "its last day has passed");
    runtime.stop().await;
}

#[tokio::test]
async fn a_webhook_that_nobody_configured_is_an_incident_at_once() {
    let world = World::open().await;
    *world.post.hooks.lock().unwrap() = vec![WebhookAnswer::Refused("не настроено".into())];
    let (runtime, id) = begun(&world).await;
    let service = runtime.service();
    let job = service.fetch_jobs(&wish("one")).await.unwrap().remove(0);
    let verdict = input(json!({"verdict": "годно"}));
    service
        .complete_job(&hold("one", &job), &topics(), verdict)
        .await
        .unwrap();
    let incident = until(async || {
        let view = service.instance("anna", &id).await.unwrap();
        view.incidents.into_iter().next()
    })
    .await;
    assert!(format!("{incident:?}").contains("не настроено"));
    runtime.stop().await;
}
