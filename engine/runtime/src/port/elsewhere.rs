//! Signing in elsewhere: a provider of identities to which the browser is sent, and a directory that checks passwords.
//!
//! Neither decides who may sign in here: they say who somebody is, links and accounts of the store say the rest.

use async_trait::async_trait;

/// What ties an answer of a provider to the browser that asked. Each is unguessable and used once.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityRequest {
    /// Comes back with the browser.
    pub state: String,
    /// Comes back inside the token.
    pub nonce: String,
    /// Proves to the provider that whoever redeems the code is whoever asked for it: 43 to 128 characters (RFC 7636).
    pub verifier: String,
}

/// What the browser brings back from a provider.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityAnswer {
    /// The code to be redeemed.
    pub code: String,
    /// Which provider says that it has answered (RFC 9207).
    pub issuer: Option<String>,
}

/// Somebody whom a provider vouches for. Issuer and subject together say who it is, nothing else does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person at the provider.
    pub subject: String,
    /// How the provider calls them, for people to read; may be empty.
    pub name: String,
    /// The login that they claim here, where the settings trust the provider with it.
    pub login: Option<String>,
}

/// Why nobody was vouched for. The texts are for the log, in English, without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ElsewhereError {
    /// It does not answer, or not as its kind does.
    Down(String),
    /// It is asked too often at once.
    Busy,
    /// It answered, and the answer proves nothing.
    Unproved(String),
}

/// A provider of identities.
#[async_trait]
pub trait IdentityProvider: Send + Sync {
    /// Its name for people.
    fn title(&self) -> &str;
    /// Its name for programs; half of every identity.
    fn issuer(&self) -> &str;
    /// Whom to ask when it vouches for somebody unknown here; may be empty.
    fn help(&self) -> &str;
    /// Where to send the browser.
    async fn begin(&self, request: &IdentityRequest) -> Result<String, ElsewhereError>;
    /// Who came back. The state was compared by then.
    async fn redeem(
        &self,
        request: &IdentityRequest,
        answer: &IdentityAnswer,
    ) -> Result<Identity, ElsewhereError>;
}

/// A directory of accounts that checks passwords.
#[async_trait]
pub trait PasswordDirectory: Send + Sync {
    /// Its name for people.
    fn title(&self) -> &str;
    /// Whether the password is that of the login. An empty one never is.
    async fn check(&self, login: &str, password: &str) -> Result<bool, ElsewhereError>;
}
