//! Which words and signs names have on each platform, and what hangs below a profile: the part of the grammar that
//! keeps two people apart whose links begin alike.
//!
//! A word of a path is a name where nothing follows it, or a page that hangs below profiles there
//! (`instagram.com/ada/reels`). Before anything else it is a folder of the platform's own, whether we know it or not
//! (`instagram.com/channel/Abc`): read as a name, it would be the one account of all who are in that folder.

use super::{NameKind, Platform};

/// Words of paths that are nobody's handle anywhere, however they came to stand alone in a cell.
pub(super) fn is_path_word(word: &str) -> bool {
    let words = "p intent share reel reels status watch";
    words.split(' ').any(|one| one == word) || is_page(word)
}

/// Whether a word is a file of a web server: `profile.php`.
pub(super) fn is_page(word: &str) -> bool {
    let ends = [
        ".php", ".html", ".htm", ".aspx", ".asp", ".jsp", ".xml", ".cgi",
    ];
    let word = word.to_ascii_lowercase();
    ends.iter().any(|end| word.ends_with(end))
}

/// Words in the place of a name that belong to the platform itself: they are nobody's handle.
pub(super) fn is_own_word(platform: Platform, word: &str) -> bool {
    let words: &str = match platform {
        Platform::Instagram => {
            "p reel reels tv explore accounts stories s share direct about legal developer developers web challenge \
             graphql api ar popular topics directory privacy terms press download lite emails push oauth _n _u intent invites"
        }
        Platform::YouTube => {
            "watch shorts playlist results feed live embed v e t attribution_link redirect gaming premium post clip hashtag \
             account s oops trending music movies kids creators about howyoutubeworks ads upload signin logout channels \
             source c user channel profile share intl get_video_info view_play_list view_all_playlists profile_play_list \
             watch_videos watch_popup video_ids my_videos all_comments feeds subscription_center subscription_manager \
             playlists paid_memberships opensearch"
        }
        Platform::Twitch => {
            "videos directory clip clips downloads jobs p settings subscriptions turbo store prime search team event events \
             inventory wallet drops friends broadcast login signup user popout moderator embed share collections \
             communities subs products"
        }
        Platform::X => {
            "i home search hashtag explore share intent status statuses login signup settings messages notifications compose \
             tos privacy about download jobs who_to_follow account oauth widgets topics search-advanced logout communities \
             bookmarks lists follow user"
        }
        Platform::Facebook => {
            "watch reel reels events share sharer photo photos hashtag marketplace login help ads \
             business plugins dialog media stories l groups people pages p pg search messages notifications \
             settings policies privacy terms about v video videos permalink gaming games \
             fundraisers donate jobs live public directory careers n legal bookmarks friends me r recover posts \
             intent status story"
        }
        Platform::Pinterest => {
            "pin ideas search today explore categories topics _ business settings login about resource board source news_hub \
             share intent pin-builder shopping discover _tools"
        }
        Platform::Kick => {
            "categories category browse search video videos clips clip dashboard following terms-of-service \
             community-guidelines about login share drops subscriptions"
        }
        Platform::Vk => {
            "feed im friends groups video audio dev apps settings login search market music clips about support \
             share docs places album wall"
        }
        Platform::Telegram => {
            "joinchat c addstickers addemoji share iv proxy socks setlanguage addtheme addlist login confirmphone bg invoice \
             boost giftcode msg contact s intent"
        }
        Platform::Lemon8 => "topic discover about download share legal search feed post",
        Platform::Weibo => {
            "tv hot search login signup ajax newlogin mygroups at message set settings status detail p c a ttarticle u n \
             share intent"
        }
        _ => return false,
    };
    is_one_of(words, word)
}

/// Folders in which sites keep their members: before something else they are nobody's name anywhere.
const FOLDERS: &str = "user users u c r in id channel channels company companies school showcase groups profile profiles \
    people pages page pub add invite accounts account member members creator creators author authors web www m mobile \
    app apps hovercard";

/// Whether a word of a path may be a name in front of the rest of its path.
pub(super) fn goes_on(platform: Platform, name: &str, below: &[&str]) -> bool {
    let Some(next) = below.first() else {
        return true;
    };
    let is_number = next.bytes().all(|b| b.is_ascii_digit());
    let pages = match platform {
        Platform::Instagram => {
            "p reel reels tagged tv followers following guides saved channel feed live embed photos stories highlights \
             related_profiles similar_accounts"
        }
        Platform::Twitch => {
            "clip clips video videos v b c schedule about events followers following collections chat profile squad home"
        }
        Platform::X => {
            "status statuses with_replies media likes favorites followers following verified_followers lists list moments \
             photo header_photo articles article highlights superfollows creator-subscriptions affiliates topics about \
             communities events timelines followers_you_follow replies video tweets"
        }
        Platform::Kick => "videos video clips clip about chatroom chat schedule followers",
        Platform::Telegram => return is_number || *next == "s",
        Platform::YouTube => return is_tab(next),
        // Boards, posts and pages there have names of their own.
        Platform::Facebook | Platform::Pinterest | Platform::Weibo => {
            return !is_one_of(FOLDERS, name);
        }
        _ => return false,
    };
    is_one_of(pages, next)
}

/// What a page of a channel on `YouTube` is called.
pub(super) fn is_tab(word: &str) -> bool {
    let tabs = "videos about featured shorts streams live playlists community channels discussion podcasts releases posts \
        search store courses";
    is_one_of(tabs, word)
}

/// Why a text cannot be a name of a kind on a platform, in one clause; none where it can. Titles may have any sign.
pub(super) fn wrong_sign(platform: Platform, kind: NameKind, name: &str) -> Option<&'static str> {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_' || !c.is_ascii();
    let may_be: &str = match (platform, kind) {
        (_, NameKind::Site | NameKind::Number) => return None,
        (Platform::Mastodon, _) => "._-@",
        (Platform::Bluesky, _) => "._-:",
        (Platform::Discord, NameKind::Plain) => "._-#",
        (Platform::LinkedIn, NameKind::Plain) => "._-%&'",
        (Platform::LinkedIn, _) => "._-%&',+!()",
        (
            _,
            NameKind::Id | NameKind::Channel | NameKind::Invite | NameKind::Artist | NameKind::Show,
        ) => "._-=~",
        (_, _) => "._-",
    };
    if name.contains(|c: char| c.is_ascii_punctuation() && !may_be.contains(c)) {
        return Some("it has a sign in it that handles do not have");
    }
    (!name.contains(is_letter)).then_some("it has no letter in it")
}

fn is_one_of(words: &str, word: &str) -> bool {
    words
        .split_ascii_whitespace()
        .any(|one| one.eq_ignore_ascii_case(word))
}
