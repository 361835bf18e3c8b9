//! The archive, written while it is read: one paper is in memory at a time, and whoever reads slowly is waited for. A paper that
//! cannot be read ends the answer in the middle, so that nobody takes half an archive for a whole one.

use std::io::{self, BufWriter, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::header;
use axum::response::IntoResponse;
use hyper::body::Frame;
use reglament_runtime::{PaperKept, PersonalData};
use tokio::sync::mpsc;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::App;
use crate::limits::{ARCHIVE_PIECE_BYTES, ARCHIVE_PIECES};
use crate::web::Failure;

/// A file of the archive: its path and contents.
type File = (String, Vec<u8>);

/// The same, or that it could not be read.
type Part = Result<File, ()>;

/// A piece of the answer.
type Piece = Result<Bytes, io::Error>;

/// The answer: the page, everything in JSON, and the papers.
pub(super) fn answer(
    app: &App,
    by: &str,
    data: PersonalData,
    page: String,
) -> Result<impl IntoResponse, Failure> {
    let json = serde_json::to_vec_pretty(&data).map_err(|_| Failure::Broken)?;
    let papers = data.cases.into_iter().flat_map(|case| case.papers);
    let papers: Vec<(String, PaperKept)> = papers
        .filter_map(|paper| Some((paper.path?, paper.kept)))
        .collect();
    let first = vec![
        ("index.html".to_owned(), page.into_bytes()),
        ("data.json".to_owned(), json),
    ];
    let (parts, taken) = mpsc::channel(1);
    let (pieces, body) = mpsc::channel(ARCHIVE_PIECES);
    tokio::spawn(read(app.clone(), by.to_owned(), first, papers, parts));
    tokio::task::spawn_blocking(move || write(taken, &pieces));
    let name = format!("personal-data-{}.zip", app.today(app.zone()));
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, Body::new(Pieces(body))))
}

/// Reads one paper after the other, as they are taken.
async fn read(
    app: App,
    by: String,
    first: Vec<File>,
    papers: Vec<(String, PaperKept)>,
    parts: mpsc::Sender<Part>,
) {
    for part in first {
        if parts.send(Ok(part)).await.is_err() {
            return;
        }
    }
    for (path, kept) in papers {
        let part = match app.service().paper_bytes(&by, &kept).await {
            Ok(bytes) => Ok((path, bytes)),
            Err(error) => {
                tracing::error!(?error, "a paper of an archive could not be read");
                Err(())
            }
        };
        let failed = part.is_err();
        if parts.send(part).await.is_err() || failed {
            return;
        }
    }
}

fn write(mut parts: mpsc::Receiver<Part>, pieces: &mpsc::Sender<Piece>) {
    if let Err(error) = pack(&mut parts, pieces) {
        // Whoever has gone away does not need to know.
        let _ = pieces.blocking_send(Err(error));
    }
}

fn pack(parts: &mut mpsc::Receiver<Part>, pieces: &mpsc::Sender<Piece>) -> Result<(), io::Error> {
    let way = BufWriter::with_capacity(ARCHIVE_PIECE_BYTES, Way(pieces));
    let mut archive = ZipWriter::new_stream(way);
    while let Some(part) = parts.blocking_recv() {
        let Ok((path, bytes)) = part else {
            let broken = io::Error::other("a paper could not be read");
            // Sent before the archive is closed, so that its end never arrives.
            let _ = pieces.blocking_send(Err(broken));
            return Ok(());
        };
        archive
            .start_file(path, SimpleFileOptions::default())
            .map_err(io::Error::other)?;
        archive.write_all(&bytes)?;
    }
    let way = archive.finish().map_err(io::Error::other)?;
    way.into_inner().flush()
}

/// Where the bytes of the archive go.
struct Way<'p>(&'p mpsc::Sender<Piece>);

impl Write for Way<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Ok(Bytes::copy_from_slice(bytes));
        match self.0.blocking_send(piece) {
            Ok(()) => Ok(bytes.len()),
            Err(_) => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The body of the answer.
struct Pieces(mpsc::Receiver<Piece>);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let next = self.0.poll_recv(context);
        next.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
