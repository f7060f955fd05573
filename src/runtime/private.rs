//! Folders and files of this user alone (trust.md rules 18 and 25). A folder is opened once, checked, and used through
//! its descriptor, so that what was checked is what is written to; a link never leads anywhere else.

use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, FlockOperation, Mode, OFlags};
use rustix::fs::{fchmod, flock, fstat};
use rustix::fs::{fsync, mkdirat, openat, renameat, unlinkat};
use rustix::io::Errno;

/// The end of a name under which a file is written until it is whole.
const UNFINISHED: &str = ".unfinished";
/// Others may write what has one of these bits.
const OTHERS_WRITE: u32 = 0o022;

/// A folder that belongs to this user, and that nobody else can write.
#[derive(Debug)]
pub struct Folder {
    at: OwnedFd,
    path: PathBuf,
}

impl Folder {
    /// Opens a folder, and makes it and those above it where they are missing.
    ///
    /// # Errors
    /// When it cannot be made or opened, is not this user's, or can be written by others.
    pub fn make(path: &Path) -> io::Result<Folder> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)?;
        Folder::open(path)
    }

    /// Opens a folder that is there.
    ///
    /// # Errors
    /// As [`Folder::make`]; a folder that is missing is not found.
    pub fn open(path: &Path) -> io::Result<Folder> {
        // The user may have moved the whole folder to another disk with a link of their own: its owner decides.
        let at = openat(
            CWD,
            path,
            OFlags::DIRECTORY | OFlags::CLOEXEC,
            Mode::empty(),
        )?;
        Folder::checked(at, path.to_path_buf())
    }

    /// Opens a folder in this one, and makes it where it is missing.
    ///
    /// # Errors
    /// As [`Folder::make`]; also when a link has its name.
    pub fn below(&self, name: &str) -> io::Result<Folder> {
        match mkdirat(&self.at, name, Mode::RWXU) {
            Ok(()) | Err(Errno::EXIST) => {}
            // On a disk that cannot be written it may be there already.
            Err(error) => return self.enter(name).map_err(|_| error.into()),
        }
        self.enter(name)
    }

    /// Opens a folder in this one that is there.
    ///
    /// # Errors
    /// As [`Folder::below`]; a folder that is missing is not found.
    pub fn enter(&self, name: &str) -> io::Result<Folder> {
        let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let path = self.path.join(name);
        match openat(&self.at, name, flags, Mode::empty()) {
            Ok(at) => Folder::checked(at, path),
            Err(Errno::LOOP | Errno::NOTDIR) => Err(improper(&path, "is not a folder")),
            Err(error) => Err(error.into()),
        }
    }

    fn checked(at: OwnedFd, path: PathBuf) -> io::Result<Folder> {
        let found = fstat(&at)?;
        if found.st_uid != rustix::process::geteuid().as_raw() {
            return Err(improper(&path, "belongs to another account"));
        }
        if Mode::from_raw_mode(found.st_mode).intersects(Mode::RWXG | Mode::RWXO) {
            let closed = fchmod(&at, Mode::RWXU);
            if closed.is_err() && found.st_mode & OTHERS_WRITE != 0 {
                return Err(improper(&path, "can be written by other accounts"));
            }
        }
        Ok(Folder { at, path })
    }

    /// Its path, for sentences and for programs that are started.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The names in it, in order.
    ///
    /// # Errors
    /// What the disk says.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.at)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name != "." && name != ".." {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Reads a plain file of this user's, of at most so many bytes.
    ///
    /// # Errors
    /// What the disk says, and where the file is not of that kind.
    pub fn read(&self, name: &str, most: u64) -> io::Result<Vec<u8>> {
        // A pipe that somebody put there would wait for a writer for ever.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let path = self.path.join(name);
        let file = match openat(&self.at, name, flags, Mode::empty()) {
            Err(Errno::LOOP) => return Err(improper(&path, "is a link")),
            file => file?,
        };
        own_file(&file, &path)?;
        let mut bytes = Vec::new();
        fs::File::from(file)
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(improper(&path, &format!("is larger than {most} bytes")));
        }
        Ok(bytes)
    }

    /// Writes a file whole or not at all; it is on disk when this returns.
    ///
    /// # Errors
    /// What the disk says; what stood there before stands there still.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let unfinished = format!(".{name}.{:016x}{UNFINISHED}", random());
        let written = self.fill(&unfinished, bytes);
        let done = written.and_then(|()| {
            renameat(&self.at, &unfinished, &self.at, name)?;
            // A folder that cannot be synced, as on some file systems, has the new name all the same.
            let _ = fsync(&self.at);
            Ok(())
        });
        if done.is_err() {
            let _ = unlinkat(&self.at, &unfinished, AtFlags::empty());
        }
        done
    }

    /// Makes a new file with this in it, which is on disk when this returns.
    ///
    /// # Errors
    /// What the disk says; also when the name is taken.
    pub fn fill(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
        let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut file = fs::File::from(openat(&self.at, name, flags, Mode::RUSR | Mode::WUSR)?);
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Opens a file to write behind what is in it, and makes it where it is missing.
    ///
    /// # Errors
    /// What the disk says, and where there is anything but a plain file of this user's.
    pub fn append(&self, name: &str) -> io::Result<fs::File> {
        let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::NONBLOCK;
        let flags = flags | OFlags::NOFOLLOW | OFlags::NOCTTY | OFlags::CLOEXEC;
        let path = self.path.join(name);
        let file = match openat(&self.at, name, flags, Mode::RUSR | Mode::WUSR) {
            Err(Errno::LOOP) => return Err(improper(&path, "is a link")),
            // A pipe that nobody reads from.
            Err(Errno::NXIO | Errno::ISDIR) => return Err(improper(&path, "is not a plain file")),
            file => file?,
        };
        own_file(&file, &path)?;
        let _ = fchmod(&file, Mode::RUSR | Mode::WUSR);
        Ok(file.into())
    }

    /// The length of something in it, in bytes; none where it is not there.
    #[must_use]
    pub fn length(&self, name: &str) -> u64 {
        let found = rustix::fs::statat(&self.at, name, AtFlags::SYMLINK_NOFOLLOW);
        found.map_or(0, |found| u64::try_from(found.st_size).unwrap_or(0))
    }

    /// Gives a file another name in it, in the place of what has that name.
    ///
    /// # Errors
    /// What the disk says.
    pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        Ok(renameat(&self.at, from, &self.at, to)?)
    }

    /// Removes a file; one that is not there is removed already.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        match unlinkat(&self.at, name, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes a folder in this one with the files in it; folders in that one are left, and keep it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn remove_folder(&self, name: &str) -> io::Result<()> {
        let folder = match self.enter(name) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            folder => folder?,
        };
        for file in folder.names()? {
            let _ = folder.remove(&file);
        }
        Ok(unlinkat(&self.at, name, AtFlags::REMOVEDIR)?)
    }

    /// Makes an empty file and locks it, until what is returned is dropped.
    ///
    /// # Errors
    /// What the disk says, also where the file system has no locks.
    pub fn lock(&self, name: &str) -> io::Result<Lock> {
        // Under another name until it is locked, or another process could take it for one that was left.
        let new = format!(".{name}.{:016x}{UNFINISHED}", random());
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
        let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = openat(&self.at, &new, flags, Mode::RUSR | Mode::WUSR)?;
        let taken = flock(&file, FlockOperation::NonBlockingLockExclusive)
            .and_then(|()| renameat(&self.at, &new, &self.at, name));
        if let Err(error) = taken {
            let _ = unlinkat(&self.at, &new, AtFlags::empty());
            return Err(error.into());
        }
        Ok(Lock {
            folder: self.at.try_clone()?,
            name: name.to_owned(),
            file,
        })
    }

    /// Whether a process holds the lock on this file.
    #[must_use]
    pub fn is_locked(&self, name: &str) -> bool {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        openat(&self.at, name, flags, Mode::empty()).is_ok_and(|file| {
            flock(&file, FlockOperation::NonBlockingLockShared) == Err(Errno::WOULDBLOCK)
        })
    }

    /// When something in this folder was last changed, in seconds since 1970.
    #[must_use]
    pub fn changed(&self, name: &str) -> Option<i64> {
        let found = rustix::fs::statat(&self.at, name, AtFlags::SYMLINK_NOFOLLOW);
        found.ok().map(|found| found.st_mtime)
    }

    /// Whether something in this folder was last changed so many seconds ago, by a clock that may have been set since.
    #[must_use]
    pub fn is_older(&self, name: &str, seconds: i64, now: i64) -> bool {
        let changed = self.changed(name);
        changed.is_some_and(|changed| now.saturating_sub(changed) > seconds)
    }
}

/// Refuses what is open here and no plain file of this user's.
fn own_file(file: &OwnedFd, path: &Path) -> io::Result<()> {
    let found = fstat(file)?;
    if FileType::from_raw_mode(found.st_mode) != FileType::RegularFile {
        return Err(improper(path, "is not a plain file"));
    }
    if found.st_uid != rustix::process::geteuid().as_raw() {
        return Err(improper(path, "belongs to another account"));
    }
    Ok(())
}

/// A file that is locked; it is deleted when this is dropped.
#[derive(Debug)]
pub struct Lock {
    folder: OwnedFd,
    name: String,
    file: OwnedFd,
}

impl Lock {
    /// Whether others still find it under its name.
    #[must_use]
    pub fn is_in_place(&self) -> bool {
        let there = rustix::fs::statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW);
        there.is_ok_and(|there| {
            fstat(&self.file)
                .is_ok_and(|own| (own.st_dev, own.st_ino) == (there.st_dev, there.st_ino))
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // It is still locked here, so that it is nobody else's.
        if self.is_in_place() {
            let _ = unlinkat(&self.folder, &self.name, AtFlags::empty());
        }
    }
}

/// Whether a name is that of a file of ours that was never finished.
#[must_use]
pub fn is_unfinished(name: &str) -> bool {
    name.ends_with(UNFINISHED)
}

/// Something that nobody can guess.
#[must_use]
pub fn random() -> u64 {
    std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), std::process::id())
}

/// A file or folder that is not what it should be.
#[derive(Debug)]
struct Improper {
    path: PathBuf,
    why: String,
}

impl std::fmt::Display for Improper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.path.display(), self.why)
    }
}

impl std::error::Error for Improper {}

fn improper(path: &Path, why: &str) -> io::Error {
    io::Error::other(Improper {
        path: path.to_path_buf(),
        why: why.to_owned(),
    })
}

/// Why a file cannot be written or read, in a few words.
#[must_use]
pub fn cause(error: &io::Error) -> String {
    let improper = error.get_ref().and_then(|inner| inner.downcast_ref());
    if let Some(Improper { path, why }) = improper {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return format!("{name} {why}");
    }
    let words = match error.kind() {
        ErrorKind::StorageFull => "disk full",
        ErrorKind::QuotaExceeded => "disk quota reached",
        ErrorKind::FileTooLarge => "file size limit reached",
        ErrorKind::ReadOnlyFilesystem => "read-only disk",
        ErrorKind::PermissionDenied => "no permission to write",
        ErrorKind::NotFound => "folder missing",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "a file is in the way",
        _ if error.raw_os_error().is_none() => return error.to_string(),
        _ => "the disk reports an error",
    };
    words.to_owned()
}

/// Why a file or folder cannot be read, in a few words.
#[must_use]
pub fn cause_of_reading(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "no permission to read".to_owned(),
        _ => cause(error),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::os::unix::fs::symlink;

    use super::*;

    /// What may lie in the place of a file of ours, and how it is put there.
    type Attack = (&'static str, fn(&Path));

    const ATTACKS: [Attack; 5] = [
        ("link to a file", |path| {
            fs::write(path.with_file_name("victim"), "as it was").unwrap();
            symlink("victim", path).unwrap();
        }),
        ("link to nothing", |path| symlink("nothing", path).unwrap()),
        ("pipe", |path| {
            rustix::fs::mknodat(CWD, path, FileType::Fifo, Mode::RWXU, 0).unwrap();
        }),
        ("folder", |path| fs::create_dir(path).unwrap()),
        ("file of another account", |path| {
            fs::write(path, "as it was").unwrap();
            // Only root may give a file away; for everyone else it is a folder again.
            if std::os::unix::fs::chown(path, Some(4_242), None).is_err() {
                fs::remove_file(path).unwrap();
                fs::create_dir(path).unwrap();
            }
        }),
    ];

    #[test]
    fn nothing_in_the_place_of_a_file_is_followed_read_or_written_behind() {
        for (what, attack) in ATTACKS {
            let place = tempfile::tempdir().unwrap();
            let folder = Folder::open(place.path()).unwrap();
            let path = place.path().join("file");
            attack(&path);
            assert!(folder.read("file", 100).is_err(), "{what} was read");
            assert!(folder.append("file").is_err(), "{what} was opened");
            // A whole file takes the place of a link, and never of what the link leads to.
            let written = folder.write("file", b"ours");
            assert_eq!(written.is_ok(), !path.is_dir(), "{what}");
            let victim = place.path().join("victim");
            if victim.exists() {
                assert_eq!(fs::read_to_string(victim).unwrap(), "as it was", "{what}");
            }
            assert!(!place.path().join("nothing").exists(), "{what}");
        }
    }

    #[test]
    fn what_is_written_behind_a_file_is_private_whatever_it_was() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path()).unwrap();
        let path = place.path().join("file");
        fs::write(&path, "one ").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        folder.append("file").unwrap().write_all(b"two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one two");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
