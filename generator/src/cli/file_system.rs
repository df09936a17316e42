//! File system operations: checks of regular files, and those that only some platforms support, which are the atomic exchange of
//! two paths, and folder locks.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// An exclusive lock on a folder. Other runs wait until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    /// The locked folder, or `None` on a platform without folder locks.
    _folder: Option<File>,
}

/// Exchanges two paths atomically.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(crate) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Exchanges two paths atomically. This platform does not support it.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(crate) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Locks a folder, and waits while another run holds the lock. The end of the process releases it, too.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(crate) fn lock(folder: &Path) -> io::Result<Lock> {
    let folder = File::open(folder)?;
    rustix::fs::flock(&folder, rustix::fs::FlockOperation::LockExclusive)?;
    Ok(Lock { _folder: Some(folder) })
}

/// Locks nothing. This platform does not support folder locks.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(crate) fn lock(_: &Path) -> io::Result<Lock> {
    Ok(Lock { _folder: None })
}

/// Rejects paths of anything but regular files: opening a FIFO blocks, and a device may never end.
pub(crate) fn regular(path: &Path) -> io::Result<&Path> {
    let metadata = fs::metadata(path)?;
    if metadata.is_file() {
        return Ok(path);
    }
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"))
}
