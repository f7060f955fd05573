//! Files that nobody meant to write: small seeds, mutated by the thousand (trust.md T24). Nothing may panic, hang, or
//! get lost.

use std::time::{Duration, Instant};

use super::*;
use crate::domain::platform::Platform;

/// Files in the manner of all that the importer knows, and some that it refuses.
fn seeds() -> Vec<Vec<u8>> {
    let texts: [&str; 26] = [
        "handle,name\nada,Ada\nbo,Bo\n",
        "handle;name;followers\r\nada;Ada;1,2K\r\nbo;\"Bo; Jr\";3\r\n",
        "handle\tlast contact\tmail\nada\t2024-01-31\ta@b.co\nbo\t31/01/2024\tx\n",
        "handle|tags\nada|#a b\nbo|c;d\n",
        "sep=;\nhandle;note\nada;x\n",
        "\u{feff}handle,followers\nada,209.6K\nbo,1.2M\ncy,29.0b\n",
        "S.no,Name,Youtuber, Subscribers, Subscribers\n1,A B,ab,9M,9000000\n2,C D,c d,1.2K,1200\n",
        "Influencer insta name,instagram name,\"Engagement avg\r\n\",\"Engagement avg Values \n\"\nada,A L,1K,1000\n",
        "rank,channel_info,60d_eng_rate,country\n1,ada,1.39%,Spain\n2,bo,NaN%,CÃ´te d'Ivoire\n",
        "Creator,Profile URL\nada,https://www.instagram.com/ada/?hl=en\nbo,https://tiktok.com/@bo%20c\n",
        "handle,note\nada,\"line\nline \"\"quoted\"\" end\"\nbo,\"\"\n",
        "handle,note\nada,\"never closed\nbo,x\ncy,\"closed\"\n",
        "handle,note\n\"ada,x\n\"bo\",\"y\"z\n",
        "handle,n\r\rada,1\r\n\n\nbo,2\r",
        ",,,\n\nhandle,,name,\nada,,Ada,\n,,,\n",
        "Instagram,TikTok,Name\nada,@ada.tt,Ada\n,bo,Bo\n",
        "handle,er\nada,0.0139\nbo,1.91\ncy,-1\ndi,1e99\n",
        "handle,name\n👩\u{200d}🚀,محمد طارق\n설기양,व्लाद\ne\u{301},\u{202e}evil\n",
        "id,handle,stage,owner,next_action\n1,ada,outreach,bo,2024-02-30\n2,'@cy,x,,\n",
        "handle,country,lang\nada,NA,en-US\nbo,🇩🇪,xx\ncy,\"Lagos, Nigeria\",\"en, fr\"\n",
        "First Name,Last Name,link\nAda,L,instagram.com/ada\n",
        "handle\n=1+1\n'=1+1\n@\n-\nN/A\n#VALOR!\n",
        "a\nb",
        "handle,handle,handle\na,b,c\n",
        "{\"handle\":\"ada\"}",
        "%PDF-1.4\nhandle\n",
    ];
    let mut seeds: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    let utf16 = |to: fn(u16) -> [u8; 2]| texts[0].encode_utf16().flat_map(to).collect::<Vec<u8>>();
    seeds.push(utf16(u16::to_le_bytes));
    seeds.push([vec![0xfe, 0xff], utf16(u16::to_be_bytes)].concat());
    seeds.push(b"handle,name\nzoe,Zo\xeb \x81\xff\n".to_vec());
    seeds.push(b"handle,n\0te\nad\0a,\x1b]52;c;aGk=\x07\n".to_vec());
    seeds
}

/// Marsaglia's xorshift: the same files on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % sides.max(1)
    }
}

fn mutate(file: &mut Vec<u8>, dice: &mut Dice) {
    const SPICE: &[&[u8]] = &[
        b"\"",
        b"\"\"",
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"@",
        b"%",
        b"/",
        b"://",
        b"-",
        b"9999999999999999999",
        b"1e9",
        b"\xe2\x80\x8b",
        b"\xf0\x9f",
        b"'",
        b"=",
        b"K",
        b":",
        b"(",
        b"\x1b[",
        b"handle",
        b"2024-01-01",
        b"n/a",
    ];
    let at = dice.roll(file.len() + 1);
    let until = (at + dice.roll(24)).min(file.len());
    match dice.roll(7) {
        0 if at < file.len() => file[at] ^= 1 << dice.roll(8),
        1 => drop(file.splice(at..at, SPICE[dice.roll(SPICE.len())].iter().copied())),
        2 => file.truncate(at),
        3 => {
            let chunk = file[at..until].to_vec();
            let to = dice.roll(file.len() + 1);
            let times = 1 + dice.roll(40);
            drop(file.splice(to..to, chunk.repeat(times)));
        }
        4 => drop(file.drain(at..until)),
        5 if at < file.len() => file[at] = u8::try_from(dice.roll(256)).unwrap_or(0),
        _ => drop(file.splice(at..until, SPICE[dice.roll(SPICE.len())].iter().copied())),
    }
}

/// Rows of a file without quotes, counted in the plainest way there is; none if that is not so plain.
fn plain_rows(file: &[u8]) -> Option<u64> {
    let is_plain = !file.contains(&b'"')
        && !file.contains(&0)
        && file.is_ascii()
        && !file.starts_with(b"sep=");
    let text = String::from_utf8(file.to_vec())
        .ok()
        .filter(|_| is_plain)?
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let text = text.strip_suffix('\n').unwrap_or(&text);
    // Which lines above the header are blank depends on the delimiter.
    let begins = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    u64::try_from(text.split('\n').count())
        .ok()?
        .checked_sub(1)
        .filter(|_| begins)
}

fn import(file: &[u8], options: &Options) {
    let started = Instant::now();
    let shown = || String::from_utf8_lossy(file).into_owned();
    let mut source = match Source::from_bytes("x.csv", file.to_vec(), options) {
        Ok(source) => source,
        Err(error) => {
            let sentence = error.to_string();
            assert!(
                !sentence.is_empty() && !sentence.contains(char::is_control),
                "{sentence:?} from {:?}",
                shown()
            );
            return;
        }
    };
    let (mut taken, mut rejected, mut line) = (0, 0, 0);
    while let Ok(Some(row)) = source.next_row() {
        let begins = match row {
            Ok(row) => {
                taken += 1;
                assert!(!row.handle.key().is_empty());
                row.line
            }
            Err(bad) => {
                rejected += 1;
                assert!(
                    !bad.reason.is_empty() && !bad.cells.is_empty(),
                    "{bad:?} from {:?}",
                    shown()
                );
                bad.line
            }
        };
        assert!(begins > line, "line {begins} after {line} of {:?}", shown());
        line = begins;
    }
    let counts = source.counts();
    assert_eq!(
        (counts.taken, counts.rejected),
        (taken, rejected),
        "{:?}",
        shown()
    );
    assert_eq!(
        counts.rows,
        taken + rejected + counts.blank,
        "{:?}",
        shown()
    );
    assert_eq!(source.bytes_read(), source.total_bytes(), "{:?}", shown());
    if let Some(rows) = plain_rows(file) {
        assert_eq!(counts.rows, rows, "{:?}", shown());
    }
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", shown());
}

fn import_mutations(count: usize) {
    let seeds = seeds();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let given = Options {
        learned: None,
        platform: Some(Platform::Instagram),
        map: Vec::new(),
    };
    for round in 0..count {
        let mut file = seeds[round % seeds.len()].clone();
        for _ in 0..=dice.roll(6) {
            mutate(&mut file, &mut dice);
        }
        import(
            &file,
            if round % 3 == 0 {
                &given
            } else {
                Options::default_ref()
            },
        );
    }
}

impl Options {
    fn default_ref() -> &'static Options {
        static PLAIN: Options = Options {
            learned: None,
            platform: None,
            map: Vec::new(),
        };
        &PLAIN
    }
}

#[test]
fn the_seeds_themselves_go_through() {
    for seed in seeds() {
        import(&seed, Options::default_ref());
    }
}

#[test]
fn five_hundred_broken_files_do_no_harm() {
    import_mutations(500);
}

#[test]
#[ignore = "long: 10,000 files"]
fn ten_thousand_broken_files_do_no_harm() {
    import_mutations(10_000);
}
