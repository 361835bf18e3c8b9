//! A test through the personal link: the page before it, one question after another, the end.
//!
//! Reading changes nothing. Answers come from plain forms and from the script by the same address; the clock is the server's.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::{Rejection, TestEnd, TestRefusal};
use reglament_runtime::{AskedView, ServiceError, TestStage, TestView};
use serde::Deserialize;

use super::{html, page, test_question};
use crate::App;
use crate::locale::Locale;
use crate::ui::parts::{Chip, Link, Pair, Problem, Shell, Tone};
use crate::ui::status::ConfirmPage;
use crate::ui::test::{TestPage, TestPlace, TestProgress, TestStartPage};
use crate::web::{Failure, Visitor, fresh_key, url_encoded, wants_json};

#[derive(Deserialize)]
pub(super) struct Shown {
    q: Option<usize>,
}

/// The test, wherever it is.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, step)): Path<(String, String)>,
    Query(query): Query<Shown>,
) -> Result<Response, Failure> {
    let test = app.service().test(&code, &step).await?;
    view(&app, &visitor, &test, query.q, None)
}

pub(super) async fn begin(
    State(app): State<App>,
    Path((code, step)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = app.service().new_command_id();
    let begun = app.service().open_test(id, &code, &step).await;
    settled(begun, &address(&code, &step))
}

pub(super) async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, step, place)): Path<(String, String, usize)>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let of = |name: &str| -> Vec<String> {
        let found = pairs.iter().filter(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).collect()
    };
    let picks = match of("_clear").is_empty() {
        true => of("pick"),
        false => Vec::new(),
    };
    let id = app.service().new_command_id();
    let saved = app.service().save_answer(id, &code, &step, place, &picks);
    let saved = saved.await;
    if wants_json(&headers) {
        return Ok(Json(saved?).into_response());
    }
    let here = address(&code, &step);
    match saved {
        Ok(_) => {
            let next = of("_go").first().and_then(|go| go.parse::<usize>().ok());
            let next = next.unwrap_or(place);
            Ok(Redirect::to(&format!("{here}?q={next}")).into_response())
        }
        Err(ServiceError::Rejected(Rejection::Test(no @ TestRefusal::AnswerDoesNotFit))) => {
            let test = app.service().test(&code, &step).await?;
            let problem = Problem {
                field: String::new(),
                text: visitor.locale.said(no.ru(), no.en()),
            };
            view(&app, &visitor, &test, Some(place), Some(problem))
        }
        Err(error) => settled(Err(error), &here),
    }
}

pub(super) async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    Path((code, step)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let test = app.service().test(&code, &step).await?;
    let here = address(&code, &step);
    let TestStage::Running { questions, .. } = &test.stage else {
        return Ok(Redirect::to(&here).into_response());
    };
    let locale = visitor.locale;
    let open = questions.iter().filter(|q| q.answer.is_empty()).count();
    let text = match open {
        0 => locale.text("test.finish_all").to_owned(),
        open => locale.fill("test.finish_open", &[("n", &open.to_string())]),
    };
    let title = locale.text("test.finish").to_owned();
    page(ConfirmPage {
        shell: visitor.shell(&app, format!("{title}?"), ""),
        text,
        action: format!("{here}/finish"),
        button: title,
        back: here,
        key: fresh_key()?,
        reason: false,
        problem: String::new(),
    })
}

pub(super) async fn finish(
    State(app): State<App>,
    Path((code, step)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = app.service().new_command_id();
    let finished = app.service().finish_test(id, &code, &step).await;
    settled(finished, &address(&code, &step))
}

/// Back to the page of the test; when it is over, or was not to be begun, that page says so itself.
fn settled(done: Result<(), ServiceError>, here: &str) -> Result<Response, Failure> {
    match done {
        Ok(())
        | Err(ServiceError::Rejected(
            Rejection::Test(
                TestRefusal::Over
                | TestRefusal::TooEarly { .. }
                | TestRefusal::TooLate
                | TestRefusal::NotBegun,
            )
            | Rejection::InstanceEnded
            | Rejection::StepNotOpen { .. },
        )) => Ok(Redirect::to(here).into_response()),
        Err(error) => Err(error.into()),
    }
}

/// The address of a test.
pub(super) fn address(code: &str, step: &str) -> String {
    format!("/c/{}/test/{}", url_encoded(code), url_encoded(step))
}

fn view(
    app: &App,
    visitor: &Visitor,
    test: &TestView,
    place: Option<usize>,
    problem: Option<Problem>,
) -> Result<Response, Failure> {
    let locale = visitor.locale;
    let mut shell = visitor.shell(app, locale.title(&test.title), "");
    let case = format!("/c/{}", test.receipt);
    let code = format!("{} {}", locale.text("status.code"), test.receipt);
    shell.crumbs = vec![Link::new(code, case)];
    let TestStage::Running { questions, .. } = &test.stage else {
        return page(start_page(app, locale, shell, test));
    };
    shell.failed = problem.is_some();
    let last = questions.len();
    let open = || questions.iter().find(|q| q.answer.is_empty());
    let place = place.filter(|place| (1..=last).contains(place));
    let place = place.or_else(|| open().map(|q| q.place)).unwrap_or(1);
    let question = questions.iter().find(|q| q.place == place);
    let question = question.ok_or(Failure::NotFound)?;
    let status = match &problem {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let shown = question_page(app, locale, shell, test, question, problem);
    html(status, shown.ok_or(Failure::NotFound)?)
}

fn question_page(
    app: &App,
    locale: Locale,
    shell: Shell,
    test: &TestView,
    question: &AskedView,
    problem: Option<Problem>,
) -> Option<TestPage> {
    let TestStage::Running { questions, .. } = &test.stage else {
        return None;
    };
    let (last, place) = (questions.len(), question.place);
    let here = address(&test.receipt, &test.step);
    let other = |place: usize| format!("{here}?q={place}");
    let places = questions.iter().map(|q| TestPlace {
        place: q.place,
        href: other(q.place),
        answered: !q.answer.is_empty(),
        here: q.place == place,
    });
    let save = match place == last {
        true => "test.save",
        false => "test.save_next",
    };
    Some(TestPage {
        progress: progress(app, locale, test, questions)?,
        places: places.collect(),
        question: test_question::shown(locale, question, last),
        action: format!("{here}/answers/{place}"),
        back: (place > 1).then(|| Link::new(locale.text("test.back"), other(place - 1))),
        next: (place + 1).min(last),
        save: locale.text(save).to_owned(),
        finish: format!("{here}/finish"),
        problem,
        shell,
    })
}

fn progress(
    app: &App,
    locale: Locale,
    test: &TestView,
    questions: &[AskedView],
) -> Option<TestProgress> {
    let TestStage::Running { now, ends_at, .. } = test.stage else {
        return None;
    };
    let seconds = (ends_at - now).num_seconds().max(0);
    let left = format!(
        "{}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    );
    let ends = ends_at
        .with_timezone(&app.zone())
        .format("%H:%M")
        .to_string();
    let answered = questions.iter().filter(|q| !q.answer.is_empty()).count();
    let all = questions.len().to_string();
    let counted = |n: &str| locale.fill("test.answered", &[("answered", n), ("all", &all)]);
    Some(TestProgress {
        ends: locale.fill("test.ends", &[("date", &ends)]),
        left,
        ends_ms: ends_at.timestamp_millis(),
        now_ms: now.timestamp_millis(),
        answered: counted(&answered.to_string()),
        answered_of: counted("{answered}"),
    })
}

fn start_page(app: &App, locale: Locale, shell: Shell, test: &TestView) -> TestStartPage {
    let zone = app.zone();
    let at = |moment: &chrono::DateTime<chrono::Utc>| locale.moment(moment.with_timezone(&zone));
    let minutes = u64::try_from(test.minutes).unwrap_or(0);
    let text = |key| locale.text(key).to_owned();
    let (tone, word, rules) = match &test.stage {
        TestStage::Ahead { opens_at } => {
            let mut rules = vec![locale.fill("test.opens", &[("date", &at(opens_at))])];
            rules.extend(how(locale));
            (Tone::Waiting, "test.ahead", rules)
        }
        TestStage::Ready { closes_at } => {
            let closes = closes_at.as_ref();
            let closes = closes.map(|closes| locale.fill("test.closes", &[("date", &at(closes))]));
            let rules = closes.into_iter().chain(how(locale)).collect();
            (Tone::Soon, "test.ready", rules)
        }
        TestStage::Running { .. } => (Tone::Soon, "test.running", Vec::new()),
        TestStage::Over {
            closed_at,
            how,
            answered,
        } => {
            let said = match how {
                TestEnd::Finished => "test.was_finished",
                TestEnd::TimeOver => "test.was_over",
            };
            let (answered, all) = (answered.to_string(), test.count.to_string());
            let counts = BTreeMap::from([("answered", answered), ("all", all)]);
            let counts: Vec<(&str, &str)> = counts.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let rules = vec![
                locale.fill(said, &[("date", &at(closed_at))]),
                locale.fill("test.answered_in_all", &counts),
                text("test.result_later"),
            ];
            (Tone::Done, "test.over", rules)
        }
        TestStage::Missed => (Tone::Waiting, "test.missed", vec![text("test.was_missed")]),
    };
    let here = address(&test.receipt, &test.step);
    let ready = matches!(test.stage, TestStage::Ready { .. });
    TestStartPage {
        shell,
        state: Chip::new(tone, locale.text(word)),
        facts: vec![
            Pair::new(text("test.subject"), &test.subject),
            Pair::new(text("test.time"), locale.count("test.minutes", minutes)),
            Pair::new(text("test.count"), test.count.to_string()),
            Pair::new(text("task.basis"), &test.act),
        ],
        rules,
        begin: ready.then(|| format!("{here}/begin")),
    }
}

/// What must be known before the clock runs.
fn how(locale: Locale) -> impl Iterator<Item = String> {
    let rules = [
        "test.rule_clock",
        "test.rule_saved",
        "test.rule_back",
        "test.rule_end",
        "test.rule_once",
    ];
    rules
        .into_iter()
        .map(move |key| locale.text(key).to_owned())
}
