//! The rendering child: the whole program of the hidden subcommand. It limits itself, reads one request, answers, ends.
//!
//! Nothing is trusted to end by itself here: the parent (`renderer.rs`) also counts the time. What it may call is cut down in
//! `confine.rs`. The command line must
//! call [`render_child_main`] before it starts a runtime or opens a file: the limits count every thread and handle.

use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::thread;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::compile::draw_up;
use crate::limits;
use crate::request::RenderRequest;
use crate::template_fault::TemplateFault;

/// The hidden subcommand by which the program starts itself as the rendering child.
pub const RENDER_SUBCOMMAND: &str = "render-document";

/// The fault was reported as JSON on the standard error stream.
pub(crate) const EXIT_FAULT: u8 = 2;

/// Runs the child to its end: the paper on standard output, or a [`TemplateFault`] as JSON on standard error.
pub fn render_child_main() -> ExitCode {
    if let Err(error) = limit_self() {
        return report(&TemplateFault::request("", format!("limits: {error}")));
    }
    let request = match read_request() {
        Ok(request) => request,
        Err(message) => return report(&TemplateFault::request("", message)),
    };
    // Only now: the standard streams are open, and nothing else is needed.
    #[cfg(target_os = "linux")]
    crate::confine::confine();
    let worker = thread::Builder::new()
        .stack_size(limits::CHILD_STACK)
        .spawn(move || draw_up(&request));
    let outcome = match worker.map(thread::JoinHandle::join) {
        Ok(Ok(outcome)) => outcome,
        // A panic inside Typst has already been printed; the parent sees a child without an answer.
        Ok(Err(_)) => return ExitCode::FAILURE,
        Err(error) => Err(TemplateFault::request("", format!("thread: {error}"))),
    };
    match outcome {
        Ok(paper) => match io::stdout().lock().write_all(&paper) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(fault) => report(&fault),
    }
}

fn limit_self() -> rustix::io::Result<()> {
    let limits = [
        (Resource::Core, 0),
        (Resource::As, limits::CHILD_ADDRESS_SPACE),
        (Resource::Cpu, limits::CHILD_CPU_SECONDS),
        (Resource::Fsize, limits::PAPER_BYTES as u64),
        (Resource::Nofile, limits::CHILD_OPEN_FILES),
    ];
    for (resource, most) in limits {
        // A tighter limit set by the operator stays: it may not be raised, and need not be.
        let most = getrlimit(resource)
            .maximum
            .map_or(most, |set| set.min(most));
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)?;
    }
    Ok(())
}

fn read_request() -> Result<RenderRequest, String> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(limits::REQUEST_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if bytes.len() > limits::REQUEST_BYTES {
        return Err(format!(
            "the request is longer than {} bytes",
            limits::REQUEST_BYTES
        ));
    }
    let request: RenderRequest =
        serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
    if request.files.len() > limits::REQUEST_FILES {
        return Err(format!(
            "the request has more than {} files",
            limits::REQUEST_FILES
        ));
    }
    Ok(request)
}

fn report(fault: &TemplateFault) -> ExitCode {
    let text = serde_json::to_vec(fault).unwrap_or_default();
    match io::stderr().lock().write_all(&text) {
        Ok(()) => ExitCode::from(EXIT_FAULT),
        Err(_) => ExitCode::FAILURE,
    }
}
