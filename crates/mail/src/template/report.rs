//! Reports between councils.

use super::Words;
use crate::plain::{count, date, name, reason, token};
use chrono::NaiveDate;

pub(super) fn received(municipality: &str, protocol: &str) -> Words {
    let (municipality, protocol) = (name(municipality), token(protocol));
    let paragraphs = vec![
        "Olá,".to_owned(),
        format!("O relatório da conferência de {municipality} foi recebido.\nProtocolo: {protocol}"),
        "Guarde este número. O conselho que recebeu vai analisar o relatório e você recebe a resposta por e-mail."
            .to_owned(),
    ];
    (format!("Relatório recebido: {municipality}"), paragraphs)
}

pub(super) fn returned(municipality: &str, reasons: &[String], link: &str) -> Words {
    let municipality = name(municipality);
    let points: Vec<String> = reasons.iter().map(|point| format!("- {}", reason(point))).collect();
    let paragraphs = vec![
        "Olá,".to_owned(),
        format!("O relatório da conferência de {municipality} voltou para ajustes:"),
        points.join("\n"),
        format!("Faça os ajustes e envie de novo; o envio anterior continua registrado:\n{}", token(link)),
    ];
    (format!("Relatório para ajustar: {municipality}"), paragraphs)
}

pub(super) fn accepted(municipality: &str, protocol: &str, delegates: u32) -> Words {
    let municipality = name(municipality);
    let accredited = match delegates {
        0 => "As propostas aprovadas seguem para a próxima etapa.".to_owned(),
        some => format!(
            "As propostas aprovadas seguem para a próxima etapa, e {} na lista de credenciamento.",
            count(some, "delegada ou delegado está", "delegadas e delegados estão")
        ),
    };
    let paragraphs = vec![
        "Olá,".to_owned(),
        format!("O relatório da conferência de {municipality} foi aceito.\nProtocolo: {}", token(protocol)),
        accredited,
        "Não é preciso enviar mais nada.".to_owned(),
    ];
    (format!("Relatório aceito: {municipality}"), paragraphs)
}

pub(super) fn late(municipality: &str, deadline: NaiveDate, link: &str) -> Words {
    let municipality = name(municipality);
    let paragraphs = vec![
        "Olá,".to_owned(),
        format!(
            "O prazo para enviar o relatório da conferência de {municipality} terminou em {} e ele ainda não chegou.",
            date(deadline)
        ),
        format!("Veja o que falta e como enviar:\n{}", token(link)),
        "Se precisar de ajuda ou de mais prazo, fale com o conselho que recebe os relatórios.".to_owned(),
    ];
    (format!("Relatório em atraso: {municipality}"), paragraphs)
}
