//! Programs of other systems: giving them tokens and withdrawing them; what a program was given.

use reglament_runtime::{NewProgram, ProgramProblem, ProgramView};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::programs::GiveToken;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.programs_self", door!("GET /api/v1/program"))
            .more("operation.programs_self_more")
            .gives::<ProgramView>()
            .refused([Refusal::program_needed()]),
        Operation::at("operation.programs_list", door!("GET /api/v1/programs"))
            .for_people()
            .gives::<Vec<ProgramView>>(),
        Operation::at("operation.programs_give", door!("POST /api/v1/programs"))
            .more("operation.programs_give_more")
            .for_people()
            .takes::<GiveToken>()
            .creates::<NewProgram>()
            .refused(problems()),
        Operation::at(
            "operation.programs_withdraw",
            door!("DELETE /api/v1/programs/{id}"),
        )
        .for_people(),
    ]
}

fn problems() -> Vec<Refusal> {
    let day = chrono::NaiveDate::default();
    let all = [
        ProgramProblem::Name,
        ProgramProblem::NameTaken,
        ProgramProblem::NoScopes,
        ProgramProblem::NoProcesses,
        ProgramProblem::NotYours("certification".into()),
        ProgramProblem::Until {
            first: day,
            last: day,
        },
        ProgramProblem::TooMany,
    ];
    all.into_iter().map(Refusal::from).collect()
}
