//! A cable that can be cut: a proxy on the loopback between a program and the server it talks to.
//!
//! It carries bytes and knows no protocol. What it does to them is said from outside; nothing here happens by chance.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::Duration;

/// Stack of a thread that only carries bytes.
const STACK: usize = 128 * 1024;

/// Where the cable leads.
#[derive(Clone, Debug)]
pub enum Far {
    /// A port.
    Port(SocketAddr),
    /// A socket in a folder.
    Socket(PathBuf),
}

/// The proxy. Its connections end with it.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    far: RwLock<Far>,
    links: Mutex<Vec<Arc<Link>>>,
    /// Milliseconds before an answer is passed on.
    delay: AtomicU64,
    is_down: AtomicBool,
    ends: AtomicBool,
}

/// One connection: both ends, and whether the next answer is lost.
struct Link {
    near: Stream,
    far: Stream,
    is_deaf: AtomicBool,
}

impl Proxy {
    /// Listens on a free port.
    pub fn to(far: Far) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            far: RwLock::new(far),
            links: Mutex::default(),
            delay: AtomicU64::new(0),
            is_down: AtomicBool::new(false),
            ends: AtomicBool::new(false),
        });
        let accepting = state.clone();
        thread::spawn(move || accepting.accept(&listener));
        Self { address, state }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every connection ends at once; new ones are let through.
    pub fn cut(&self) {
        for link in self.state.take() {
            link.end();
        }
    }

    /// What is asked still arrives, the answer does not: each connection ends instead of its next answer.
    pub fn lose_answers(&self) {
        for link in self.state.links.lock().unwrap().iter() {
            link.is_deaf.store(true, Ordering::SeqCst);
        }
    }

    /// Answers come so much later; nought ends it.
    pub fn delay(&self, pause: Duration) {
        let pause = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
        self.state.delay.store(pause, Ordering::SeqCst);
    }

    /// Nobody gets through any more, or everybody again.
    pub fn down(&self, is_down: bool) {
        self.state.is_down.store(is_down, Ordering::SeqCst);
        if is_down {
            self.cut();
        }
    }

    /// Leads elsewhere from now on; connections there are end.
    pub fn switch(&self, far: Far) {
        *self.state.far.write().unwrap() = far;
        self.cut();
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.state.ends.store(true, Ordering::SeqCst);
        self.cut();
        // Wakes whoever accepts, so that it sees the end.
        let _ = TcpStream::connect(self.address);
    }
}

impl State {
    fn take(&self) -> Vec<Arc<Link>> {
        std::mem::take(&mut *self.links.lock().unwrap())
    }

    fn accept(self: Arc<Self>, listener: &TcpListener) {
        for near in listener.incoming().map_while(Result::ok) {
            if self.ends.load(Ordering::SeqCst) {
                return;
            }
            if self.is_down.load(Ordering::SeqCst) {
                continue;
            }
            let _ = near.set_nodelay(true);
            let far = self.far.read().unwrap().clone();
            // Nobody is there: the near end is closed, as by a server that has gone.
            let Ok(far) = Stream::connect(&far) else {
                continue;
            };
            let link = Arc::new(Link {
                near: Stream::Tcp(near),
                far,
                is_deaf: AtomicBool::new(false),
            });
            let mut links = self.links.lock().unwrap();
            links.retain(|link| Arc::strong_count(link) > 1);
            links.push(link.clone());
            drop(links);
            let (asking, answering, state) = (link.clone(), link, self.clone());
            carry(move || asking.ask());
            carry(move || answering.answer(&state));
        }
    }
}

fn carry(run: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(STACK).spawn(run).unwrap();
}

impl Link {
    fn ask(&self) {
        let mut bytes = [0; 16 * 1024];
        while let Ok(read) = self.near.read(&mut bytes) {
            if read == 0 || self.far.write(&bytes[..read]).is_err() {
                break;
            }
        }
        self.end();
    }

    fn answer(&self, state: &State) {
        let mut bytes = [0; 16 * 1024];
        while let Ok(read) = self.far.read(&mut bytes) {
            if read == 0 || self.is_deaf.load(Ordering::SeqCst) {
                break;
            }
            let delay = state.delay.load(Ordering::SeqCst);
            if delay > 0 {
                thread::sleep(Duration::from_millis(delay));
            }
            if self.near.write(&bytes[..read]).is_err() {
                break;
            }
        }
        self.end();
    }

    fn end(&self) {
        self.near.end();
        self.far.end();
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link")
    }
}

/// Either kind of connection.
enum Stream {
    Tcp(TcpStream),
    Unix(UnixStream),
}

impl Stream {
    fn connect(far: &Far) -> io::Result<Self> {
        match far {
            Far::Port(address) => TcpStream::connect(address).map(Self::Tcp),
            Far::Socket(path) => UnixStream::connect(path).map(Self::Unix),
        }
    }

    fn read(&self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(stream) => {
                let mut stream: &TcpStream = stream;
                stream.read(bytes)
            }
            Self::Unix(stream) => {
                let mut stream: &UnixStream = stream;
                stream.read(bytes)
            }
        }
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Tcp(stream) => {
                let mut stream: &TcpStream = stream;
                stream.write_all(bytes)
            }
            Self::Unix(stream) => {
                let mut stream: &UnixStream = stream;
                stream.write_all(bytes)
            }
        }
    }

    fn end(&self) {
        // Ended by the other side already: as wanted.
        let _ = match self {
            Self::Tcp(stream) => stream.shutdown(Shutdown::Both),
            Self::Unix(stream) => stream.shutdown(Shutdown::Both),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Far, Proxy};
    use std::io::{Read as _, Write as _};
    use std::net::{SocketAddr, TcpListener, TcpStream};
    use std::thread;

    /// Says back what it hears, with its own letter before.
    fn echo(letter: u8) -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                thread::spawn(move || {
                    let mut byte = [0];
                    while stream.read_exact(&mut byte).is_ok() {
                        let _ = stream.write_all(&[letter, byte[0]]);
                    }
                });
            }
        });
        address
    }

    fn ask(stream: &mut TcpStream) -> Option<[u8; 2]> {
        stream.write_all(b"?").ok()?;
        let mut answer = [0; 2];
        stream.read_exact(&mut answer).ok()?;
        Some(answer)
    }

    #[test]
    fn a_cable_is_cut_loses_answers_and_leads_elsewhere() {
        let proxy = Proxy::to(Far::Port(echo(b'a')));
        let connect = || TcpStream::connect(proxy.address()).unwrap();
        let mut first = connect();
        assert_eq!(ask(&mut first), Some(*b"a?"));
        proxy.cut();
        assert_eq!(ask(&mut first), None, "the cable was cut");
        let mut second = connect();
        assert_eq!(ask(&mut second), Some(*b"a?"));
        proxy.lose_answers();
        assert_eq!(ask(&mut second), None, "the answer was lost");
        proxy.switch(Far::Port(echo(b'b')));
        assert_eq!(ask(&mut connect()), Some(*b"b?"));
        proxy.down(true);
        assert_eq!(ask(&mut connect()), None, "nobody gets through");
        proxy.down(false);
        assert_eq!(ask(&mut connect()), Some(*b"b?"));
    }
}
