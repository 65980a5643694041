//! Signing in.

use super::Words;
use crate::plain::{count, token};

pub(super) fn link(link: &str, minutes: u32, code: Option<&str>) -> Words {
    let validity = count(minutes, "minuto", "minutos");
    let mut paragraphs = vec![
        "Olá,".to_owned(),
        format!("Para entrar no Confere, abra este link no mesmo navegador em que você fez o pedido:\n{}", token(link)),
    ];
    if let Some(code) = code {
        paragraphs.push(format!("Se preferir, digite este código na tela em que você fez o pedido: {}", token(code)));
    }
    paragraphs.push(format!("Vale por {validity} e uma única vez. Se o prazo passar, peça outro na mesma tela."));
    paragraphs.push("Não foi você que pediu? Ignore esta mensagem: sem ela ninguém entra.".to_owned());
    ("Seu link para entrar no Confere".to_owned(), paragraphs)
}
