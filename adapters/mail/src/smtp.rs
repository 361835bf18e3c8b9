//! One letter through one SMTP transaction, stage by stage, so that a failure says whether the letter can have been
//! taken: before the final dot it cannot, after it the server alone knows (RFC 1047).
//!
//! `lettre`'s own transport answers only "error"; this drives its connection type instead. Everything before the dot
//! shares one time limit; the answer to the dot has its own, longer one.

mod failure;
mod idle;
mod security;
#[cfg(test)]
mod tests;

use crate::{
    compose::Composed,
    limits,
    reason::{MailError, Reason},
    settings::{Encryption, Settings},
};
use failure::Cause;
pub(crate) use failure::{Failure, Stage};
use idle::Idle;
use lettre::{
    Address,
    transport::smtp::{
        Error as SmtpError,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Noop, Rcpt},
        extension::ClientId,
        response::Response,
    },
};
use std::{
    iter,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::time::{Instant, timeout, timeout_at};

/// The way to one mail server.
pub(crate) struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    security: Option<TlsParameters>,
    credentials: Option<Credentials>,
    timeout: Duration,
    final_reply: Duration,
    idle: Idle,
}

impl Smtp {
    pub(crate) fn new(settings: &Settings) -> Result<Self, MailError> {
        settings.check_smtp()?;
        let host = idna::domain_to_ascii(&settings.host).unwrap_or_else(|_| settings.host.clone());
        let security = match settings.encryption {
            Encryption::None => None,
            Encryption::StartTls | Encryption::Tls => {
                Some(security::parameters(&host, settings.ca_file.as_deref())?)
            }
        };
        let credentials = settings.user.clone().zip(settings.password.as_ref());
        Ok(Self {
            host,
            port: settings.effective_port(),
            encryption: settings.encryption,
            security,
            credentials: credentials
                .map(|(user, password)| Credentials::new(user, password.reveal().to_owned())),
            timeout: settings.timeout(),
            final_reply: settings.final_reply(),
            idle: Idle::default(),
        })
    }

    /// `host:port`, for sentences.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Longest time that one delivery can take.
    pub(crate) fn longest(&self) -> Duration {
        self.timeout + self.final_reply + limits::QUIT_WAIT
    }

    /// Sends one letter; the answer is the server's last reply.
    pub(crate) async fn deliver(
        &self,
        from: &Address,
        letter: &Composed,
    ) -> Result<String, Failure> {
        let deadline = Instant::now() + self.timeout;
        if let Some(connection) = self.idle.take() {
            match self.transaction(connection, from, letter, deadline).await {
                // The server closed the kept connection meanwhile; nothing was sent, so a fresh one is safe.
                Err(failure) if failure.is_stale_connection() => {}
                answer => return answer,
            }
        }
        let connection = self.open(deadline).await?;
        self.transaction(connection, from, letter, deadline).await
    }

    /// Connects, signs in and says NOOP: whether letters could go now.
    pub(crate) async fn check(&self) -> Result<(), Failure> {
        let deadline = Instant::now() + self.timeout;
        let mut connection = self.open(deadline).await?;
        within(Stage::SignIn, deadline, connection.command(Noop)).await?;
        self.idle.put(connection);
        Ok(())
    }

    async fn open(&self, deadline: Instant) -> Result<AsyncSmtpConnection, Failure> {
        let hello = ClientId::default();
        let wrapper = self
            .security
            .clone()
            .filter(|_| self.encryption == Encryption::Tls);
        let connecting = AsyncSmtpConnection::connect_tokio1(
            (self.host.as_str(), self.port),
            Some(self.timeout),
            &hello,
            wrapper,
            None,
        );
        let mut connection = within(Stage::Connect, deadline, connecting).await?;
        if let Some(security) = self
            .security
            .clone()
            .filter(|_| self.encryption == Encryption::StartTls)
        {
            if !connection.can_starttls() {
                return Err(Failure::new(Stage::Encrypt, Cause::NoStartTls));
            }
            within(
                Stage::Encrypt,
                deadline,
                connection.starttls(security, &hello),
            )
            .await?;
        }
        if let Some(credentials) = &self.credentials {
            let signing_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials);
            within(Stage::SignIn, deadline, signing_in).await?;
        }
        Ok(connection)
    }

    /// Exactly one recipient: a refusal then concerns exactly one person.
    async fn transaction(
        &self,
        mut connection: AsyncSmtpConnection,
        from: &Address,
        letter: &Composed,
        deadline: Instant,
    ) -> Result<String, Failure> {
        let answer = self.exchange(&mut connection, from, letter, deadline).await;
        match &answer {
            Ok(_) => self.idle.put(connection),
            Err(failure) if failure.has_reply() => {
                let _ = timeout(limits::QUIT_WAIT, connection.abort()).await;
            }
            Err(_) => drop(connection),
        }
        answer.map(|response| response.message().collect::<Vec<_>>().join(" "))
    }

    async fn exchange(
        &self,
        connection: &mut AsyncSmtpConnection,
        from: &Address,
        letter: &Composed,
        deadline: Instant,
    ) -> Result<Response, Failure> {
        let mail = Mail::new(Some(from.clone()), Vec::new());
        let reply = within(Stage::Sender, deadline, connection.command(mail)).await?;
        in_step(Stage::Sender, &reply, &[250])?;
        let rcpt = Rcpt::new(letter.to.clone(), Vec::new());
        let reply = within(Stage::Recipient, deadline, connection.command(rcpt)).await?;
        in_step(Stage::Recipient, &reply, &[250, 251])?;
        let reply = within(Stage::Body, deadline, connection.command(Data)).await?;
        in_step(Stage::Body, &reply, &[354])?;
        self.body(connection, &letter.bytes, deadline).await
    }

    /// Writes the body; `lettre` writes the dot when the pieces have run out, which the last, empty piece notes down.
    async fn body(
        &self,
        connection: &mut AsyncSmtpConnection,
        bytes: &[u8],
        deadline: Instant,
    ) -> Result<Response, Failure> {
        let dotted = AtomicBool::new(false);
        let dot = iter::once_with(|| {
            dotted.store(true, Ordering::Relaxed);
            &bytes[..0]
        });
        let writing = connection.message_iter(bytes.chunks(limits::CHUNK_BYTES).chain(dot));
        tokio::pin!(writing);
        let mut answer = timeout_at(deadline, &mut writing).await;
        if answer.is_err() && dotted.load(Ordering::Relaxed) {
            answer = timeout(self.final_reply, &mut writing).await;
        }
        let stage = if dotted.load(Ordering::Relaxed) {
            Stage::Dot
        } else {
            Stage::Body
        };
        match answer {
            Ok(Ok(response)) => in_step(stage, &response, &[250]).map(|()| response),
            Ok(Err(error)) => Err(Failure::new(stage, Cause::Smtp(error))),
            Err(_) => Err(Failure::new(stage, Cause::TimedOut)),
        }
    }
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}, {:?})", self.place(), self.encryption)
    }
}

async fn within<T>(
    stage: Stage,
    deadline: Instant,
    work: impl Future<Output = Result<T, SmtpError>>,
) -> Result<T, Failure> {
    match timeout_at(deadline, work).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(Failure::new(stage, Cause::Smtp(error))),
        Err(_) => Err(Failure::new(stage, Cause::TimedOut)),
    }
}

/// `lettre` takes any positive reply for any command. A reply to an earlier command (injected before STARTTLS, or a
/// server out of step) must not pass for the answer to this one.
fn in_step(stage: Stage, reply: &Response, expected: &[u16]) -> Result<(), Failure> {
    let code = u16::from(reply.code());
    if expected.contains(&code) {
        Ok(())
    } else {
        Err(Failure::new(stage, Cause::OutOfStep(code)))
    }
}

/// A reason for the settings, used by `security`.
fn bad_ca_file(path: &std::path::Path, why: &str) -> Reason {
    let path = path.display();
    Reason::new(
        "M108",
        format!(
            "Файл удостоверяющих центров «{path}» (`mail.ca_file`) не читается ({why}): нужен файл PEM с сертификатами."
        ),
        format!(
            "The file of authorities «{path}» (`mail.ca_file`) cannot be read ({why}): a PEM file with certificates is needed."
        ),
    )
}
