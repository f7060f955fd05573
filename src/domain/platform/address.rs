//! The addresses of profiles.

use super::typed::is_channel_id;
use super::{Handle, NameKind, Platform};

/// The address of an account's profile; `None` for names whose addresses we cannot tell.
///
/// Always `https`, with everything but letters, digits and `.-_~` (and the signs of a site's own address) percent-encoded.
#[must_use]
pub fn profile_url(platform: Platform, handle: &Handle) -> Option<String> {
    let name = handle.as_str();
    let (address, behind) = match (platform, handle.kind()) {
        (Platform::YouTube, NameKind::Channel) => ("https://www.youtube.com/channel/", ""),
        (Platform::YouTube, NameKind::Plain) if is_channel_id(name) => {
            ("https://www.youtube.com/channel/", "")
        }
        (Platform::YouTube, NameKind::Custom) => ("https://www.youtube.com/c/", ""),
        (Platform::YouTube, NameKind::User) => ("https://www.youtube.com/user/", ""),
        (Platform::X, NameKind::Id) => ("https://x.com/i/user/", ""),
        (Platform::LinkedIn, NameKind::Company) => ("https://www.linkedin.com/company/", ""),
        (Platform::LinkedIn, NameKind::School) => ("https://www.linkedin.com/school/", ""),
        (Platform::LinkedIn, NameKind::Showcase) => ("https://www.linkedin.com/showcase/", ""),
        (Platform::LinkedIn, NameKind::Group) => ("https://www.linkedin.com/groups/", ""),
        (Platform::Facebook, NameKind::Group) => ("https://www.facebook.com/groups/", ""),
        (Platform::Facebook, NameKind::Id) => ("https://www.facebook.com/profile.php?id=", ""),
        (Platform::Substack, NameKind::Publication) => ("https://", ".substack.com"),
        (Platform::Substack, NameKind::Id) => ("https://substack.com/profile/", ""),
        (Platform::Mastodon, _) => return mastodon_url(name),
        (Platform::Reddit, NameKind::Community) => ("https://www.reddit.com/r/", ""),
        (Platform::Discord, NameKind::Invite) => ("https://discord.gg/", ""),
        (Platform::Discord, NameKind::Id) => ("https://discord.com/users/", ""),
        (Platform::WhatsApp, NameKind::Number) => {
            return Some(format!("https://wa.me/{}", handle.key()));
        }
        (Platform::WhatsApp, NameKind::Channel) => ("https://whatsapp.com/channel/", ""),
        (Platform::WhatsApp, NameKind::Invite) => ("https://chat.whatsapp.com/", ""),
        (Platform::RedNote, NameKind::Id) => ("https://www.xiaohongshu.com/user/profile/", ""),
        (Platform::Douyin, NameKind::Id) => ("https://www.douyin.com/user/", ""),
        (Platform::Weibo, NameKind::Id) => ("https://weibo.com/u/", ""),
        (Platform::Weibo, NameKind::Plain) => ("https://weibo.com/n/", ""),
        (Platform::Bilibili, NameKind::Id) => ("https://space.bilibili.com/", ""),
        (Platform::Spotify, NameKind::Artist) => ("https://open.spotify.com/artist/", ""),
        (Platform::Spotify, NameKind::Show) => ("https://open.spotify.com/show/", ""),
        (Platform::Spotify, NameKind::User) => ("https://open.spotify.com/user/", ""),
        (Platform::Podcast, NameKind::Id) => ("https://podcasts.apple.com/podcast/", ""),
        (_, NameKind::Site) => ("https://", ""),
        (Platform::TikTok, NameKind::Id) => return None,
        _ => (platform.facts().address, ""),
    };
    if address.is_empty() {
        return None;
    }
    let mut url = address.to_owned();
    let is_site = handle.kind() == NameKind::Site;
    for byte in name.bytes() {
        let is_plain = byte.is_ascii_alphanumeric()
            || b".-_~".contains(&byte)
            || (is_site && b"/@%?&=#!+,;:".contains(&byte));
        if is_plain {
            url.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            url.push('%');
            url.push(char::from(HEX[usize::from(byte >> 4)]));
            url.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    url.push_str(behind);
    Some(url)
}

/// `ada@host` is at home at `https://host/@ada`.
fn mastodon_url(name: &str) -> Option<String> {
    let (name, host) = name.split_once('@')?;
    let is_plain = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b))
    };
    (is_plain(name) && is_plain(host)).then(|| format!("https://{host}/@{name}"))
}
