//! two_people
