//! Letters of a draft over the API, as beside the editor.

use axum::http::StatusCode;
use reglament_http::Settings;
use serde_json::json;

use super::drafts::{ask, begin, office};

#[tokio::test]
async fn letters_of_a_draft_are_shown_with_their_places_for_data() {
    let site = office(Settings::default()).await;
    let anna = site.sign_in("anna").await;
    let draft = begin(&site, &anna).await;
    let id = draft.rsplit('/').next().unwrap();
    let path = format!("/api/v1/drafts/{id}/letters");
    let list = site.get(&anna, &format!("{path}?folder=request")).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text);
    let shown = json!([{
        "path": "request/letters/answer.md",
        "subject": [{"text": "Ответ", "is_data": false}],
        "body": [
            {"text": "Решение принято: ", "is_data": false},
            {"text": "topic", "is_data": true},
            {"text": ".", "is_data": false},
        ],
    }]);
    assert_eq!(list.json(), shown);
    let none = site.get(&anna, &format!("{path}?folder=nowhere")).await;
    assert_eq!(none.json(), json!([]));
    let typed = json!({"file": "request/letters/answer.md", "text": "Тема: О {{ topic }}\n\nДа\n"});
    let letter = ask(&site, &anna, &path, &typed).await;
    assert_eq!(letter.status, StatusCode::OK, "{}", letter.text);
    let letter = letter.json();
    let subject = json!([{"text": "О ", "is_data": false}, {"text": "topic", "is_data": true}]);
    assert_eq!(letter["subject"], subject);
    let kept = site.get(&anna, &format!("{path}?folder=request")).await;
    assert_eq!(kept.json(), shown, "nothing was written");
    for file in ["request/process.yaml", "request/letters/none.md"] {
        let typed = json!({"file": file, "text": "Тема: О\n\nДа\n"});
        let answer = ask(&site, &anna, &path, &typed).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{file}");
    }
    let oleg = site.sign_in("oleg").await;
    let refused = site.get(&oleg, &format!("{path}?folder=request")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
