//! Whose a column of links, handles or addresses is: what speaks of someone else makes no account and no address.

use super::*;

/// A file without a platform of its own.
fn plain(text: &str) -> Source {
    Source::from_bytes("list.csv", text.as_bytes().to_vec(), &Options::default()).unwrap()
}

fn role_of(source: &Source, place: usize) -> &'static str {
    source.columns()[place].role.word()
}

#[test]
fn links_under_a_header_that_speaks_of_someone_else_name_no_account() {
    for header in [
        "Referred by",
        "referredby",
        "Referral link",
        "Similar to",
        "Partner",
        "Husband",
        "Brand",
        "Brand URL",
        "brandUrl",
        "Brand's Instagram",
        "Competitor",
        "Manager",
        "Manager Instagram",
        "Inspired by",
        "Found via",
        "Agency",
        "Agency profile",
        "Website",
        "Portfolio",
        "Source",
        "Source URL",
        "Proof",
        "Post link",
        "Campaign link",
        "Invoice link",
        "Empfohlen von",
        "Marke",
        "Agence",
        "Recomendado por",
        "Team account",
        "Our page",
    ] {
        let text = format!("name,{header},email\nAda,https://instagram.com/bob,ada@x.example\n");
        let source = plain(&text);
        assert_eq!(role_of(&source, 1), "extra", "{header}");
        let error = source.ready().unwrap_err().to_string();
        assert!(
            matches!(source.platform(), PlatformChoice::Unknown),
            "{header}: {error}"
        );
        assert!(
            source
                .remarks()
                .iter()
                .any(|line| line.contains("someone or something else")
                    && line.contains(&format!("--map='{}=url'", header.replace('\'', "'\\''")))),
            "{header}: {:?}",
            source.remarks()
        );
        // A file with a handle column, blank in the row: the link does not stand in for it.
        let text = format!(
            "platform,handle,name,{header}\ninstagram,,Ada,https://instagram.com/bob\ninstagram,cy,Cy,\n"
        );
        let taken = take_all(plain(&text));
        assert_eq!(taken.reasons(), [(2, "no handle")], "{header}");
        assert_eq!(taken.rows.len(), 1, "{header}");
    }
}

#[test]
fn links_under_a_header_that_says_so_name_the_account() {
    for header in [
        "Profile link",
        "Link to profile",
        "Link",
        "URL",
        "Profile",
        "IG",
        "Instagram",
        "IG link",
        "igProfile",
        "Social media link",
        "Account",
        "Their channel",
        "YouTube channel",
        "Page",
        "Creator link",
        "Content creator profile",
        "Profil-Link",
        "Perfil",
        "Lien du compte",
        "Author URL",
        "LinkedIn URL",
    ] {
        let text = format!("name,{header}\nAda,https://instagram.com/ada.lov\n");
        let source = plain(&text);
        assert!(source.ready().is_ok(), "{header}");
        assert!(source.warnings().is_empty(), "{:?}", source.warnings());
        let taken = take_all(source);
        assert_eq!(taken.rows[0].handle.as_str(), "ada.lov", "{header}");
        assert_eq!(taken.rows[0].name.as_deref(), Some("Ada"), "{header}");
    }
}

#[test]
fn a_header_that_does_not_say_whose_links_it_holds_is_taken_alone_and_with_a_warning() {
    let taken = take_all(plain("name,Column 7\nAda,https://instagram.com/ada.lov\n"));
    assert_eq!(taken.rows[0].handle.as_str(), "ada.lov");
    assert_eq!(
        taken.source.warnings(),
        [
            "column \"Column 7\" names the accounts, as no other column does; its header does not say so; \
             if they are someone else's, use --map='Column 7=extra'"
        ]
    );
    let taken = take_all(plain("name,Column 7,platform\nAda,@ada.lov,instagram\n"));
    assert_eq!(taken.rows[0].handle.as_str(), "ada.lov");
    assert_eq!(taken.source.warnings().len(), 1);
    // Two of them: none is chosen, and the file is not imported before someone says which.
    let two = "name,Eins,Zwei\nAda,https://instagram.com/ada,https://instagram.com/bob\n";
    let source = plain(two);
    assert_eq!(
        source.remarks(),
        [
            "column \"Eins\" holds links to profiles, and its header does not say whose; kept under its header; \
             if they are the accounts' own, use --map='Eins=url'",
            "column \"Zwei\" holds links to profiles, and its header does not say whose; kept under its header; \
             if they are the accounts' own, use --map='Zwei=url'",
            "column \"name\" was taken for the handle, since no other column names the accounts; --map says otherwise"
        ]
    );
    assert!(source.ready().is_err());
    let options = Options {
        map: vec![parse_map("Zwei=url").unwrap()],
        ..Options::default()
    };
    assert_eq!(
        take_as("list.csv", two, &options).rows[0].handle.as_str(),
        "bob"
    );
    // Beside a handle it is no one's, and where the handle is blank the row has none.
    let taken = take_all(plain(
        "platform,handle,name,Column 7\ninstagram,,Ada,https://instagram.com/bob\n",
    ));
    assert_eq!(taken.reasons(), [(2, "no handle")]);
}

#[test]
fn a_file_whose_only_links_are_someone_elses_is_refused_with_the_option_that_says_otherwise() {
    let text = "Referred by,email\nhttps://instagram.com/bob,ada@x.example\n";
    assert_eq!(
        refuse(text, &Options::default()),
        "x.csv has no column that names the accounts; if one leads to them, say so, for example --map='Referred by=url'"
    );
}

#[test]
fn addresses_under_a_header_that_speaks_of_someone_else_are_no_ones_own() {
    for header in [
        "Owner email",
        "Account owner email",
        "Assigned to email",
        "Our contact email",
        "Last modified by email",
        "Created by",
        "Sender email",
        "Recruiter email",
        "Referred by email",
        "Referred by",
        "Brand contact email",
        "Partner email",
        "Parent email",
        "Betreuer E-Mail",
        "Invoice email",
        "PayPal email",
        "Manager email",
        "managerEmail",
        "manager_email",
        "Agency email",
        "Assistant Email",
        "E-Mail Management",
        "Correo del manager",
        "Email agence",
        "Manager",
        "Colleague",
    ] {
        for own in ["Email,", ""] {
            let address = if own.is_empty() { "" } else { "ada@x.example," };
            let text = format!(
                "platform,handle,{own}{header}\ninstagram,ada,{address}ben@ourbrand.example\n"
            );
            let taken = take_all(plain(&text));
            let row = &taken.rows[0];
            let own: Vec<&str> = address.split_terminator(',').collect();
            assert_eq!(row.mails, own, "{header}");
            assert_eq!(extra(row, header), Some("ben@ourbrand.example"));
            assert!(
                taken.source.remarks()[0].contains("someone or something else"),
                "{header}"
            );
        }
    }
}

#[test]
fn addresses_under_a_header_of_their_own_are_theirs() {
    for header in [
        "Email",
        "E-Mail-Adresse",
        "Their e-mail",
        "Personal email",
        "Business email",
        "Public email",
        "Email for collaborations",
        "Partnerships email",
        "Creator email",
        "Content creator email",
        "email_2",
        "Correo",
        "Adresse mail",
        "邮箱",
    ] {
        let text = format!("platform,handle,{header}\ninstagram,ada,ada@x.example\n");
        let taken = take_all(plain(&text));
        assert_eq!(taken.rows[0].mails, ["ada@x.example"], "{header}");
        assert!(taken.source.warnings().is_empty(), "{header}");
    }
}

#[test]
fn a_header_that_does_not_say_whose_addresses_it_holds_is_taken_alone_and_with_a_warning() {
    let taken = take_all(plain(
        "platform,handle,Name 2\ninstagram,ada,ada@x.example\n",
    ));
    assert_eq!(taken.rows[0].mails, ["ada@x.example"]);
    assert_eq!(
        taken.source.warnings(),
        [
            "column \"Name 2\" is taken for the mail addresses of the people, as there is no other; \
             its header does not say so; if they are someone else's, use --map='Name 2=extra'"
        ]
    );
    let taken = take_all(plain(
        "platform,handle,Email,Name 2\ninstagram,ada,,ben@ourbrand.example\n",
    ));
    assert!(taken.rows[0].mails.is_empty());
    assert!(taken.source.warnings().is_empty());
    assert_eq!(taken.source.remarks().len(), 1);
}

#[test]
fn an_address_that_most_people_have_is_a_warning() {
    let file = |rows: &[(&str, &str)]| {
        let rows = rows
            .iter()
            .enumerate()
            .map(|(place, (name, mail))| format!("instagram,handle{place},{name},{mail}\n"));
        let text = format!("platform,handle,name,Email\n{}", rows.collect::<String>());
        take_all(plain(&text)).source.warnings()
    };
    let ours = "ben@ourbrand.example";
    assert_eq!(
        file(&[
            ("Ada", ours),
            ("Bo", "Ben@OurBrand.example"),
            ("Cy", ours),
            ("Di", "di@x.example")
        ]),
        [
            "3 of 4 people have the mail address \"ben@ourbrand.example\", from column \"Email\"; \
             it may be your own team's or an agency's; if they are someone else's, use --map='Email=extra'"
        ]
    );
    let none: [&str; 0] = [];
    // Half of them, a couple, and one person with several accounts.
    assert_eq!(
        file(&[
            ("Ada", ours),
            ("Bo", ours),
            ("Cy", ours),
            ("Di", ""),
            ("Ed", ""),
            ("Fi", "")
        ]),
        none
    );
    assert_eq!(file(&[("Ada", ours), ("Bo", ours)]), none);
    assert_eq!(file(&[("Ada", ours), ("Ada", ours), ("Ada", ours)]), none);
}

#[test]
fn the_header_that_says_name_or_handle_and_nothing_else_goes_first() {
    for (headers, cells, wanted) in [
        (
            "handle,name,Contact name",
            "ada,Ada Lovelace,Ben Ky",
            ("ada", "Ada Lovelace"),
        ),
        (
            "handle,Contact name,name",
            "ada,Ben Ky,Ada Lovelace",
            ("ada", "Ada Lovelace"),
        ),
        ("handle,Full name,name", "ada,Ben,Ada", ("ada", "Ada")),
        // It is written like a handle, and the other like a name.
        (
            "handle,Full name,name",
            "ada,Ada Lovelace,adalov",
            ("ada", "Ada Lovelace"),
        ),
        (
            "Login,handle,name",
            "x9,ada,Ada Lovelace",
            ("ada", "Ada Lovelace"),
        ),
        (
            "Account,handle,name",
            "x9,ada,Ada Lovelace",
            ("ada", "Ada Lovelace"),
        ),
    ] {
        let taken = take(&format!("{headers}\n{cells}\n"));
        let row = &taken.rows[0];
        assert_eq!(
            (row.handle.as_str(), row.name.as_deref()),
            (wanted.0, Some(wanted.1)),
            "{headers}"
        );
    }
}
