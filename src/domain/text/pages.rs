//! What a text becomes that was written in one code page and read in another.

use encoding_rs::Encoding;

/// A code page: the Encoding Standard's, or one of DOS by the letters of its bytes from 0x80 on.
#[derive(Debug, Clone, Copy)]
enum Page {
    Known(&'static Encoding),
    Dos(&'static str),
}

/// Code pages in which files and old programs keep names.
static PAGES: [Page; 21] = [
    Page::Known(encoding_rs::WINDOWS_1252),
    Page::Known(encoding_rs::WINDOWS_1250),
    Page::Known(encoding_rs::WINDOWS_1251),
    Page::Known(encoding_rs::WINDOWS_1253),
    Page::Known(encoding_rs::WINDOWS_1254),
    Page::Known(encoding_rs::WINDOWS_1257),
    Page::Known(encoding_rs::ISO_8859_2),
    Page::Known(encoding_rs::ISO_8859_5),
    Page::Known(encoding_rs::KOI8_R),
    Page::Known(encoding_rs::KOI8_U),
    Page::Known(encoding_rs::IBM866),
    Page::Known(encoding_rs::MACINTOSH),
    Page::Known(encoding_rs::X_MAC_CYRILLIC),
    Page::Known(encoding_rs::GBK),
    Page::Known(encoding_rs::BIG5),
    Page::Known(encoding_rs::SHIFT_JIS),
    Page::Known(encoding_rs::EUC_JP),
    Page::Known(encoding_rs::EUC_KR),
    Page::Dos(CP437),
    Page::Dos(CP850),
    Page::Dos(CP852),
];

const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
const CP852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

impl Page {
    /// The bytes of a text; none where it has a letter that the page lacks.
    fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Page::Known(page) => {
                let (bytes, _, has_lost) = page.encode(text);
                (!has_lost).then(|| bytes.into_owned())
            }
            Page::Dos(letters) => {
                let byte = |letter: char| match u8::try_from(letter) {
                    Ok(byte) if byte < 0x80 => Some(byte),
                    _ => {
                        let place = letters.chars().position(|one| one == letter)?;
                        u8::try_from(place + 0x80).ok()
                    }
                };
                text.chars().map(byte).collect()
            }
        }
    }

    fn decode(self, bytes: &[u8]) -> String {
        match self {
            Page::Known(page) => page.decode_without_bom_handling(bytes).0.into_owned(),
            Page::Dos(letters) => {
                let letter = |byte: &u8| match byte.checked_sub(0x80) {
                    Some(place) => letters.chars().nth(usize::from(place)),
                    None => Some(char::from(*byte)),
                };
                bytes.iter().filter_map(letter).collect()
            }
        }
    }
}

/// Whether what becomes of a text, written in UTF-8 or a code page and read in another one, is of some kind.
pub(super) fn any_image(text: &str, mut is_wanted: impl FnMut(&str) -> bool) -> bool {
    let utf8 = std::iter::once(text.as_bytes().to_vec());
    let written = utf8.chain(PAGES.iter().filter_map(|page| page.encode(text)));
    let mut seen: Vec<Vec<u8>> = Vec::new();
    for bytes in written {
        if seen.contains(&bytes) {
            continue;
        }
        if PAGES.iter().any(|page| is_wanted(&page.decode(&bytes))) {
            return true;
        }
        seen.push(bytes);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_dos_have_a_letter_for_each_byte() {
        for letters in [CP437, CP850, CP852] {
            assert_eq!(letters.chars().count(), 128);
        }
        assert_eq!(Page::Dos(CP437).decode(b"Zo\x89 \xe1"), "Zoë ß");
        assert_eq!(
            Page::Dos(CP850).encode("Zoë").as_deref(),
            Some(&b"Zo\x89"[..])
        );
        assert_eq!(Page::Dos(CP850).encode("李"), None);
    }

    #[test]
    fn what_becomes_of_a_text_is_found() {
        for (text, image) in [
            ("Zoë", "Zo├½"),
            ("Zoë", "ZoÙ"),
            ("Černý", "Èerný"),
            ("Олена", "Îëåíà"),
            ("李娜", "ÀîÄÈ"),
            ("Bjørn", "Bj酶rn"),
        ] {
            assert!(any_image(text, |one| one == image), "{text}, {image}");
        }
        assert!(!any_image("Müller", |one| one == "Möller"));
    }
}
