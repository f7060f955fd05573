//! Numbers that can be read in two ways, and columns that were taken for the wrong thing.

use super::*;

/// Likes of the rows, and what was told of the file.
fn likes(text: &str) -> (Vec<Option<i64>>, Vec<String>, Vec<String>) {
    let taken = take(text);
    let likes = taken.rows.iter().map(|row| row.figures.average_likes);
    (
        likes.collect(),
        taken.source.remarks().to_vec(),
        taken.source.warnings(),
    )
}

#[test]
fn dots_are_decided_for_the_whole_column() {
    for (text, wanted, why) in [
        // More likes than followers cannot be.
        (
            "handle,followers,avg likes\na,120000,812.667\nb,54000,134.333\nc,9000,45.333\nd,8000,101.125\n",
            &[813, 134, 45, 101][..],
            "812,667 likes would be more than 120,000 followers in line 2",
        ),
        // One cell that cannot part thousands, wherever it stands.
        (
            "handle,avg likes\na,1.234\nb,2.345\nc,12.5\n",
            &[1, 2, 13],
            "as 12.5 in line 4 shows",
        ),
        (
            "handle,avg likes\na,1.234\nb,0.345\n",
            &[1, 0],
            "as 0.345 in line 3 shows",
        ),
        (
            "handle,avg likes\na,1.234\nb,1234.567\n",
            &[1, 1_235],
            "as 1234.567 in line 3 shows",
        ),
        // One that cannot begin decimals.
        (
            "handle,avg likes\na,1.234\nb,1.234.567\n",
            &[1_234, 1_234_567],
            "as 1.234.567 in line 3 shows",
        ),
        (
            "handle;avg likes\na;1.234\nb;1.234,5\n",
            &[1_234, 1_235],
            "as 1.234,5 in line 3 shows",
        ),
        // One like of so many followers makes no sense.
        (
            "handle,followers,avg likes\na,1200000,1.234\nb,2500000,5.678\n",
            &[1_234, 5_678],
            "hardly any likes for so many followers make no sense",
        ),
        // The other columns use the mark.
        (
            "handle,er,avg likes\na,3.45%,1.234\nb,2.1%,4.321\n",
            &[1, 4],
            "as 3.45% in column \"er\" shows",
        ),
        (
            "handle,avg views,avg likes\na,1.234.567,1.234\nb,2.000.000,4.321\n",
            &[1_234, 4_321],
            "as 1.234.567 in column \"avg views\" shows",
        ),
        (
            "handle,avg views,avg likes\na,91234,1.234\nb,20000,4.321\n",
            &[1, 4],
            "as 91234 in column \"avg views\" shows",
        ),
        // Thirds and eighths.
        (
            "handle,avg likes\na,45.333\nb,12.125\nc,7.667\n",
            &[45, 12, 8],
            "those of means of a few posts",
        ),
        // Decimal commas.
        (
            "handle;followers;avg likes\na;120000;812,667\nb;54000;134,333\n",
            &[813, 134],
            "812,667 likes would be more than 120,000 followers in line 2",
        ),
        (
            "handle;er;avg likes\na;3,45%;1.234\nb;2,1%;4.321\n",
            &[1_234, 4_321],
            "as 3,45% in column \"er\" shows",
        ),
    ] {
        let (likes, remarks, warnings) = likes(text);
        let wanted: Vec<Option<i64>> = wanted.iter().copied().map(Some).collect();
        assert_eq!(likes, wanted, "{text}");
        assert!(
            remarks.iter().any(|remark| remark.contains(why)),
            "{text}: {remarks:?}"
        );
        assert!(warnings.is_empty(), "{text}: {warnings:?}");
    }
}

#[test]
fn a_column_that_nothing_decides_is_told_as_a_warning() {
    let (likes, remarks, warnings) = likes("handle,avg likes\na,1.234\nb,2.345\n");
    assert_eq!(likes, [Some(1_234), Some(2_345)]);
    assert!(remarks.is_empty());
    assert_eq!(
        warnings,
        [
            "\"avg likes\": 1.234 in line 2 is read as 1,234; nothing in the file tells whether it means 1"
        ]
    );
}

#[test]
fn what_everybody_writes_is_not_told() {
    for text in [
        "handle,followers,avg likes\na,\"120,000\",\"1,234\"\nb,\"1,200,000\",\"12,345\"\n",
        "handle,followers,avg likes\na,120000,1234\nb,54000,433\n",
        "handle,followers,avg likes\na,120K,1.2K\nb,1.5M,433\n",
        "handle,followers\na,1.234\nb,12.345\n",
    ] {
        let (_, remarks, warnings) = likes(text);
        assert!(
            remarks.is_empty() && warnings.is_empty(),
            "{text}: {remarks:?} {warnings:?}"
        );
    }
}

#[test]
fn the_cell_that_decides_may_come_late() {
    let rows: Vec<String> = (0..900)
        .map(|row| format!("u{row},1.{:03}\n", 100 + row))
        .collect();
    let text = format!("handle,avg likes\n{}late,12.5\n", rows.concat());
    let (likes, remarks, _) = likes(&text);
    assert_eq!((likes[0], likes[900]), (Some(1), Some(13)));
    assert!(remarks[0].contains("12.5 in line 902"), "{remarks:?}");
}

#[test]
fn comments_above_likes_are_one_question_about_the_column() {
    let text = "instagram name,influencer name,Subscribers count,Subscribers count,Likes avg,Likes avg,Comments avg.,Comments avg.\n\
        ada.x,Ada,50.7M,50700000,274.9K,274900,456.7K,456700\n\
        ben.y,Ben,3.6M,3600000,449.4K,449400,592.7K,592700\n\
        cleo.z,Cleo,13.4M,13400000,269.6K,269600,304.1K,304100\n";
    let taken = take(text);
    assert_eq!(
        taken.source.warnings(),
        [
            "comments exceed likes in most rows: is \"Comments avg.\" really comments? \
          (3 of 3 rows, for example 456,700 comments and 274,900 likes in line 2)"
        ]
    );
    // Said of one of the twins, it holds for both, whichever it is.
    for header in ["Comments avg.", "Comments avg. (2)"] {
        let map = format!("{header}=average-engagement");
        let taken = take_as("x.csv", text, &mapped(&[&map]));
        assert_eq!(
            taken.roles()[6..],
            ["average-engagement", "average-engagement"],
            "{header}"
        );
        assert_eq!(
            taken.rows[0].figures.average_engagement,
            Some(456_700),
            "{header}"
        );
        assert_eq!(taken.rows[0].figures.average_comments, None);
        assert!(
            taken.source.warnings().is_empty(),
            "{:?}",
            taken.source.warnings()
        );
        let map = format!("{header}=extra");
        let taken = take_as("x.csv", text, &mapped(&[&map]));
        assert_eq!(taken.roles()[6..], ["extra", "extra"], "{header}");
    }
}

#[test]
fn a_nameless_twin_follows_the_one_that_has_a_name() {
    let text = "handle,followers,exact,avg likes,likes no.\na,1.2K,1234,,7\nb,3.4M,3412345,5,8\nc,15K,15012,6,9\n";
    let taken = take(text);
    assert_eq!(
        taken.roles(),
        ["handle", "followers", "followers", "average-likes", "extra"]
    );
    assert_eq!(taken.rows[1].figures.followers, Some(3_412_345));
}

/// Followers were read as 84 where another cell of the column had a mark before decimals.
#[test]
fn whole_things_are_never_read_as_parts() {
    let followers = |text: &str| {
        let taken = take(text);
        let found = taken.rows.iter().map(|row| row.figures.followers);
        (found.collect::<Vec<_>>(), taken.source.warnings())
    };
    for (cells, wanted, warns) in [
        (
            &["84.200", "12.345", "120000"][..],
            &[84_200, 12_345, 120_000][..],
            false,
        ),
        (
            &["84.200", "1.2M", "12.345"],
            &[84_200, 1_200_000, 12_345],
            false,
        ),
        (&["84.200", "12345.0"], &[84_200, 12_345], false),
        (&["1,250", "1.2k"], &[1_250, 1_200], false),
        (&["\"1,250\"", "\"12,5\""], &[1_250, 13], true),
        (&["84.200", "12.5"], &[84_200, 13], true),
    ] {
        let rows = cells
            .iter()
            .enumerate()
            .map(|(at, cell)| format!("h{at};{cell}\n"));
        let (found, warnings) =
            followers(&format!("handle;followers\n{}", rows.collect::<String>()));
        let wanted: Vec<_> = wanted.iter().copied().map(Some).collect();
        assert_eq!(found, wanted, "{cells:?}");
        let told = warnings
            .iter()
            .filter(|one| one.contains("is no whole number"))
            .count();
        assert_eq!(told, usize::from(warns), "{cells:?} {warnings:?}");
    }
}
