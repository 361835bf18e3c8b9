//! Who asks: language, theme, and the person signed in, found once per request.
//!
//! A session whose person has left the directory counts as none. What a person may see is the service's business.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use reglament_runtime::port::LiveSession;
use reglament_runtime::{PersonView, ProgramView};

use super::{Failure, Voucher, program};
use crate::App;
use crate::auth::{CookieJar, KEYS_COOKIE, SessionId};
use crate::locale::{LANGUAGE_COOKIE, Language, Locale};
use crate::ui::parts::{TextSize, Theme};

/// The header of a page that asks for itself anew because it has heard that something has changed.
pub(crate) const REFRESH: &str = "reglament-refresh";

/// Where streams of events begin; a browser opens them again and again.
const EVENTS: &str = "/api/v1/events";

/// Whoever asks.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) locale: Locale,
    pub(crate) theme: Theme,
    pub(crate) size: TextSize,
    /// Whether single letters act as keys.
    pub(crate) keys: bool,
    /// The position of the last change when the request came: what the page shows contains it.
    pub(crate) since: u64,
    /// Path and query of the page; for a form that was sent, its path.
    pub(crate) here: String,
    /// The person signed in, or the program in the place of one.
    pub(crate) person: Option<PersonView>,
    /// The program of another system, if one asks.
    pub(crate) program: Option<ProgramView>,
    /// Digest of the session, also of one that signs nobody in yet.
    pub(crate) session: Option<String>,
    /// When that session ends unless it is used.
    pub(crate) ends: Option<SessionEnd>,
    /// Whose session was there and was used too long ago: it has just ended.
    pub(crate) was_idle: Option<String>,
    /// Somebody whose password was right and who is not signed in yet.
    pub(crate) halfway: Option<Halfway>,
}

/// Somebody between the password and the site.
#[derive(Clone, Debug)]
pub(crate) struct Halfway {
    /// Who it is.
    pub(crate) person: PersonView,
    /// What is missing.
    pub(crate) needs: Needs,
    /// On whose word they came this far.
    pub(crate) voucher: Voucher,
}

/// When a session ends unless it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SessionEnd {
    /// The instant.
    pub(crate) at: DateTime<Utc>,
    /// Using it puts that off; otherwise the longest time is over then.
    pub(crate) is_renewable: bool,
}

impl SessionEnd {
    /// The earlier of the end for want of use and the end whatever happens.
    fn of(idle_at: DateTime<Utc>, expires_at: DateTime<Utc>) -> Self {
        Self {
            at: idle_at.min(expires_at),
            is_renewable: idle_at < expires_at,
        }
    }

    /// How far away it is; 0 when it has passed.
    pub(crate) fn seconds_left(&self, now: DateTime<Utc>) -> u32 {
        u32::try_from((self.at - now).num_seconds()).unwrap_or(0)
    }
}

/// What is missing before somebody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// The code of the authenticator.
    Code,
    /// An authenticator: the installation demands one and there is none.
    SecondFactor,
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
            size: TextSize::from_name(jar.get(TextSize::COOKIE).unwrap_or_default()),
            keys: jar.get(KEYS_COOKIE) != Some("off"),
            since: 0,
            here: here.to_owned(),
            person: None,
            program: None,
            session: None,
            ends: None,
            was_idle: None,
            halfway: None,
        }
    }

    /// Finds whose session this is, and whether it signs them in. What a page asks of its own accord is no use of the session:
    /// a window that keeps itself fresh must not keep somebody signed in who has gone away.
    async fn admit(&mut self, app: &App, id: &SessionId, by_itself: bool) -> Result<(), Failure> {
        let digest = id.digest();
        let Some(LiveSession {
            session,
            second_factor,
        }) = app.service().session(&digest).await?
        else {
            return Ok(());
        };
        let now = app.service().now();
        let (idle, seen_at) = (app.idle(), session.seen_at);
        let fresh = match by_itself {
            true => idle.is_fresh(&digest, seen_at, now),
            false => idle.touch(&digest, seen_at, now),
        };
        if !fresh {
            self.was_idle = Some(session.person);
            // The next press of its owner still finds whose it was.
            return match by_itself {
                true => Ok(()),
                false => Ok(app.service().close_session(&digest).await?),
            };
        }
        let Some(person) = app.service().person(&session.person) else {
            return Ok(());
        };
        if !by_itself && let Err(error) = app.service().note_session(&session).await {
            // Reading goes on when the disk is full.
            tracing::warn!(?error, "the last use of a session could not be noted");
        }
        self.ends = Some(SessionEnd::of(
            app.idle().ends_at(&digest, seen_at),
            session.expires_at,
        ));
        self.session = Some(digest);
        let vouched = second_factor || session.vouched;
        let needs = match session.awaits_code {
            true => Some(Needs::Code),
            false if !vouched && app.demands_second_factor(&person.id) => Some(Needs::SecondFactor),
            false => None,
        };
        match needs {
            Some(needs) => {
                let voucher = Voucher {
                    title: session.provider,
                    wholly: session.vouched,
                };
                self.halfway = Some(Halfway {
                    person,
                    needs,
                    voucher,
                });
            }
            None => self.person = Some(person),
        }
        Ok(())
    }

    /// The id of the person signed in; that of a program is its own.
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
pub(crate) async fn recognise(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut visitor = Visitor::stranger(&request);
    visitor.since = app.service().position();
    let (parts, body) = request.into_parts();
    match program::of(&app, &parts).await {
        Ok(Some(program)) => {
            visitor.person = Some(program.as_person());
            visitor.program = Some(program);
        }
        Ok(None) => {}
        Err(failure) => return failure.into_response(),
    }
    let mut request = Request::from_parts(parts, body);
    if visitor.program.is_none()
        && let Some(id) = session_of(&app, request.headers())
        && let Err(failure) = visitor.admit(&app, &id, is_by_itself(&request)).await
    {
        return failure.into_response();
    }
    request.extensions_mut().insert(visitor.clone());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(visitor);
    response
}

/// Whether a page asks, and not the person before it.
fn is_by_itself(request: &Request) -> bool {
    request.headers().contains_key(REFRESH) || request.uri().path() == EVENTS
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
