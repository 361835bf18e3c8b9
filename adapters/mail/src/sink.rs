//! A scripted SMTP server on the loopback, for tests (feature `sink`). It keeps what it accepts in memory and
//! misbehaves on request. It is no mail server: it relays nothing, checks little, and holds at most a few MiB.
//!
//! The part of an address before the `@` chooses the behaviour for that transaction:
//!
//! | address | behaviour |
//! |---|---|
//! | `bad@` | 550 to RCPT |
//! | `later@` | 451 to RCPT |
//! | `slow@` | 450 4.7.1 to RCPT |
//! | `spam@` | 554 after the final dot |
//! | `busy@` | 452 after the final dot |
//! | `hang@` | no answer to DATA: silence before the dot |
//! | `cut@` | first attempt: letter kept, connection cut instead of 250; later attempts: accepted |
//! | `mute@` | letter kept, silence instead of 250 |
//!
//! A substring counts (`not-bad@` is `bad@`), so that many different persons can share a behaviour.

mod certificate;
mod session;

use crate::settings::Settings;
pub use certificate::Certificate;
use std::{
    collections::BTreeSet,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{net::TcpListener, task::JoinHandle};

/// How the server behaves towards everybody.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// User name and password that must be given before MAIL.
    pub sign_in: Option<(String, String)>,
    /// Offer only AUTH LOGIN instead of AUTH PLAIN.
    pub login_only: bool,
    /// Certificate to show; with it the server offers STARTTLS or starts encrypted.
    pub certificate: Option<Certificate>,
    /// Encrypted from the first byte instead of STARTTLS.
    pub encrypted_from_start: bool,
    /// So many first connections are greeted with 421 and closed.
    pub busy_greetings: usize,
    /// 550 to every MAIL FROM.
    pub refuses_sender: bool,
    /// Close the connection after each accepted letter, as impatient servers do with idle ones.
    pub closes_after_letter: bool,
}

/// A letter as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedMail {
    /// Address in MAIL FROM.
    pub from: String,
    /// Addresses in RCPT TO, as many as the transaction had.
    pub to: Vec<String>,
    /// The message after dot-unstuffing.
    pub data: Vec<u8>,
    /// The connection was encrypted.
    pub encrypted: bool,
    /// The sender had signed in.
    pub signed_in: bool,
}

/// A running server; stops when dropped.
#[derive(Debug)]
pub struct Sink {
    address: SocketAddr,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

#[derive(Debug)]
struct State {
    script: Script,
    connections: AtomicUsize,
    received: Mutex<Vec<ReceivedMail>>,
    cut_once: Mutex<BTreeSet<String>>,
}

impl Sink {
    /// Starts a server on a free port of 127.0.0.1.
    ///
    /// # Panics
    /// When no port can be had; this is a test helper.
    pub async fn start(script: Script) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free loopback port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let state = Arc::new(State {
            script,
            connections: AtomicUsize::new(0),
            received: Mutex::default(),
            cut_once: Mutex::default(),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&state)));
        Self {
            address,
            state,
            accepting,
        }
    }

    /// The port to connect to.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Everything accepted so far, in order.
    pub fn received(&self) -> Vec<ReceivedMail> {
        self.state
            .received
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Connections seen so far, refused ones included.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// Settings that reach this server without encryption; change what the test needs.
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::minimal_smtp(
            "localhost",
            "Управление образования <no-reply@edu.example.ru>",
        );
        settings.port = Some(self.port());
        settings.encryption = crate::Encryption::None;
        settings.timeout_seconds = 5;
        settings.final_reply_seconds = 1;
        settings
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl State {
    fn keep(&self, mail: ReceivedMail) {
        self.received
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(mail);
    }

    /// `true` once for each address.
    fn first_cut(&self, address: &str) -> bool {
        let mut seen = self.cut_once.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(address.to_owned())
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    while let Ok((stream, _)) = listener.accept().await {
        let number = state.connections.fetch_add(1, Ordering::SeqCst);
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            // A broken connection ends its session; the test looks at what was received.
            let _ = session::run(stream, &state, number < state.script.busy_greetings).await;
        });
    }
}
