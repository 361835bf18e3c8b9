//! The keys of services and publications, and of the public pages that publications stand on. Addresses of webhooks and tokens
//! of workers are settings of the server, not of the language.

use super::data::FIELD;
use super::deadline::DEADLINE;
use super::shape::{Naming, Scope, Symbol, Value, shape};
use super::step::WAY_ON;

const STEPS: Value = Value::Many(&Value::Name(Symbol::Step));

shape! {
    /// Keys of a service.
    SERVICE "service" [&WAY_ON] {
        "worker": Value::Text, "documents", "Тема, по которой внешний исполнитель забирает задание.", "The topic under which a worker outside fetches the job.";
        "webhook": Value::Text, "registry", "Имя адреса в настройках сервера.", "The name of an address in the settings of the server.";
        "give": Value::Names(Naming::Free, &Value::Expression(Scope::Process)), "{inn: inn}", "Что передать.", "What is handed over.";
        "result": Value::Names(Naming::Free, &Value::Kinds(&FIELD)), "{title: {text: Наименование}}", "Что может быть в ответе.", "What the answer may hold.";
        "take": Value::Names(Naming::Refers(Symbol::Field), &Value::Expression(Scope::Process)), "{name: result.title}", "Какие данные записать из ответа.", "The data to set from the answer.";
        "retries": Value::Block(&RETRIES), "{times: 5, delays: [1 минута, 1 час]}", "Сколько раз повторять и с какими паузами.", "How often it is tried again, and after which pauses.";
        "deadline": Value::Block(&DEADLINE), "{term: 2 рабочих дня}", "Когда нужен ответ; позже появится инцидент.", "When the answer is due; later an incident is raised.";
    }
}
shape! {
    /// Tries of a service after the first one.
    RETRIES "retries" [] {
        "times": Value::Integer, "5", "Сколько повторов.", "How many.";
        "delays": Value::Many(&Value::TermLiteral), "[1 минута, 10 минут, 1 час]", "Паузы; последняя повторяется.", "The pauses; the last one repeats.";
    }
}
shape! {
    /// Keys of a publication.
    PUBLISH "publish" [&WAY_ON] {
        "page": Value::Text, "certification", "Страница из organisation.yaml.", "A page of organisation.yaml.";
        "title": Value::Text, "\"Приказ № {{ order.number }}\"", "Заголовок публикации.", "The heading.";
        "document": Value::Name(Symbol::Step), "order", "Шаг, последний документ которого размещается.", "The step whose latest document is published.";
        "text": Value::Text, "\"Приём до {{ closes }}.\"", "Текст публикации.", "The text.";
        "until": Value::Expression(Scope::Process), "closes", "До какого дня или момента показывать.", "The date or moment until which it is shown.";
        "replaces": STEPS, "order_shown", "Чьи публикации она заменяет.", "The steps whose publications it withdraws.";
    }
}
shape! {
    /// A public page.
    PAGE "page" [] {
        "title": Value::Title, "Сертификация", "Название страницы.", "The title.";
    }
}
