//! What a head of a school hands in for a duty.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

/// Stands for the file of whoever answers.
pub(super) const PAPER: &str = "бумага";

pub(super) fn evidence(step: &str, on: NaiveDate) -> Json {
    let person = json!({"family": "Орлов", "given": "Пётр", "patronymic": "Ильич"});
    match step {
        "officer" => json!({
            "officer_name": person, "officer_order": "5-о", "officer_order_on": on, "access_on": on,
            "officer_file": PAPER,
        }),
        "warning" => json!({"warned": "Орлов П. И.", "warned_on": on, "warning_file": PAPER}),
        "stand" => json!({"stand_on": on, "stand_photos": [PAPER]}),
        "materials" => {
            let part = json!({"done": true, "file": PAPER});
            json!({"pack": {"laws": part, "portfolio": part, "report": part, "forms": part, "leaflets": part}})
        }
        "study" => json!({"acquainted": [{"name": person, "signed_on": on}], "study_file": PAPER}),
        "growth" => {
            json!({"growth_list": [{"name": person, "result": "рост"}], "growth_file": PAPER})
        }
        "growth_2" => {
            json!({"growth_2_list": [{"name": person, "result": "рост"}], "growth_2_file": PAPER})
        }
        _ => plan(),
    }
}

fn plan() -> Json {
    let sections = [
        "consultations",
        "preparation",
        "support",
        "young",
        "training",
        "councils",
        "motivation",
        "expert_record",
        "expert_courses",
    ];
    let mut plan = json!({"year_plan_file": PAPER});
    for section in sections {
        plan[format!("p_{section}")] = json!("По графику");
    }
    plan
}
