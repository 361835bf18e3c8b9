//! The headers are on every answer, errors included, and a handler's own value is kept.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use axum::middleware::{Next, from_fn};
use axum::routing::get;
use tower::ServiceExt;

use super::{CONTENT_SECURITY_POLICY, protect};

#[tokio::test]
async fn every_answer_has_the_headers() {
    let own = || async { ([(header::CONTENT_SECURITY_POLICY, "sandbox")], "") };
    let router = Router::new()
        .route("/", get(|| async { "" }))
        .route("/own", get(own))
        .layer(from_fn(|request, next: Next| protect(true, request, next)));
    let rows = [
        ("/", CONTENT_SECURITY_POLICY),
        ("/missing", CONTENT_SECURITY_POLICY),
        ("/own", "sandbox"),
    ];
    for (path, policy) in rows {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let value = |name: &str| Some(response.headers().get(name)?.to_str().unwrap().to_owned());
        assert_eq!(
            value("content-security-policy").as_deref(),
            Some(policy),
            "{path}"
        );
        assert_eq!(
            value("x-content-type-options").as_deref(),
            Some("nosniff"),
            "{path}"
        );
        assert_eq!(
            value("strict-transport-security").as_deref(),
            Some("max-age=31536000")
        );
        assert_eq!(value("x-request-id").map(|id| id.len()), Some(16), "{path}");
    }
}
