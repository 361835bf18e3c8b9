//! Draws papers up in child processes of this program, a bounded number at a time, each with a bounded life.
//!
//! The child gets an empty environment, its request on standard input and nothing else. What the template may see is
//! decided in `sandbox.rs`, what the child may use in `child.rs`. Retries are the caller's.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::child::{EXIT_FAULT, RENDER_SUBCOMMAND};
use crate::limits;
use crate::render_error::RenderError;
use crate::request::{PaperFormat, RenderRequest};

/// Environment variable naming another program to start as the child; meant for tests and packagers.
pub const PROGRAM_VARIABLE: &str = "REGLAMENT_RENDER_PROGRAM";

/// Starts rendering children and collects their papers. Cheap to clone; clones share the bound on concurrency.
#[derive(Clone, Debug)]
pub struct Renderer {
    program: PathBuf,
    permits: Arc<Semaphore>,
    wall_clock: Duration,
}

struct Answer {
    status: ExitStatus,
    paper: Vec<u8>,
    report: Vec<u8>,
}

impl Renderer {
    /// A renderer that starts `program render-document`, at most `concurrent` (at least 1) at a time.
    pub fn new(program: PathBuf, concurrent: usize) -> Self {
        Self {
            program,
            permits: Arc::new(Semaphore::new(concurrent.max(1))),
            wall_clock: limits::CHILD_WALL_CLOCK,
        }
    }

    /// A renderer that starts this very program, or the one named by `chosen` (the value of [`PROGRAM_VARIABLE`]).
    pub fn of_this_program(chosen: Option<OsString>) -> Result<Self, RenderError> {
        let program = match chosen {
            // The child starts in the root folder, where a relative path would mean another file.
            Some(program) => std::path::absolute(program)?,
            // The link keeps working after an update has replaced the file on disk.
            None if cfg!(target_os = "linux") => PathBuf::from("/proc/self/exe"),
            None => std::env::current_exe()?,
        };
        Ok(Self::new(program, limits::CONCURRENT_CHILDREN))
    }

    /// Gives every child another life span than [`limits::CHILD_WALL_CLOCK`].
    #[must_use]
    pub fn with_wall_clock(mut self, wall_clock: Duration) -> Self {
        self.wall_clock = wall_clock;
        self
    }

    /// Draws one paper up: the bytes of a file of the format asked for. Waits its turn first; the time of waiting is not counted.
    pub async fn render(&self, request: &RenderRequest) -> Result<Vec<u8>, RenderError> {
        let payload = serde_json::to_vec(request).map_err(std::io::Error::from)?;
        if payload.len() > limits::REQUEST_BYTES {
            return Err(RenderError::RequestTooLong {
                bytes: payload.len(),
            });
        }
        let _permit = self
            .permits
            .acquire()
            .await
            .expect("the semaphore is never closed");
        let mut child = self.start()?;
        let answer = match timeout(self.wall_clock, converse(&mut child, &payload)).await {
            Ok(answer) => answer?,
            Err(_) => {
                child.kill().await?;
                return Err(RenderError::TimedOut {
                    seconds: self.wall_clock.as_secs(),
                });
            }
        };
        judge(answer, request.format)
    }

    fn start(&self) -> std::io::Result<Child> {
        Command::new(&self.program)
            .arg(RENDER_SUBCOMMAND)
            .env_clear()
            // One worker and one heap: on a machine with many cores, each thread would otherwise reserve address
            // space of its own and the limit on it would be used up before the template is read.
            .env("RAYON_NUM_THREADS", "1")
            .env("MALLOC_ARENA_MAX", "1")
            .env("MIMALLOC_ARENA_RESERVE", limits::CHILD_HEAP_STEP)
            .env("RUST_MIN_STACK", (limits::CHILD_STACK / 2).to_string())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
    }
}

/// Writes the request and reads both answers at once: a child that fills one pipe must not wait for the other.
async fn converse(child: &mut Child, payload: &[u8]) -> std::io::Result<Answer> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let send = async {
        if let Some(mut stdin) = stdin {
            // A child that died early closes its end; its status tells more than this error.
            let _ = stdin.write_all(payload).await;
            let _ = stdin.shutdown().await;
        }
    };
    let ((), paper, report) = tokio::join!(
        send,
        read_bounded(stdout, limits::PAPER_BYTES),
        read_bounded(stderr, limits::REPORT_BYTES),
    );
    let (paper, report) = (paper?, report?);
    let status = child.wait().await?;
    Ok(Answer {
        status,
        paper,
        report,
    })
}

/// Reads one byte more than allowed at most, so that the judge can tell a full stream from one that is too long.
async fn read_bounded(
    stream: Option<impl AsyncRead + Unpin>,
    most: usize,
) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(stream) = stream {
        stream.take(most as u64 + 1).read_to_end(&mut bytes).await?;
    }
    Ok(bytes)
}

fn judge(answer: Answer, format: PaperFormat) -> Result<Vec<u8>, RenderError> {
    if answer.paper.len() > limits::PAPER_BYTES {
        return Err(RenderError::PaperTooLong);
    }
    if answer.status.success() && answer.paper.starts_with(format.signature()) {
        return Ok(answer.paper);
    }
    if answer.status.code() == Some(i32::from(EXIT_FAULT))
        && let Ok(fault) = serde_json::from_slice(&answer.report)
    {
        return Err(RenderError::Template(fault));
    }
    let printed = String::from_utf8_lossy(&answer.report);
    let printed = printed.trim();
    let said: String = printed.chars().take(limits::MESSAGE_CHARS).collect();
    tracing::warn!(status = %answer.status, said, "a rendering process died");
    Err(RenderError::Died {
        how: if said.is_empty() {
            answer.status.to_string()
        } else {
            format!("{}: {said}", answer.status)
        },
    })
}
