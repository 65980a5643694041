//! A message as it arrived, and its text as a person would read it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A message that the mail server accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedMessage {
    /// The envelope's sender, without name and brackets.
    pub from: String,
    /// The envelope's recipients, without names and brackets.
    pub to: Vec<String>,
    /// Headers and body as sent, lines ended by CRLF.
    pub data: String,
}

impl ReceivedMessage {
    /// The first header of that name (in any case), unfolded; encoded words stay encoded.
    pub fn header(&self, name: &str) -> Option<String> {
        header(split(&self.data).0, name)
    }

    /// The text of the message, transfer encoding undone; of several parts the first that is plain text.
    pub fn text(&self) -> String {
        plain_text(&self.data).unwrap_or_default()
    }
}

/// Headers and body.
fn split(part: &str) -> (&str, &str) {
    part.split_once("\r\n\r\n").unwrap_or((part, ""))
}

fn header(headers: &str, name: &str) -> Option<String> {
    let unfolded = headers.replace("\r\n ", " ").replace("\r\n\t", " ");
    let found =
        unfolded.lines().filter_map(|line| line.split_once(':')).find(|(key, _)| key.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.trim().to_owned())
}

fn plain_text(part: &str) -> Option<String> {
    let (headers, body) = split(part);
    let kind = header(headers, "Content-Type").unwrap_or_else(|| "text/plain".into());
    if let Some((_, boundary)) = kind.split_once("boundary=").filter(|_| kind.starts_with("multipart/")) {
        let boundary = boundary.split(';').next().unwrap_or_default().trim().trim_matches('"');
        // Before the first boundary stands nothing for a reader, and after the last one only "--".
        return body.split(&format!("--{boundary}")).skip(1).find_map(|part| plain_text(part.strip_prefix("\r\n")?));
    }
    if !kind.starts_with("text/plain") {
        return None;
    }
    let encoding = header(headers, "Content-Transfer-Encoding").unwrap_or_default().to_ascii_lowercase();
    let bytes = match encoding.as_str() {
        "quoted-printable" => quoted_printable(body),
        "base64" => STANDARD.decode(body.split_whitespace().collect::<String>()).ok()?,
        _ => body.as_bytes().to_vec(),
    };
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn quoted_printable(body: &str) -> Vec<u8> {
    let joined = body.replace("=\r\n", "");
    let mut decoded = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = (byte == b'=').then(|| after.get(..2)).flatten().and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(meant) => {
                decoded.push(meant);
                rest = &after[2..];
            }
            None => {
                decoded.push(byte);
                rest = after;
            }
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn received(data: &str) -> ReceivedMessage {
        ReceivedMessage { from: String::new(), to: Vec::new(), data: data.replace('\n', "\r\n") }
    }

    #[test]
    fn quoted_printable_text_is_read_across_soft_breaks() {
        let message =
            received("Content-Transfer-Encoding: quoted-printable\n\nconven=C3=A7=C3=A3o de dois =\ndias, 1=3D1\n");
        assert_eq!(message.text(), "convenção de dois dias, 1=1\r\n");
    }

    #[test]
    fn base64_text_is_read() {
        assert_eq!(received("content-transfer-encoding: BASE64\n\nT2zDoSE=\n").text(), "Olá!");
    }

    #[test]
    fn of_several_parts_the_plain_one_is_read() {
        let message = received(
            "Content-Type: multipart/alternative;\n boundary=\"b1\"\n\n--b1\nContent-Type: text/html\n\n<p>x</p>\n\
             --b1\nContent-Type: text/plain; charset=utf-8\n\nplano\n--b1--\n",
        );
        assert_eq!(message.text().trim_end(), "plano");
    }

    #[test]
    fn folded_headers_are_joined() {
        assert_eq!(received("Subject: um\n dois\n\n").header("subject").as_deref(), Some("um dois"));
    }
}
