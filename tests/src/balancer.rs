//! A balancer in front of several servers, as an operator would set one up: it asks `/readyz`, sends each request to one that is
//! ready, and gives a request that nobody has taken (no connection, no answer, 503) to the next one.
//!
//! That is safe because requests carry keys; it does what `option httpchk`, `retry-on` and `option redispatch` of HAProxy do. It
//! closes after each answer.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::thread;
use std::time::Duration;

use crate::browser::{Request, send};

/// Between two looks at `/readyz`.
const LOOK: Duration = Duration::from_millis(100);
/// Rounds over all servers before a request is given up.
const ROUNDS: usize = 20;
/// Pause between two rounds.
const PAUSE: Duration = Duration::from_millis(100);
/// Longest silence of a server.
const PATIENCE: Duration = Duration::from_secs(20);

/// The balancer; ends when dropped.
#[derive(Debug)]
pub struct Balancer {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    /// Servers, and whether each is ready.
    servers: RwLock<Vec<(SocketAddr, bool)>>,
    ends: AtomicBool,
}

impl Balancer {
    /// Listens on a free port, before these servers.
    pub fn before(servers: &[SocketAddr]) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            servers: RwLock::default(),
            ends: AtomicBool::new(false),
        });
        let (accepting, looking) = (state.clone(), state.clone());
        thread::spawn(move || accepting.accept(&listener));
        thread::spawn(move || looking.look());
        let this = Self { address, state };
        this.lead_to(servers);
        this
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Other servers from now on.
    pub fn lead_to(&self, servers: &[SocketAddr]) {
        let servers = servers.iter().map(|address| (*address, true)).collect();
        *self.state.servers.write().unwrap() = servers;
    }
}

impl Drop for Balancer {
    fn drop(&mut self) {
        self.state.ends.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

impl State {
    fn accept(self: Arc<Self>, listener: &TcpListener) {
        for (turn, stream) in listener.incoming().map_while(Result::ok).enumerate() {
            if self.ends.load(Ordering::SeqCst) {
                return;
            }
            let state = self.clone();
            thread::spawn(move || {
                // The client has gone: nobody is left to be told.
                let _ = state.serve(stream, turn);
            });
        }
    }

    fn look(&self) {
        while !self.ends.load(Ordering::SeqCst) {
            let servers = self.servers.read().unwrap().clone();
            for (address, _) in servers {
                let answer = send(address, &Request::get("/readyz"));
                let is_ready = answer.is_ok_and(|answer| answer.status == 200);
                for known in &mut *self.servers.write().unwrap() {
                    if known.0 == address {
                        known.1 = is_ready;
                    }
                }
            }
            thread::sleep(LOOK);
        }
    }

    fn serve(&self, mut near: TcpStream, turn: usize) -> io::Result<()> {
        near.set_read_timeout(Some(PATIENCE))?;
        let request = read_request(&mut near)?;
        for _ in 0..ROUNDS {
            let mut servers = self.servers.read().unwrap().clone();
            let places = servers.len().max(1);
            servers.rotate_left(turn % places);
            // Those that said they were not ready come last: what they said may be over.
            servers.sort_by_key(|(_, is_ready)| !is_ready);
            for (address, _) in servers {
                match ask(address, &request) {
                    Ok(answer) if is_taken(&answer) => return near.write_all(&answer),
                    _ => {}
                }
            }
            thread::sleep(PAUSE);
        }
        near.write_all(
            b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        )
    }
}

/// An answer that somebody has really given.
fn is_taken(answer: &[u8]) -> bool {
    answer.starts_with(b"HTTP/1.1 ") && !answer.starts_with(b"HTTP/1.1 503")
}

fn ask(address: SocketAddr, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut far = TcpStream::connect_timeout(&address, PATIENCE)?;
    far.set_read_timeout(Some(PATIENCE))?;
    far.write_all(request)?;
    let mut answer = Vec::new();
    far.read_to_end(&mut answer)?;
    Ok(answer)
}

/// The whole request: its length stands in its head.
fn read_request(near: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut request = Vec::new();
    let mut bytes = [0; 8 * 1024];
    loop {
        let read = near.read(&mut bytes)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        request.extend_from_slice(&bytes[..read]);
        let head = request.windows(4).position(|window| window == b"\r\n\r\n");
        if let Some(head) = head {
            let text = String::from_utf8_lossy(&request[..head]).to_ascii_lowercase();
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"));
            let length = length.and_then(|length| length.trim().parse::<usize>().ok());
            if request.len() >= head + 4 + length.unwrap_or(0) {
                return Ok(request);
            }
        }
    }
}
