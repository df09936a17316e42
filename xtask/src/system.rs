//! In: paths. Out: what only some systems can do with them: exchange two in one step, lock a folder.

use std::fs::File;
use std::io;
use std::path::Path;

/// Keeps other runs waiting while it is held.
#[derive(Debug)]
pub(crate) struct Lock {
    /// The locked folder; where there are no such locks, none.
    _folder: Option<File>,
}

/// Lets two paths change places, in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(crate) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Lets two paths change places, in one step: this system cannot.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(crate) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Waits until no other run works on a folder, and locks it; the end of the process unlocks it too.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(crate) fn lock(folder: &Path) -> io::Result<Lock> {
    let folder = File::open(folder)?;
    rustix::fs::flock(&folder, rustix::fs::FlockOperation::LockExclusive)?;
    Ok(Lock { _folder: Some(folder) })
}

/// Locks nothing: folders cannot be locked here.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(crate) fn lock(_: &Path) -> io::Result<Lock> {
    Ok(Lock { _folder: None })
}
