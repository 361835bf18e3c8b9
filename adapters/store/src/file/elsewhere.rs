//! Whether a file lies on another machine, as the table of mounts tells.
//!
//! SQLite shares its log between processes by memory of one machine, and on a network a flush or a lock may mean less than it
//! says: a database there is lost sooner or later. File systems of clusters that keep both promises are not named here, nor
//! is anything unknown.

use std::path::{Path, PathBuf};

/// Where Linux tells what is mounted; elsewhere nothing is known.
const MOUNTS: &str = "/proc/self/mountinfo";
/// Kinds of file systems that lie on another machine. (`9p` lies mostly on the machine around a virtual one.)
const REMOTE: [&str; 8] = [
    "afs", "cifs", "coda", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
];
/// The same of those that a program makes; with `fuse.` before their names.
const REMOTE_PROGRAMS: [&str; 14] = [
    "blobfuse",
    "blobfuse2",
    "curlftpfs",
    "davfs",
    "gcsfuse",
    "glusterfs",
    "goofys",
    "gvfsd-fuse",
    "juicefs",
    "rclone",
    "s3fs",
    "smbnetfs",
    "sshfs",
    "vmhgfs-fuse",
];

/// The kind of the file system on another machine on which the file lies or would lie; none: it lies here, or nobody knows.
pub(crate) fn elsewhere(file: &Path) -> Option<String> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // A file may be a link to another place than its folder.
    let place = file.canonicalize().or_else(|_| folder.canonicalize());
    let mounts = std::fs::read_to_string(MOUNTS).ok()?;
    remote(&mounts, &place.ok()?)
}

/// The kind of the mount on which `place` lies, if that is on another machine.
fn remote(mounts: &str, place: &Path) -> Option<String> {
    let over = mounts
        .lines()
        .filter_map(mount)
        .filter(|(point, _)| place.starts_with(point));
    // Of two at the same point the later one hides the earlier one.
    let (_, kind) = over.max_by_key(|(point, _)| point.components().count())?;
    let program = kind.strip_prefix("fuse.");
    let is_remote =
        REMOTE.contains(&kind) || program.is_some_and(|program| REMOTE_PROGRAMS.contains(&program));
    is_remote.then(|| kind.to_owned())
}

/// Point and kind of a line: `36 35 98:0 /root /point options fields - kind source options`.
fn mount(line: &str) -> Option<(PathBuf, &str)> {
    let (own, rest) = line.split_once(" - ")?;
    let point = own.split(' ').nth(4)?;
    Some((PathBuf::from(plain(point)), rest.split(' ').next()?))
}

/// Blanks, tabs, ends of lines and backslashes stand there as three octal digits.
fn plain(point: &str) -> String {
    let escapes = [
        ("\\040", " "),
        ("\\011", "\t"),
        ("\\012", "\n"),
        ("\\134", "\\"),
    ];
    escapes
        .iter()
        .fold(point.to_owned(), |point, (told, meant)| {
            point.replace(told, meant)
        })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{elsewhere, remote};

    const MOUNTS: &str = "\
22 1 253:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:26 / /srv rw shared:9 - nfs4 files:/srv rw,vers=4.2
31 30 253:2 / /srv/here rw - xfs /dev/vdb rw
32 22 0:27 / /mnt/две\\040папки rw - cifs //files/share rw
33 22 0:28 / /mnt/ssh rw master:3 propagate_from:2 - fuse.sshfs me@files: rw
34 22 0:29 / /mnt/locked rw - fuse.gocryptfs /dev/vdc rw
35 22 253:3 / /mnt/again rw - ext4 /dev/vdd rw
36 35 0:30 / /mnt/again rw - smb3 //files/again rw
a line that is none
";

    #[test]
    fn what_lies_on_another_machine_is_known_by_its_mount() {
        for (place, kind) in [
            ("/var/lib/reglament", None),
            ("/srv", Some("nfs4")),
            ("/srv/reglament/reglament.db", Some("nfs4")),
            ("/srv/here/reglament", None),
            ("/srvice", None),
            ("/mnt/две папки/reglament", Some("cifs")),
            ("/mnt/ssh/reglament", Some("fuse.sshfs")),
            ("/mnt/locked/reglament", None),
            ("/mnt/again/reglament", Some("smb3")),
        ] {
            let found = remote(MOUNTS, Path::new(place));
            assert_eq!(found.as_deref(), kind, "{place}");
        }
        assert_eq!(remote("", Path::new("/")), None);
    }

    #[test]
    fn the_mounts_of_this_machine_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let mounts = std::fs::read_to_string(super::MOUNTS).unwrap();
        let known = mounts.lines().filter_map(super::mount).count();
        assert_eq!(known, mounts.lines().count(), "{mounts}");
        assert_eq!(elsewhere(&folder.path().join("new.db")), None);
    }
}
