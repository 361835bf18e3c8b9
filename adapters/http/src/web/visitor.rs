//! Who asks: language, theme, and the person signed in, found once per request.
//!
//! A session whose person has left the directory counts as none. What a person may see is the service's business.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use reglament_runtime::PersonView;

use super::Failure;
use crate::App;
use crate::auth::{CookieJar, KEYS_COOKIE, SessionId};
use crate::locale::{LANGUAGE_COOKIE, Language, Locale};
use crate::ui::parts::Theme;

/// Whoever asks.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) locale: Locale,
    pub(crate) theme: Theme,
    /// Whether single letters act as keys.
    pub(crate) keys: bool,
    /// Path and query of the page; for a form that was sent, its path.
    pub(crate) here: String,
    /// The person signed in.
    pub(crate) person: Option<PersonView>,
    /// Digest of the session.
    pub(crate) session: Option<String>,
}

impl Visitor {
    /// Language and theme of a request, nobody signed in.
    pub(crate) fn stranger(request: &Request) -> Self {
        let jar = CookieJar::read(request.headers());
        let accepted = request.headers().get(header::ACCEPT_LANGUAGE);
        let accepted = accepted.and_then(|value| value.to_str().ok());
        let language = Language::negotiate(jar.get(LANGUAGE_COOKIE), accepted);
        let uri = request.uri();
        let here = match (request.method(), uri.path_and_query()) {
            (&Method::GET, Some(whole)) => whole.as_str(),
            _ => uri.path(),
        };
        Self {
            locale: Locale::new(language),
            theme: Theme::from_name(jar.get(Theme::COOKIE).unwrap_or_default()),
            keys: jar.get(KEYS_COOKIE) != Some("off"),
            here: here.to_owned(),
            person: None,
            session: None,
        }
    }

    /// The id of the person signed in.
    pub(crate) fn id(&self) -> Option<&str> {
        self.person.as_ref().map(|person| person.id.as_str())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(Failure::Broken)
    }
}

/// Somebody signed in. Routes for everybody must not ask for it: it refuses strangers.
#[derive(Clone, Debug)]
pub(crate) struct Official {
    /// The visitor.
    pub(crate) visitor: Visitor,
    /// The person.
    pub(crate) person: PersonView,
}

impl Official {
    pub(crate) fn id(&self) -> &str {
        &self.person.id
    }

    pub(crate) fn locale(&self) -> Locale {
        self.visitor.locale
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Official {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let person = visitor.person.clone().ok_or(Failure::SignInNeeded)?;
        Ok(Self { visitor, person })
    }
}

/// Puts the [`Visitor`] into the request, and into the answer for pages about errors.
pub(crate) async fn recognise(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let mut visitor = Visitor::stranger(&request);
    if let Some(id) = session_of(&app, request.headers()) {
        match person_of(&app, &id).await {
            Ok(Some(person)) => {
                visitor.person = Some(person);
                visitor.session = Some(id.digest());
            }
            Ok(None) => {}
            Err(failure) => return failure.into_response(),
        }
    }
    request.extensions_mut().insert(visitor.clone());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(visitor);
    response
}

/// The cookie of a browser or the bearer token of a program.
fn session_of(app: &App, headers: &HeaderMap) -> Option<SessionId> {
    let bearer = headers.get(header::AUTHORIZATION);
    let bearer = bearer.and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    match bearer {
        Some(token) => SessionId::from_cookie(token),
        None => app.session_cookie().find(&CookieJar::read(headers)),
    }
}

async fn person_of(app: &App, id: &SessionId) -> Result<Option<PersonView>, Failure> {
    let digest = id.digest();
    let Some(session) = app.service().session(&digest).await? else {
        return Ok(None);
    };
    if !app.idle().touch(&digest, app.service().now()) {
        app.service().close_session(&digest).await?;
        return Ok(None);
    }
    Ok(app.service().person(&session.person))
}

/// Where a request comes from, for the brake on guessing.
pub(crate) fn address_of(app: &App, parts: &Parts) -> String {
    let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
    let forwarded = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next());
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    match (app.settings().behind_proxy, forwarded, peer) {
        (true, Some(address), _) => address.trim().to_owned(),
        (_, _, Some(ConnectInfo(address))) => address.ip().to_string(),
        _ => String::new(),
    }
}

/// A text as the value of a query.
pub(crate) fn url_encoded(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}
