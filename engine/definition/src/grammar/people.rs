//! The keys that say who does a user task: candidates, exclusions, the vote of a commission.

use super::shape::{Scope, Symbol, Value, shape};

const STEPS: Value = Value::Many(&Value::Name(Symbol::Step));
const ROLES: Value = Value::Many(&Value::Name(Symbol::Role));
const PEOPLE: Value =
    Value::Either(&[Value::Name(Symbol::Role), Value::Expression(Scope::Process)]);

shape! {
    /// Who does a task, and who may not.
    TASK_PEOPLE "task_people" [] {
        "assignee": Value::Expression(Scope::Process), "receive.signed_by", "Кто выполняет: человек или люди из данных.", "Who does it: people named by the data.";
        "candidates": Value::Block(&CANDIDATES), "{role: expert, where: person.grade >= 2}", "Кто выполняет: держатели роли с нужными признаками.", "Who does it: holders of a role with certain attributes.";
        "vote": Value::Block(&VOTE), "{members: commission, chair: chair, tie: again, no_quorum: again}", "Решает комиссия голосованием.", "A commission decides by a vote.";
        "excludes": STEPS, "prepare", "Четыре глаза: кто выполнил эти шаги, не выполняет этот.", "Four eyes: whoever did these steps may not do this one.";
        "conflict": Value::Expression(Scope::Process), "person.school == school", "Конфликт интересов: условие над person.", "Conflict of interest: a condition over `person`.";
        "reassign_by": ROLES, "controller", "Кто может передать задачу другому.", "Who may hand the task to another person.";
    }
}
shape! {
    /// Holders of a role with certain attributes.
    CANDIDATES "candidates" [] {
        "role": ROLES, "expert", "Роль.", "The role.";
        "where": Value::Expression(Scope::Process), "person.grade >= 2", "Условие над person.", "A condition over `person`.";
    }
}
shape! {
    /// The vote of a commission.
    VOTE "vote" [] {
        "members": PEOPLE, "commission", "Кто голосует: роль или люди.", "Who votes: a role or people.";
        "chair": PEOPLE, "chair", "Председатель: роль или человек.", "The chair: a role or a person.";
        "quorum": Value::Text, "2/3", "Кворум: доля или число людей; без ключа – 1/2.", "The quorum: a share or a number of people; absent: 1/2.";
        "ballot": Value::Word(&[
            ["open", "открытое; так по умолчанию", "open; the default"],
            ["secret", "тайное: записывается только участие и итог", "secret: only who took part and the count are recorded"],
        ]), "secret", "Открытое или тайное голосование.", "An open or a secret ballot.";
        "pass": Value::Word(&[
            ["simple", "больше половины проголосовавших; так по умолчанию", "more than half of those who voted; the default"],
            ["two_thirds", "не меньше двух третей", "at least two thirds"],
            ["all", "единогласно", "all"],
        ]), "two_thirds", "Сколько голосов нужно решению.", "How many votes an outcome needs.";
        "casting": Value::Flag, "true", "При равенстве решает голос председателя.", "With equal votes the chair's vote decides.";
        "dissent": Value::Flag, "true", "Можно приложить особое мнение.", "A member may add a dissenting opinion.";
        "recusal": Value::Flag, "true", "Можно заявить самоотвод.", "A member may recuse oneself.";
        "tie": STEPS, "again", "Куда идти, если ни у одного решения голосов не хватило.", "Where to go when no outcome has enough votes.";
        "no_quorum": STEPS, "again", "Куда идти, если нет кворума.", "Where to go without a quorum.";
    }
}
