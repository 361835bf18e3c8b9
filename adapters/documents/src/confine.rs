//! The second wall around the rendering child: whatever a template makes Typst do, the kernel lets it open no file and no socket
//! and start no program.
//!
//! The first wall is the virtual world of `sandbox.rs`, which has none of these; this one is for the day on which Typst has a hole.
//! It forbids by name and leaves the rest alone, so that another allocator or another version of the runtime still works.
//! A kernel without filters leaves the child with its first wall and its limits.

use std::collections::BTreeMap;
use std::env::consts::ARCH;

use seccompiler::{BackendError, BpfProgram, SeccompAction, SeccompFilter, TargetArch};

/// What nobody may call who only lays text out: each is refused with `EPERM`.
const FORBIDDEN: &[i64] = &[
    // Files and folders.
    libc::SYS_openat,
    libc::SYS_openat2,
    libc::SYS_unlinkat,
    libc::SYS_renameat2,
    libc::SYS_linkat,
    libc::SYS_symlinkat,
    libc::SYS_mkdirat,
    libc::SYS_mknodat,
    libc::SYS_fchmodat,
    libc::SYS_fchownat,
    libc::SYS_truncate,
    libc::SYS_chdir,
    libc::SYS_chroot,
    libc::SYS_mount,
    libc::SYS_memfd_create,
    libc::SYS_io_uring_setup,
    // The network.
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept4,
    // Other programs and processes.
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_kill,
    libc::SYS_bpf,
    libc::SYS_unshare,
    libc::SYS_setns,
];

/// Older ways to the same that some machines still have.
#[cfg(target_arch = "x86_64")]
const OLDER: &[i64] = &[
    libc::SYS_open,
    libc::SYS_creat,
    libc::SYS_unlink,
    libc::SYS_rename,
    libc::SYS_link,
    libc::SYS_symlink,
    libc::SYS_mkdir,
    libc::SYS_rmdir,
    libc::SYS_chmod,
    libc::SYS_accept,
    libc::SYS_fork,
    libc::SYS_vfork,
];
#[cfg(not(target_arch = "x86_64"))]
const OLDER: &[i64] = &[libc::SYS_accept];

/// Confines this thread and every thread that it starts, for good. Says whether the kernel took it.
pub(crate) fn confine() -> bool {
    filter().is_ok_and(|filter| seccompiler::apply_filter(&filter).is_ok())
}

fn filter() -> Result<BpfProgram, BackendError> {
    let forbidden = FORBIDDEN.iter().chain(OLDER);
    let rules: BTreeMap<i64, Vec<_>> = forbidden.map(|call| (*call, Vec::new())).collect();
    let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let machine = TargetArch::try_from(ARCH)?;
    SeccompFilter::new(rules, SeccompAction::Allow, refused, machine)?.try_into()
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::ErrorKind;
    use std::net::{TcpListener, TcpStream};
    use std::process::Command;
    use std::thread;

    use super::confine;

    /// The filter holds for the thread of the test and for those that it starts; the others never notice.
    #[test]
    fn no_file_no_socket_and_no_program_is_opened() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let confined = thread::spawn(move || {
            assert!(confine(), "the kernel takes no filter");
            let below = thread::spawn(move || {
                let file = File::open("/etc/passwd").map(drop);
                let socket = TcpStream::connect(address).map(drop);
                let program = Command::new("/bin/true").spawn().map(drop);
                [file, socket, program].map(|tried| tried.map_err(|error| error.kind()))
            });
            below.join().unwrap()
        });
        let refused = Err(ErrorKind::PermissionDenied);
        assert_eq!(confined.join().unwrap(), [refused; 3]);
        assert!(File::open("/etc/passwd").is_ok());
    }
}
