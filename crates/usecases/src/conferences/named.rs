//! What a conference is called, and what the public list says of it.

use crate::{Outcome, failure::Found};
use domain::conferences::{Edition, NumeralStyle};
use domain::people::Level;
use domain::text::search_key;
use store::conferences::{conference, listing, listing_of};
use store::councils::{self, council};
use store::{Directory, Scope, reference};
use uuid::Uuid;

/// The council of the scope.
pub(super) async fn own_council(scope: &Scope) -> Outcome<council::Model> {
    councils::council(&scope.directory(), scope.tenant_id()).await?.found()
}

/// The place of a council as people write it: "Itamarandiba-MG", "Minas Gerais", "Brasil".
pub(super) async fn territory(directory: &Directory, council: &council::Model) -> Outcome<String> {
    let uf = council.uf.as_deref().unwrap_or_default();
    Ok(match (*council.level, &council.ibge_code) {
        (Level::Municipal, Some(code)) => {
            let town = reference::municipality(directory, code).await?.found()?;
            format!("{}-{uf}", town.name)
        }
        (Level::National, _) => "Brasil".to_owned(),
        _ => reference::state_name(directory, uf).await?.unwrap_or_else(|| uf.to_owned()),
    })
}

/// The title a conference has unless its council gives it another.
pub(super) async fn title(directory: &Directory, council: &council::Model, edition: Edition) -> Outcome<String> {
    let number = edition.display(NumeralStyle::Arabic);
    let place = territory(directory, council).await?;
    Ok(match (*council.level, council.uf.as_deref()) {
        (Level::National, _) => format!("{number} Conferência Nacional de Assistência Social"),
        (Level::State, Some("DF")) => format!("{number} Conferência de Assistência Social do Distrito Federal"),
        (Level::State, _) => format!("{number} Conferência Estadual de Assistência Social – {place}"),
        (Level::Municipal, uf) => {
            let town = place.strip_suffix(&format!("-{}", uf.unwrap_or_default())).unwrap_or(&place);
            format!("{number} Conferência Municipal de Assistência Social de {town}")
        }
    })
}

/// Writes a conference into the public list, in its own transaction. `root` is the tree of cycles of a new
/// one; none leaves what the list says.
pub(super) async fn list(scope: &Scope, row: &conference::Model, root: Option<Uuid>) -> Outcome<()> {
    let (Some(first_day), Some(last_day)) = (row.first_day, row.last_day) else { return Ok(()) };
    let directory = scope.directory();
    let known = listing_of(&directory, row.id).await?;
    let council = own_council(scope).await?;
    let entry = listing::Model {
        id: row.id,
        council_id: row.tenant_id,
        parent_council_id: council.parent_id,
        cycle_root_id: root.or(known.as_ref().map(|known| known.cycle_root_id)).unwrap_or(row.cycle_id),
        level: row.level,
        uf: council.uf.clone(),
        title: row.title.clone(),
        search_title: format!("{} {}", search_key(&row.title), council.search_name),
        edition: row.edition,
        theme: row.theme.clone(),
        mode: row.mode,
        state: row.state,
        first_day,
        last_day,
    };
    match known {
        Some(_) => directory.save::<listing::Entity>(entry).await?,
        None => directory.insert::<listing::Entity>(entry).await?,
    };
    Ok(())
}
