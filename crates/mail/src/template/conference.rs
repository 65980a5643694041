//! Participants of a conference.

use super::{EligibilityAnswer, Words};
use crate::plain::{name, reason, token, without_stop};
use domain::{Code, people::Category};

pub(super) fn registered(conference: &str, person: &str, category: Category, link: &str) -> Words {
    let conference = name(conference);
    let paragraphs = vec![
        greeting(person),
        format!("Recebemos sua pré-inscrição na {conference}. Categoria pedida: {}.", category.label()),
        "A comissão organizadora vai analisar o pedido e você recebe a resposta por e-mail. Por enquanto não é \
         preciso fazer nada."
            .to_owned(),
        format!("Para acompanhar:\n{}", token(link)),
    ];
    (format!("Pré-inscrição recebida: {conference}"), paragraphs)
}

pub(super) fn decided(conference: &str, person: &str, answer: &EligibilityAnswer, link: &str) -> Words {
    let (conference, link) = (name(conference), token(link));
    match answer {
        EligibilityAnswer::Confirmed { category } => {
            let paragraphs = vec![
                greeting(person),
                format!("Sua inscrição na {conference} foi confirmada. Categoria: {}.", category.label()),
                format!("No dia, vá ao credenciamento com um documento com foto. Veja sua inscrição:\n{link}"),
            ];
            (format!("Inscrição confirmada: {conference}"), paragraphs)
        }
        EligibilityAnswer::Declined { reason: why } => {
            let why = reason(why);
            let paragraphs = vec![
                greeting(person),
                format!("Sua inscrição na {conference} não foi confirmada. Motivo: {}.", without_stop(&why)),
                format!("Se algo estiver incorreto, procure a comissão organizadora. Veja sua inscrição:\n{link}"),
            ];
            (format!("Sobre sua inscrição: {conference}"), paragraphs)
        }
    }
}

pub(super) fn badge(conference: &str, person: &str, code: &str, pin: &str, link: &str) -> Words {
    let conference = name(conference);
    let paragraphs = vec![
        greeting(person),
        format!("Seu crachá para a {conference} está pronto."),
        format!("Crachá: {}\nPIN: {}", token(code), token(pin)),
        format!("Com os dois você entra pelo celular e vota durante a conferência:\n{}", token(link)),
        "Guarde o PIN só para você. Se o perder, peça outro no credenciamento.".to_owned(),
    ];
    (format!("Seu crachá: {conference}"), paragraphs)
}

fn greeting(person: &str) -> String {
    match name(person) {
        nameless if nameless.is_empty() => "Olá,".to_owned(),
        person => format!("Olá, {person},"),
    }
}
