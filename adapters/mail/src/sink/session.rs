//! One SMTP conversation of the scripted server: RFC 5321 as far as a sending client can notice.

use super::{ReceivedMail, State};
use base64::{Engine, prelude::BASE64_STANDARD};
use std::{io, mem};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpStream,
};

const LINE_BYTES_MAX: u64 = 4_096;
const DATA_BYTES_MAX: usize = 4 * 1024 * 1024;

trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

struct Session<'a> {
    wire: BufReader<Box<dyn Wire>>,
    state: &'a State,
    encrypted: bool,
    signed_in: bool,
    from: Option<String>,
    to: Vec<String>,
}

/// What the conversation does next.
#[derive(PartialEq)]
enum Next {
    Continue,
    Close,
}

pub(super) async fn run(stream: TcpStream, state: &State, busy: bool) -> io::Result<()> {
    let mut session = Session {
        wire: BufReader::new(Box::new(stream)),
        state,
        encrypted: false,
        signed_in: false,
        from: None,
        to: Vec::new(),
    };
    if state.script.encrypted_from_start {
        session = session.encrypt().await?;
    }
    if busy {
        return session.say("421 4.3.2 too busy, come later").await;
    }
    session.say("220 sink.example ESMTP").await?;
    while let Some(line) = session.line().await? {
        if line.eq_ignore_ascii_case("STARTTLS") && state.script.certificate.is_some() {
            session.say("220 go ahead").await?;
            session = session.encrypt().await?;
        } else if session.answer(&line).await? == Next::Close {
            break;
        }
    }
    Ok(())
}

impl Session<'_> {
    async fn encrypt(mut self) -> io::Result<Self> {
        let certificate = self.state.script.certificate.as_ref();
        let acceptor = certificate
            .ok_or_else(|| io::Error::other("the script has no certificate"))?
            .acceptor();
        self.wire = BufReader::new(Box::new(acceptor.accept(self.wire.into_inner()).await?));
        self.encrypted = true;
        Ok(self)
    }

    async fn answer(&mut self, line: &str) -> io::Result<Next> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => self.greet().await?,
            "AUTH" => self.sign_in(rest).await?,
            "MAIL" => self.mail(rest).await?,
            "RCPT" => self.rcpt(rest).await?,
            "DATA" => return self.data().await,
            "RSET" | "NOOP" => self.say("250 ok").await?,
            "QUIT" => {
                self.say("221 bye").await?;
                return Ok(Next::Close);
            }
            _ => self.say("500 5.5.2 unknown command").await?,
        }
        Ok(Next::Continue)
    }

    async fn greet(&mut self) -> io::Result<()> {
        let script = &self.state.script;
        self.say("250-sink.example").await?;
        if script.sign_in.is_some() {
            self.say(if script.login_only {
                "250-AUTH LOGIN"
            } else {
                "250-AUTH PLAIN LOGIN"
            })
            .await?;
        }
        if script.certificate.is_some() && !self.encrypted {
            self.say("250-STARTTLS").await?;
        }
        self.say("250 ENHANCEDSTATUSCODES").await
    }

    async fn sign_in(&mut self, rest: &str) -> io::Result<()> {
        let (mechanism, initial) = rest.split_once(' ').unwrap_or((rest, ""));
        let given = match mechanism {
            "PLAIN" => {
                let text = decode(initial);
                let mut parts = text.split('\0').skip(1).map(str::to_owned);
                (
                    parts.next().unwrap_or_default(),
                    parts.next().unwrap_or_default(),
                )
            }
            _ => {
                self.say("334 VXNlcm5hbWU6").await?;
                let user = self.line().await?.unwrap_or_default();
                self.say("334 UGFzc3dvcmQ6").await?;
                let password = self.line().await?.unwrap_or_default();
                (decode(&user), decode(&password))
            }
        };
        self.signed_in = self.state.script.sign_in.as_ref() == Some(&given);
        self.say(if self.signed_in {
            "235 2.7.0 welcome"
        } else {
            "535 5.7.8 wrong name or password"
        })
        .await
    }

    async fn mail(&mut self, rest: &str) -> io::Result<()> {
        if self.state.script.sign_in.is_some() && !self.signed_in {
            return self.say("530 5.7.0 sign in first").await;
        }
        if self.state.script.refuses_sender {
            return self.say("550 5.7.1 sender not allowed").await;
        }
        self.from = Some(path(rest));
        self.to.clear();
        self.say("250 2.1.0 ok").await
    }

    async fn rcpt(&mut self, rest: &str) -> io::Result<()> {
        let to = path(rest);
        let refusal = [
            ("bad@", "550 5.1.1 no such mailbox"),
            ("later@", "451 4.3.0 try again later"),
            ("slow@", "450 4.7.1 too many letters"),
        ];
        if let Some((_, reply)) = refusal.into_iter().find(|(part, _)| to.contains(part)) {
            return self.say(reply).await;
        }
        self.to.push(to);
        self.say("250 2.1.5 ok").await
    }

    async fn data(&mut self) -> io::Result<Next> {
        let has = |part: &str| self.to.iter().any(|to| to.contains(part));
        let (hang, spam, busy, mute) = (has("hang@"), has("spam@"), has("busy@"), has("mute@"));
        let cut = has("cut@") && self.state.first_cut(&self.to.join(","));
        if hang {
            return self.wait_for_the_end().await;
        }
        self.say("354 end with a dot").await?;
        let data = self.body().await?;
        if spam || busy {
            self.say(if spam {
                "554 5.7.1 looks like spam"
            } else {
                "452 4.3.1 disk full"
            })
            .await?;
            return Ok(Next::Continue);
        }
        self.state.keep(ReceivedMail {
            from: self.from.take().unwrap_or_default(),
            to: mem::take(&mut self.to),
            data,
            encrypted: self.encrypted,
            signed_in: self.signed_in,
        });
        match (cut, mute) {
            (true, _) => return Ok(Next::Close),
            (_, true) => return self.wait_for_the_end().await,
            _ => self.say("250 2.0.0 queued").await?,
        }
        Ok(if self.state.script.closes_after_letter {
            Next::Close
        } else {
            Next::Continue
        })
    }

    /// Reads to the lone dot and takes the doubled dots away.
    async fn body(&mut self) -> io::Result<Vec<u8>> {
        let mut data = Vec::new();
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = (&mut self.wire)
                .take(LINE_BYTES_MAX)
                .read_until(b'\n', &mut line)
                .await?;
            if read == 0 || data.len() > DATA_BYTES_MAX {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if line == b".\r\n" {
                return Ok(data);
            }
            data.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }

    /// Says nothing until the client gives up.
    async fn wait_for_the_end(&mut self) -> io::Result<Next> {
        tokio::io::copy(&mut self.wire, &mut tokio::io::sink()).await?;
        Ok(Next::Close)
    }

    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        let read = (&mut self.wire)
            .take(LINE_BYTES_MAX)
            .read_line(&mut line)
            .await?;
        Ok((read > 0).then(|| line.trim_end().to_owned()))
    }

    async fn say(&mut self, line: &str) -> io::Result<()> {
        self.wire
            .write_all(format!("{line}\r\n").as_bytes())
            .await?;
        self.wire.flush().await
    }
}

fn decode(base64: &str) -> String {
    let bytes = BASE64_STANDARD.decode(base64).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The address between the angle brackets.
fn path(rest: &str) -> String {
    let inside = rest
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or_else(|| rest.to_owned(), |(address, _)| address.to_owned())
}
