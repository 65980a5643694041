//! Councils: sign-up and invitations.

use super::Words;
use crate::plain::{count, name, reason, token, without_stop};
use domain::Code;
use policy::Role;

pub(super) fn confirm(council: &str, link: &str) -> Words {
    let council = name(council);
    let paragraphs = vec![
        "Olá,".to_owned(),
        format!("Este endereço foi informado no cadastro de um conselho no Confere: {council}."),
        format!("Para confirmar o endereço e enviar o cadastro para análise, abra:\n{}", token(link)),
        "Não foi você? Ignore esta mensagem e o cadastro não segue adiante.".to_owned(),
    ];
    (format!("Confirme o cadastro: {council}"), paragraphs)
}

pub(super) fn approved(council: &str, link: &str) -> Words {
    let council = name(council);
    let paragraphs = vec![
        "Olá,".to_owned(),
        format!("O cadastro do conselho foi aprovado: {council}."),
        format!("O próximo passo é entrar, convidar a equipe e registrar os mandatos:\n{}", token(link)),
    ];
    (format!("Cadastro aprovado: {council}"), paragraphs)
}

pub(super) fn declined(council: &str, why: &str) -> Words {
    let (council, why) = (name(council), reason(why));
    let paragraphs = vec![
        "Olá,".to_owned(),
        format!("O cadastro do conselho ainda não pôde ser aprovado: {council}."),
        format!("Motivo: {}.", without_stop(&why)),
        "Você pode ajustar o que for preciso e fazer o cadastro de novo. Em caso de dúvida, fale com o conselho \
         que analisou o pedido."
            .to_owned(),
    ];
    (format!("Cadastro não aprovado: {council}"), paragraphs)
}

pub(super) fn invitation(council: &str, role: Role, inviter: Option<&str>, link: &str, days: u32) -> Words {
    let (council, role) = (name(council), role.label());
    let who = inviter.map(name).filter(|inviter| !inviter.is_empty());
    let invites = match who {
        Some(inviter) => format!("{inviter} convida você para trabalhar com um conselho no Confere."),
        None => "Você recebeu um convite para trabalhar com um conselho no Confere.".to_owned(),
    };
    let paragraphs = vec![
        "Olá,".to_owned(),
        invites,
        format!("Conselho: {council}\nPapel: {role}"),
        format!("Para aceitar, abra este link em até {}:\n{}", count(days, "dia", "dias"), token(link)),
        "Se você não esperava este convite, ignore esta mensagem: nada muda.".to_owned(),
    ];
    (format!("Convite: {council}"), paragraphs)
}
