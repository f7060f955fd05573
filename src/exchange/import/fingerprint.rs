//! Whether a file is still the one that an import began with: its length and a hash of its content.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// What tells a file from another version of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Its length in bytes.
    pub bytes: u64,
    /// A hash of all of them (FNV-1a, by words of eight bytes); guards against mistakes, not against malice.
    pub hash: u64,
}

/// Reads a file through.
///
/// # Errors
/// What the system says.
pub fn fingerprint(path: &Path) -> io::Result<Fingerprint> {
    of(File::open(path)?)
}

fn of(mut from: impl Read) -> io::Result<Fingerprint> {
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut found = Fingerprint {
        bytes: 0,
        hash: 0xcbf2_9ce4_8422_2325,
    };
    let mut chunk = vec![0; 128 * 1024];
    loop {
        let count = fill(&mut from, &mut chunk)?;
        for word in chunk[..count].chunks(8) {
            let mut eight = [0; 8];
            eight[..word.len()].copy_from_slice(word);
            found.hash = (found.hash ^ u64::from_le_bytes(eight)).wrapping_mul(PRIME);
            found.hash ^= found.hash >> 32;
        }
        found.bytes += count as u64;
        if count < chunk.len() {
            return Ok(found);
        }
    }
}

/// Reads until the chunk is full or nothing more comes, so that the words fall alike every time.
fn fill(from: &mut impl Read, chunk: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < chunk.len() {
        match from.read(&mut chunk[count..]) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_byte_and_one_more_byte_are_noticed() {
        let text = "handle,followers\nada.lov,84200\n".repeat(10_000);
        let whole = of(text.as_bytes()).unwrap();
        assert_eq!(of(text.as_bytes()).unwrap(), whole);
        assert_eq!(whole.bytes, text.len() as u64);
        let mut other = text.clone().into_bytes();
        other[200_000] ^= 1;
        assert_ne!(of(other.as_slice()).unwrap().hash, whole.hash);
        assert_ne!(of(format!("{text}\n").as_bytes()).unwrap(), whole);
    }
}
