//! One certification session of the demonstration: what its people write on their forms.
//!
//! The steps are those of the shipped certification; what they mean is written there.

use reglament_core::{InstanceId, RawInput};
use serde_json::{Value, json};

use super::act::{Act, Plan};
use super::cast;
use super::stage::Stage;

/// The process of a session.
pub(super) const SESSION: &str = "certification";
const PARTICIPANT: &str = "participant";

/// A session and its participants.
pub(super) struct Session {
    plan: Plan,
    instance: Option<InstanceId>,
    registered: Vec<Registered>,
}

struct Registered {
    n: usize,
    instance: InstanceId,
    code: String,
}

impl Registered {
    fn failed(&self) -> bool {
        cast::fails(self.n) && cast::correct(self.n).is_some()
    }

    fn passed(&self) -> bool {
        !cast::fails(self.n) && cast::correct(self.n).is_some()
    }
}

impl Session {
    pub(super) fn new(plan: Plan) -> Self {
        Self {
            plan,
            instance: None,
            registered: Vec::new(),
        }
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The running session, once it has begun.
    pub(super) fn instance(&self) -> Option<&InstanceId> {
        self.instance.as_ref()
    }

    /// Begins: by the schedule or by hand.
    pub(super) async fn begin(&mut self, stage: &mut Stage, by_hand: bool, known: &[InstanceId]) {
        if !by_hand {
            self.instance = stage.newcomer(SESSION, known).await;
            if self.instance.is_none() {
                stage.problem("schedule", "no session has begun");
            }
            return;
        }
        let Some(person) = stage.holders("methodologist").into_iter().next() else {
            return stage.problem("start", "nobody is a methodologist");
        };
        let (service, links) = (stage.service.clone(), std::collections::BTreeMap::new());
        let started = service
            .start_manual(
                service.new_command_id(),
                &person,
                SESSION,
                RawInput::new(),
                links,
            )
            .await;
        match started {
            Ok(receipt) => self.instance = Some(receipt.instance),
            Err(error) => stage.problem("start", error.ru()),
        }
    }

    /// Does one thing.
    pub(super) async fn carry_out(
        &mut self,
        stage: &mut Stage,
        act: Act,
        today: chrono::NaiveDate,
    ) {
        let Some(session) = self.instance.clone() else {
            return;
        };
        match act {
            Act::Scheduled | Act::ByHand => {}
            Act::Register(n) => self.register(stage, &session, n).await,
            Act::Appeal => self.appeal(stage).await,
            Act::Refusals => self.refusals(stage).await,
            Act::HandOver => self.hand_over(stage, today).await,
            _ => {
                let (step, input) = self.form(stage, act, today);
                stage.perform(SESSION, &session, step, &input).await;
            }
        }
    }

    async fn register(&mut self, stage: &mut Stage, session: &InstanceId, n: usize) {
        let (service, input) = (stage.service.clone(), cast::registration(n));
        let id = service.new_command_id();
        match service
            .add_item(id, None, session, "registration", input, None)
            .await
        {
            Ok(receipt) => self.registered.push(Registered {
                n,
                instance: receipt.instance,
                code: receipt.code,
            }),
            Err(error) => stage.problem("registration", error.ru()),
        }
    }

    /// The step of an act and the answers to its form.
    fn form(&self, stage: &Stage, act: Act, today: chrono::NaiveDate) -> (&'static str, RawInput) {
        let (step, input) = match act {
            Act::Law => (
                "law",
                json!({"law_changes": "Изменений, касающихся тестов, нет."}),
            ),
            Act::Materials => (
                "materials",
                json!({"materials_version": today.format("%Y-%m").to_string()}),
            ),
            Act::List => (
                "check_list",
                json!({"venue": "НМЦ, кабинет 12", "starts_at": "10:00"}),
            ),
            Act::Begin => (
                "begin",
                json!({"venue": "НМЦ, кабинет 12", "started_note": "Начато в 10:05, замечаний нет."}),
            ),
            Act::Results => ("results", json!({"scores": self.scores()})),
            Act::Meeting => ("meeting", meeting(&stage.holders("commission"))),
            Act::Sign => ("protocol", json!({})),
            Act::Order => ("order", json!({})),
            Act::Publication => ("publication", json!({})),
            _ => ("certificates", json!({})),
        };
        match input {
            Value::Object(input) => (step, input),
            _ => (step, RawInput::new()),
        }
    }

    fn scores(&self) -> Vec<Value> {
        let came = self
            .registered
            .iter()
            .filter_map(|person| Some((person, cast::correct(person.n)?)));
        came.map(|(person, correct)| json!({"item": person.instance, "correct": correct, "total": cast::ITEMS})).collect()
    }

    async fn refusals(&self, stage: &mut Stage) {
        let input = object(json!({
            "reasons": "Не освоены вопросы трудового права и финансового управления.",
            "recommendations": "Повторить разделы «Кадры» и «Экономика» и пройти сертификацию в следующую сессию.",
        }));
        for person in self.registered.iter().filter(|person| person.failed()) {
            stage
                .perform(PARTICIPANT, &person.instance, "refusal", &input)
                .await;
        }
    }

    /// All certificates but one are handed over: its owner has not come yet.
    async fn hand_over(&self, stage: &mut Stage, today: chrono::NaiveDate) {
        let input = object(json!({"handed_on": today.to_string(), "received_by": "лично"}));
        for person in self
            .registered
            .iter()
            .filter(|person| person.passed())
            .skip(1)
        {
            stage
                .perform(PARTICIPANT, &person.instance, "handing", &input)
                .await;
        }
    }

    async fn appeal(&self, stage: &mut Stage) {
        let Some(person) = self.registered.iter().find(|person| person.failed()) else {
            return stage.problem("appeal", "nobody has failed");
        };
        let input = object(json!({
            "school_address": "650000, г. Кемерово, ул. Школьная, 1",
            "email": cast::registration(person.n).get("email"),
            "phone": "+7 3842 00-00-00",
            "ground": "content",
            "remarks": [{
                "question": "17",
                "remark": "В задании два верных ответа.",
                "argument": "Статья 28 Федерального закона от 29.12.2012 № 273-ФЗ.",
            }],
            "consent": true,
        }));
        let links = [("contested".to_owned(), person.code.clone())].into();
        let service = stage.service.clone();
        let started = service
            .start_public(service.new_command_id(), "appeal", input, links)
            .await;
        if let Err(error) = started {
            stage.problem("appeal", error.ru());
        }
    }
}

fn meeting(commission: &[String]) -> Value {
    json!({
        "present": commission,
        "votes_for": commission.len(),
        "votes_against": 0,
        "votes_abstained": 0,
    })
}

fn object(value: Value) -> RawInput {
    match value {
        Value::Object(fields) => fields,
        _ => RawInput::new(),
    }
}
