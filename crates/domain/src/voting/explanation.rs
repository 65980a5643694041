//! Results in words: the rule with the numbers put in.

use super::{Choice, DecidedBy, Declaration, DeclarationKind, Figures, Majority, MajorityBase, Outcome, Poll};
use super::{PollResult, TieStep};
use crate::{Code, text};

/// A counted result.
pub(super) fn counted(poll: &Poll, result: &PollResult, figures: &Figures, votes: u32) -> String {
    let majority = poll.terms.majority.name();
    let opening = match (result.outcome, result.decided_by) {
        (Outcome::Approved, _) => format!("{} por {majority}:", approved(poll, result)),
        (Outcome::Tie, _) | (_, DecidedBy::TieRule) => format!("Empate na {majority}:"),
        _ if poll.is_decision() => format!("Rejeitado por falta de {majority}:"),
        _ => format!("Nenhuma opção alcançou {majority}; a mais votada teve"),
    };
    let rule = rule(poll, figures, result.roll_size, votes);
    let text = format!("{opening} {rule}. {}. {}", votes_in_words(poll, figures), quorum(result));
    match (result.outcome, result.decided_by) {
        (Outcome::Tie, _) | (_, DecidedBy::TieRule) => format!("{text} {}", tie_step(poll)),
        _ => text,
    }
}

/// A tie decided by the chair.
pub(super) fn casting_vote(poll: &Poll, result: &PollResult) -> String {
    let outcome = match result.outcome {
        Outcome::Approved => approved(poll, result),
        _ => "Rejeitado".to_owned(),
    };
    let article = cited(poll.terms.tie_article.as_deref());
    let opening = format!("{outcome} pelo voto de qualidade da presidência{article}, depois de empate");
    match &result.figures {
        None => format!("{opening}. {}", quorum(result)),
        Some(figures) => {
            let tied = result.winner.as_deref().unwrap_or(Choice::For.code());
            let rule = rule(poll, figures, result.roll_size, figures.counts.votes(tied));
            format!("{opening}: {rule}. {}. {}", votes_in_words(poll, figures), quorum(result))
        }
    }
}

/// A result declared without numbers.
pub(super) fn declared(poll: &Poll, declaration: Declaration, result: &PollResult) -> String {
    let article = cited(poll.terms.majority_article.as_deref());
    let how = match (declaration.kind, declaration.approved) {
        (DeclarationKind::NoObjection, _) => "Aprovado sem objeção: a mesa consultou a plenária e ninguém se opôs",
        (DeclarationKind::VisualContrast, true) => {
            "Aprovado por contraste visual: a mesa declarou maioria a favor, sem contagem"
        }
        (DeclarationKind::VisualContrast, false) => {
            "Rejeitado por contraste visual: a mesa declarou maioria contra, sem contagem"
        }
    };
    format!("{how}{article}. {}", quorum(result))
}

/// An annulment; `opened` says whether votes can have been collected.
pub(super) fn annulled(reason: &str, opened: bool) -> String {
    let kept = if opened {
        "Os votos colhidos ficam guardados e não produzem efeito."
    } else {
        "A votação não chegou a ser aberta."
    };
    format!("Votação anulada: {} {kept}", text::sentence(reason))
}

/// A citation in parentheses with a leading space, or nothing.
pub(super) fn cited(article: Option<&str>) -> String {
    article.map(|article| format!(" ({article})")).unwrap_or_default()
}

/// `1 voto válido`, `2 votos válidos`.
fn several(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn approved(poll: &Poll, result: &PollResult) -> String {
    let label = |code: &String| poll.options.iter().find(|option| &option.code == code).map(|option| &option.label);
    match result.winner.as_ref().and_then(label) {
        Some(label) if !poll.is_decision() => format!("Aprovada a opção “{label}”"),
        _ => "Aprovado".to_owned(),
    }
}

fn rule(poll: &Poll, figures: &Figures, roll_size: u32, votes: u32) -> String {
    let base = match (poll.terms.majority, poll.terms.majority.base()) {
        (Majority::Absolute, _) => {
            format!("{} do colégio de votantes", several(roll_size, "delegado", "delegados"))
        }
        (_, MajorityBase::Roll) => several(roll_size, "delegado", "delegados"),
        (_, MajorityBase::ValidVotes) => valid_votes(poll, figures),
    };
    let article = cited(poll.terms.majority_article.as_deref());
    format!("{votes} de {base}, mínimo {}{article}", figures.minimum)
}

fn valid_votes(poll: &Poll, figures: &Figures) -> String {
    let votes = several(figures.valid_votes, "voto válido", "votos válidos");
    if poll.terms.abstentions_count { format!("{votes}, contadas as abstenções") } else { votes }
}

fn votes_in_words(poll: &Poll, figures: &Figures) -> String {
    let mut parts: Vec<String> = Vec::new();
    for option in &poll.options {
        let votes = figures.counts.votes(&option.code);
        parts.push(if option.is_abstention() {
            several(votes, "abstenção", "abstenções")
        } else if poll.is_decision() {
            format!("{votes} {}", option.label)
        } else {
            format!("{votes} em “{}”", option.label)
        });
    }
    format!("Votos: {}, {} sem votar", parts.join(", "), figures.not_voting)
}

fn quorum(result: &PollResult) -> String {
    format!("Quórum: {}.", result.quorum.explanation())
}

fn tie_step(poll: &Poll) -> String {
    let article = cited(poll.terms.tie_article.as_deref());
    let step = match poll.next_tie_step() {
        TieStep::RepeatOnce => "Vota-se mais uma vez, depois de mais um par de defesas",
        TieStep::CastingVote => "Decide o voto de qualidade da presidência",
        TieStep::Reject => "O empate rejeita a matéria",
    };
    format!("{step}{article}.")
}
