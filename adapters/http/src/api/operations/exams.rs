//! Tests on the computer, by the receipt code.

use reglament_runtime::{AnswerKept, TestView};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::exams::AnswerQuestion;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at(
            "operation.exams_show",
            door!("GET /api/v1/cases/{code}/tests/{step}"),
        )
        .gives::<TestView>(),
        Operation::at(
            "operation.exams_begin",
            door!("POST /api/v1/cases/{code}/tests/{step}/begin"),
        )
        .more("operation.exams_begin_more")
        .keyed()
        .gives::<TestView>()
        .refused(Refusal::of_tests()),
        Operation::at(
            "operation.exams_answer",
            door!("POST /api/v1/cases/{code}/tests/{step}/answers/{place}"),
        )
        .more("operation.exams_answer_more")
        .keyed()
        .takes::<AnswerQuestion>()
        .gives::<AnswerKept>()
        .refused(Refusal::of_tests()),
        Operation::at(
            "operation.exams_finish",
            door!("POST /api/v1/cases/{code}/tests/{step}/finish"),
        )
        .keyed()
        .refused(Refusal::of_tests()),
    ]
}
