//! The cases that the engine plays: of each process one with three open tasks, one with two, one with one, one ended.
//!
//! Every other case of the database is a copy of one of them, under names of its own.

use std::collections::BTreeMap;

use reglament_core::{CommandId, InstanceId, TaskId};
use serde_json::{Map, Value, json};

use crate::{
    engine::Engine,
    office::{self, PROCESSES},
};

/// Stands in a played case for what every copy has of its own.
pub(crate) const SUBJECT: &str = "Предмет Образец Образцович";
/// The same.
pub(crate) const SCHOOL: &str = "school_001";
/// The same.
pub(crate) const HEAD: &str = "head_001";
/// The same.
pub(crate) const INSPECTOR: &str = "inspector_01";

/// A case to copy.
pub(crate) struct Played {
    /// Number of the process, from 1.
    pub(crate) process: usize,
    /// Tasks done, of three.
    pub(crate) done: u32,
    pub(crate) instance: InstanceId,
}

/// Plays all of them.
pub(crate) async fn play(engine: &Engine) -> Vec<Played> {
    let mut played = Vec::new();
    for process in 1..=PROCESSES {
        for done in 0..=3 {
            let instance = one(engine, process, done).await;
            played.push(Played {
                process,
                done,
                instance,
            });
        }
    }
    played
}

async fn one(engine: &Engine, process: usize, done: u32) -> InstanceId {
    let key = |what: &str| CommandId(format!("{what}-{process}-{done}"));
    let form = json!({"subject": SUBJECT, "school": SCHOOL, "inspector": INSPECTOR});
    let (service, name) = (engine.service(), office::process(process));
    let begun = service.start_public(key("start"), &name, fields(form), BTreeMap::new());
    let instance = begun.await.unwrap().instance;
    let doers = [
        (office::BUSY, "entry"),
        (INSPECTOR, "finding"),
        (HEAD, "reply"),
    ];
    for (task, (person, field)) in (1..=done).zip(doers) {
        let form = json!({field: "Рассмотрено, ответ подготовлен и направлен заявителю."});
        let (key, form) = (key(field), fields(form));
        let done = service.complete_task(key, person, &instance, TaskId(task), None, form);
        done.await.unwrap();
    }
    instance
}

fn fields(form: Value) -> Map<String, Value> {
    match form {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
