//! Whose a column of links, `@handles` or mail addresses is, where only its values say what it holds.
//!
//! # The rule
//!
//! | the words of the header | links and `@handles` | mail addresses |
//! |---|---|---|
//! | name another person or a thing (`Referred by`, `Brand URL`, `Owner email`, `Invoice link`) | an extra field, with a remark | an extra field, with a remark |
//! | say that it is an account or an address of the row's person (`Profile link`, `IG`, `2nd e-mail`) | the account | the person's |
//! | say neither (`Similar`, `Column 7`) | the account if nothing else in the file can name it, with a warning; else an extra field, with a remark | the person's if no other column holds theirs, with a warning; else an extra field, with a remark |
//!
//! Another person or thing goes first: `Manager Instagram` is the manager's.

use super::aliases::Meaning;
use super::columns::Board;
use super::error::quote;
use super::map::map_option;
use super::role::Role;
use crate::domain::platform;
use crate::domain::text::fold;

/// Where the advice of a warning about a column that may be someone else's begins; the screen has keys instead.
pub const ADVICE: &str = "; if they are ";

/// Whose a column is, by its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The row's own account or person.
    Own,
    /// Another person, or a thing.
    Other,
    /// The header does not say.
    Open,
}

/// What the values of such a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Links to profiles.
    Links,
    /// Mail addresses.
    Mails,
    /// Names that begin with `@`.
    Handles,
}

impl Held {
    /// The role that the column has where it is the person's own.
    fn role(self) -> Role {
        match self {
            Held::Links => Role::Url,
            Held::Mails => Role::Mail,
            Held::Handles => Role::Handle,
        }
    }

    /// Whether such values name accounts.
    fn names(self) -> bool {
        matches!(self, Held::Links | Held::Handles)
    }

    /// Why the column has its role.
    fn reason(self) -> &'static str {
        match self {
            Held::Links => "its values are links to profiles",
            Held::Mails => "its values are mail addresses",
            Held::Handles => "its values begin with @",
        }
    }

    /// What the values are.
    fn words(self) -> &'static str {
        match self {
            Held::Links => "links to profiles",
            Held::Mails => "mail addresses",
            Held::Handles => "handles",
        }
    }
}

/// Beginnings of words that name another person: a colleague, an agent, whoever recommended someone, a relative.
const PEOPLE: &str = "manag menedzer menadzer gerente gestion agent agenc agenz agentur agence agencja bureau represent vertret \
    betreu ansprech zustandig verantwort bearbeit responsab assist sekret secretar owner besitz inhaber propriet assign \
    delegat sender absender recruit scout approver reviewer editor modif refer recommend recomend recommand empfohlen \
    empfehl introduc invit eingeladen vorgestellt parrain spouse husband ehemann ehefrau marido esposo esposa marito moglie \
    girlfriend boyfriend fiance parent mother father mutter vater guardian sibling brother sister friend freund \
    collaborator colleague kolleg coworker employ mitarbeit supervisor boss lawyer legal accountant emergency client kunde";
/// Beginnings of words that name a thing: a brand, a piece of content, a document, a place on the web, a source.
const THINGS: &str = "brand marke marca marque marchio merk compan firma entreprise empresa azienda competit mitbewerb \
    konkurren concurren competid concorren advertis campaign kampagne campagne campana campanha campagna invoice rechnung \
    factur fattur billing payment payout paypal bank contract vertrag contrat brief product produkt produit shop store \
    warehouse website webseite webpage homepage domain landing portfolio newsletter source quelle fuente fonte proof beleg \
    evidence screenshot example beispiel ejemplo sample inspir similar ahnlich lookalike alternativ benchmark compar mention \
    hashtag inhalt beitrag article artikel press video photo foto image picture avatar thumbnail mediakit document dokument \
    dossier report folder drive sheet";
/// Words for another person or thing, whole: their beginnings are those of other words, as of `partnerships email`.
const WHOLE: &str = "our ours unser unsere unserer notre nos nuestro nuestra nostro nostra team staff ceo cfo pr kit deck \
    partner partners partnerin sponsor sponsors sponsored content wife son daughter mum mom dad frau mann mari femme by via \
    von durch par por da from like likes vs found site web sitio sito post posts reel reels story stories short shorts clip \
    clips ad ads file pdf cc bcc csm";
/// Words of an account of the row's person, by their beginnings.
const ACCOUNT: &str = "profil perfil link url uri href account konto cuenta compte handle user channel kanal canal chaine page \
    seite pagina social creator influencer talent youtuber tiktoker streamer author 主页 链接 账号 プロフィール 프로필 링크 ссылк \
    профил канал";
/// The same, whole.
const ACCOUNT_WHOLE: &str = "bio kol nick id";
/// Words of a mail address, by their beginnings.
const MAIL: &str =
    "mail email correo courriel posta epost sahkopost 邮箱 邮件 电子邮件 メール 이메일 почт пошт";
/// Endings that software joins to the word before: `ourmail`.
const ENDINGS: &[&str] = &[
    "urls", "url", "links", "link", "handle", "profile", "account", "emails", "email", "mails",
    "mail", "page", "channel",
];

impl Subject {
    /// Whose a column with such a header is.
    pub fn of(header: &str, held: Held) -> Subject {
        let words = words(header);
        let any = |beginnings: &str, whole: &str| {
            words.iter().any(|word| {
                whole.split_whitespace().any(|one| one == word)
                    || beginnings
                        .split_whitespace()
                        .any(|start| word.starts_with(start))
            })
        };
        if any(PEOPLE, WHOLE) || any(THINGS, "") {
            return Subject::Other;
        }
        let is_own = match held {
            Held::Mails => any(MAIL, ""),
            Held::Links | Held::Handles => {
                any(ACCOUNT, ACCOUNT_WHOLE) || platform::guess_from_words(header).is_some()
            }
        };
        if is_own { Subject::Own } else { Subject::Open }
    }
}

/// The words of a header, folded: `BrandURL` is two, and what software joined counts whole and in its parts. `Content
/// creator` is a creator.
fn words(header: &str) -> Vec<String> {
    let mut parted = String::with_capacity(header.len() + 4);
    let mut last = ' ';
    for c in header.chars() {
        if last.is_lowercase() && c.is_uppercase() {
            parted.push(' ');
        }
        parted.push(c);
        last = c;
    }
    let folded =
        [fold(&parted), fold(header)].map(|text| text.replace("content creator", "creator"));
    let bare = |word: &str| {
        word.trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    };
    let mut words: Vec<String> = folded
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .map(bare)
        .filter(|word| !word.is_empty())
        .collect();
    let parts: Vec<String> = words.iter().flat_map(|word| parts(word)).collect();
    words.extend(parts);
    words
}

/// The parts of a word that software joined: `igprofile`, `referredby`, `foundvia`.
fn parts(word: &str) -> Vec<String> {
    let split = |end: &&str| {
        let first = word.strip_suffix(*end).filter(|first| !first.is_empty())?;
        Some(vec![first.to_owned(), (*end).to_owned()])
    };
    let small = || {
        let ends = |end: &&str| word.len() > end.len() + 3 && word.ends_with(*end);
        let end = ["by", "via"].into_iter().find(|end| ends(end))?;
        Some(vec![end.to_owned()])
    };
    let joined = ENDINGS.iter().find_map(split);
    joined.or_else(small).unwrap_or_default()
}

impl Board<'_> {
    /// What the values of a column leave no doubt about, whatever its header says.
    fn held(&self, place: usize) -> Option<Held> {
        let shape = &self.drafts[place].shape;
        if shape.has(shape.links, 90) {
            Some(Held::Links)
        } else if shape.has(shape.mails, 90) {
            Some(Held::Mails)
        } else if shape.has(shape.marked, 90) {
            Some(Held::Handles)
        } else {
            None
        }
    }

    /// A role for a column whose header says nothing that we know, where its values leave no doubt and its header does
    /// not speak of someone else.
    pub fn read_values(&mut self, place: usize) {
        let Some(held) = self.held(place) else {
            return;
        };
        match Subject::of(&self.columns[place].header, held) {
            Subject::Own => self.set(place, held.role(), held.reason()),
            Subject::Other => {
                self.leave_out(place, held, "of someone or something else, by its header");
            }
            Subject::Open => self.open.push((place, held)),
        }
    }

    /// Columns whose headers do not say whose they are: the only one that can be it is taken, with a warning; the others
    /// stay extra fields.
    pub fn settle_open(&mut self) {
        let open = std::mem::take(&mut self.open);
        let accounts = open.iter().filter(|(_, held)| held.names()).count();
        let takes_account = accounts == 1 && !self.names_accounts();
        let takes_mail = open.len() - accounts == 1 && self.with(Role::Mail).is_empty();
        for (place, held) in open {
            let is_taken = if held.names() {
                takes_account
            } else {
                takes_mail
            };
            if !is_taken {
                self.leave_out(place, held, "and its header does not say whose");
                continue;
            }
            let header = &self.columns[place].header;
            let sentence = if held.names() {
                "names the accounts, as no other column does"
            } else {
                "is taken for the mail addresses of the people, as there is no other"
            };
            self.doubts.push(format!(
                "column {} {sentence}; its header does not say so{ADVICE}someone else's, use {}",
                quote(header),
                map_option(header, Role::Extra)
            ));
            self.set(place, held.role(), held.reason());
        }
    }

    /// Keeps a column under its header, and says why and what makes it more than that.
    fn leave_out(&mut self, place: usize, held: Held, why: &str) {
        let header = &self.columns[place].header;
        let reason = format!("{}, {why}; kept under its header", held.words());
        let own = if held.names() {
            "the accounts' own"
        } else {
            "the people's own"
        };
        let option = map_option(header, held.role());
        self.remarks.push(format!(
            "column {} holds {reason}{ADVICE}{own}, use {option}",
            quote(header)
        ));
        if held.names() {
            self.open_account.get_or_insert(option);
        }
        self.set(place, Role::Extra, reason);
    }

    /// Whether a column names the accounts by its header, or may do so.
    fn names_accounts(&self) -> bool {
        let may = |place: &usize| {
            let draft = &self.drafts[*place];
            draft.meaning == Meaning::Who
                && draft.shape.filled() > 0
                && (draft.about.is_some()
                    || draft.shape.has(draft.shape.links, 50)
                    || draft.squeezed.contains("channel")
                    || draft.squeezed.contains("account"))
        };
        !self.with(Role::Handle).is_empty()
            || !self.with(Role::Url).is_empty()
            || (0..self.drafts.len()).any(|place| may(&place))
    }
}
