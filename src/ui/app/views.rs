//! Saved views on the screens: opened where one is, kept from the list in front.

use super::App;
use crate::domain::saved_view::{Listing, SavedView};
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::views::ViewsBox;
use crate::ui::screens::{Place, Tab};

impl App {
    pub(super) fn show_views(&self) -> Vec<Next> {
        let views = ViewsBox::new(self.listing(), &self.desk.views, self.desk.seen);
        vec![Next::open(Overlay::Views(views))]
    }

    /// The views have changed: a box that shows them follows.
    pub(super) fn renew_views(&mut self) {
        for overlay in &mut self.overlays {
            if let Overlay::Views(views) = overlay {
                views.renew(&self.desk.views, self.desk.seen);
            }
        }
    }

    /// Opens a view: on the roster whole, on Today and the pipeline who is in it; from elsewhere on the roster.
    pub(super) fn open_view(&mut self, view: &SavedView) -> Vec<Next> {
        let (place, mut next) = match self.place {
            Place::Tab(_) => (self.place, Vec::new()),
            _ => (Place::Tab(Tab::Roster), self.go(Place::Tab(Tab::Roster))),
        };
        let look = look!(self);
        let opened = if place == Place::Tab(Tab::Roster) {
            self.screens.roster.open_view(view, &look)
        } else {
            let mut failed = None;
            let next = self.screens.with_query(place, |line| {
                failed = line.set(&view.query, &look).err();
                failed.is_none()
            });
            failed.map_or(Ok(next), Err)
        };
        next.extend(opened.unwrap_or_else(|error| {
            vec![Next::Say(Notice::wrong(format!(
                "the view {} cannot be shown, {error}; type its query anew and save it under this name",
                view.name
            )))]
        }));
        next
    }

    /// The list in front, to be kept under a name.
    fn listing(&self) -> Listing {
        let roster = self.screens.roster.listing();
        match self.place {
            Place::Tab(Tab::Today | Tab::Pipeline) => Listing {
                query: self
                    .screens
                    .query_line(self.place)
                    .map_or_else(String::new, |line| line.query().text().to_owned()),
                ..roster
            },
            _ => roster,
        }
    }
}
