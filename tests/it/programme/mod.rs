//! The programme: sessions, tables, who speaks, points, quorum, announcements.

mod points;
mod sessions;
mod speaking;
mod specimen;
mod support;
