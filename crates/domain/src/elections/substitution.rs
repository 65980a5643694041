//! Substitution of a delegate by the right alternate (*substituição*).

use super::methods::SubstitutionScope;
use super::substitution_refused::SubstitutionRefused;
use super::wording::{ordinal, pool_name};
use crate::people::{Pool, SeatKind};
use crate::{Code, codes};

codes! {
    /// Why a delegate leaves (*motivo da substituição*).
    pub enum DepartureCause {
        /// Gave the seat up (*renúncia*).
        Resigned = "RESIGNED", "renúncia";
        /// Died (*falecimento*).
        Died = "DIED", "falecimento";
        /// Did not come, or cannot come (*ausência*).
        Absent = "ABSENT", "ausência";
        /// No longer belongs to the segment (*desligamento do segmento*).
        LeftSegment = "LEFT_SEGMENT", "desligamento do segmento";
    }
}

/// Somebody elected to the next stage, as the substitution sees them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Delegate {
    /// The participant.
    pub participant_id: String,
    /// Name as called.
    pub name: String,
    /// The pool that elected them.
    pub pool: Pool,
    /// IBGE code of the municipality they come from; none where the list is of one municipality.
    pub town: Option<u32>,
    /// What they were elected as.
    pub kind: SeatKind,
    /// Place from 1 within pool and kind.
    pub order: u32,
    /// Why they left, if they did.
    pub departed: Option<DepartureCause>,
    /// Whose seat an alternate took over.
    pub stands_for: Option<String>,
}

impl Delegate {
    /// Whether the person holds a titular's seat: by election, or by having taken it over.
    pub fn holds_seat(&self) -> bool {
        self.departed.is_none() && (self.kind == SeatKind::Titular || self.stands_for.is_some())
    }

    /// Whether the person is an alternate who can still be called.
    pub fn stands_by(&self) -> bool {
        self.departed.is_none() && self.kind == SeatKind::Alternate && self.stands_for.is_none()
    }
}

/// A departure and who took over: one act, to be recorded as it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Departure {
    /// Who leaves.
    pub leaving: String,
    /// Why.
    pub cause: DepartureCause,
    /// Who takes seat, vote, group, badge and place in the next stage's list over; none leaves the seat vacant.
    pub entering: Option<String>,
    /// Participants who held the seat, from the elected titular to whoever holds it now.
    pub chain: Vec<String>,
    /// The act in Portuguese.
    pub sentence: String,
}

impl Departure {
    /// The delegation after the act.
    #[must_use]
    pub fn apply(&self, delegation: &[Delegate]) -> Vec<Delegate> {
        let mut after = delegation.to_vec();
        for delegate in &mut after {
            if delegate.participant_id == self.leaving {
                delegate.departed = Some(self.cause);
            }
            if Some(&delegate.participant_id) == self.entering.as_ref() {
                delegate.stands_for = Some(self.leaving.clone());
            }
        }
        after
    }
}

/// Puts the right alternate in the seat of somebody who leaves; `entering`, if given, must be that alternate.
///
/// Alternates are called in the order of the election. domain.md sections 11 and 17: never across the sector.
///
/// # Errors
/// [`SubstitutionRefused`]; with [`SubstitutionRefused::NoAlternate`] the seat stays vacant, by [`leave`].
pub fn substitute(
    delegation: &[Delegate],
    leaving: &str,
    entering: Option<&str>,
    cause: DepartureCause,
    scope: SubstitutionScope,
) -> Result<Departure, SubstitutionRefused> {
    let holder = present(delegation, leaving)?;
    if !holder.holds_seat() {
        return Err(SubstitutionRefused::HoldsNoSeat { name: holder.name.clone() });
    }
    let next = next_alternate(delegation, holder, scope);
    if let Some(asked) = entering.filter(|asked| next.is_none_or(|next| next.participant_id != *asked)) {
        return Err(not_the_one(delegation, holder, asked, next, scope));
    }
    let Some(next) = next else {
        return Err(SubstitutionRefused::NoAlternate { pool: holder.pool, scope });
    };
    let mut chain = chain(delegation, leaving);
    chain.push(next.participant_id.clone());
    let sentence = format!(
        "Substituição por {}: sai {} ({}), assume {}, {} suplência{}.",
        cause.label(),
        holder.name,
        pool_name(holder.pool),
        next.name,
        ordinal(next.order),
        if next.pool == holder.pool { String::new() } else { format!(" de {}", pool_name(next.pool)) },
    );
    Ok(Departure { leaving: leaving.to_owned(), cause, entering: Some(next.participant_id.clone()), chain, sentence })
}

/// Records that somebody leaves and nobody takes over: an alternate without a seat, or a holder without alternates.
///
/// # Errors
/// [`SubstitutionRefused::AlternateAvailable`] when a substitution is due; unknown or departed people.
pub fn leave(
    delegation: &[Delegate],
    leaving: &str,
    cause: DepartureCause,
    scope: SubstitutionScope,
) -> Result<Departure, SubstitutionRefused> {
    let person = present(delegation, leaving)?;
    let sentence = if person.holds_seat() {
        if let Some(next) = next_alternate(delegation, person, scope) {
            return Err(SubstitutionRefused::AlternateAvailable { name: next.name.clone() });
        }
        format!(
            "Saída por {}: {} ({}). Sem suplente, a vaga fica vaga.",
            cause.label(),
            person.name,
            pool_name(person.pool)
        )
    } else {
        format!("Saída por {}: {}, suplente ({}).", cause.label(), person.name, pool_name(person.pool))
    };
    Ok(Departure { leaving: leaving.to_owned(), cause, entering: None, chain: chain(delegation, leaving), sentence })
}

/// Who held a seat before, from the elected titular to this participant.
pub fn chain(delegation: &[Delegate], participant_id: &str) -> Vec<String> {
    let mut chain = vec![participant_id.to_owned()];
    while let Some(before) =
        find(delegation, chain.last().map_or("", String::as_str)).and_then(|one| one.stands_for.clone())
    {
        if chain.contains(&before) {
            break;
        }
        chain.push(before);
    }
    chain.reverse();
    chain
}

fn find<'d>(delegation: &'d [Delegate], participant_id: &str) -> Option<&'d Delegate> {
    delegation.iter().find(|delegate| delegate.participant_id == participant_id)
}

fn present<'d>(delegation: &'d [Delegate], participant_id: &str) -> Result<&'d Delegate, SubstitutionRefused> {
    let person = find(delegation, participant_id).ok_or(SubstitutionRefused::NotInDelegation)?;
    match person.departed {
        None => Ok(person),
        Some(cause) => Err(SubstitutionRefused::AlreadyLeft { name: person.name.clone(), cause }),
    }
}

fn in_scope(alternate: &Delegate, holder: &Delegate, scope: SubstitutionScope) -> bool {
    alternate.pool.sector() == holder.pool.sector()
        && match scope {
            SubstitutionScope::SameSegment => alternate.pool == holder.pool,
            SubstitutionScope::SameSegmentAndTown => alternate.pool == holder.pool && alternate.town == holder.town,
            SubstitutionScope::SameSector => true,
        }
}

fn next_alternate<'d>(delegation: &'d [Delegate], holder: &Delegate, scope: SubstitutionScope) -> Option<&'d Delegate> {
    let callable = delegation.iter().filter(|one| one.stands_by() && in_scope(one, holder, scope));
    callable.min_by_key(|one| (one.pool != holder.pool, one.pool, one.order, one.participant_id.clone()))
}

fn not_the_one(
    delegation: &[Delegate],
    holder: &Delegate,
    asked: &str,
    next: Option<&Delegate>,
    scope: SubstitutionScope,
) -> SubstitutionRefused {
    let Some(person) = find(delegation, asked) else { return SubstitutionRefused::NotInDelegation };
    let name = person.name.clone();
    if person.pool.sector() != holder.pool.sector() {
        return SubstitutionRefused::CrossesSector { name, from: person.pool.sector(), to: holder.pool.sector() };
    }
    if !person.stands_by() {
        return SubstitutionRefused::NotAnAlternate { name };
    }
    match next {
        Some(next) if in_scope(person, holder, scope) => SubstitutionRefused::NotNext { name, next: next.name.clone() },
        _ => SubstitutionRefused::OutsideScope { name, scope },
    }
}
