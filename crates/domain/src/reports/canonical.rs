//! Canonical JSON: one content, one text, one hash.
//!
//! The form is that of RFC 8785 (JSON Canonicalization Scheme), narrowed so that no party has to
//! print a fraction the same way as another:
//!
//! - members sorted by the UTF-16 code units of their names; no white space outside strings;
//! - strings and names in Unicode NFC; escaped are only `"`, `\` and the characters below U+0020
//!   (`\b \t \n \f \r`, otherwise `\u00xx` in lower case); UTF-8 without a byte order mark;
//! - numbers are whole, within ±(2^53 − 1); figures with places are decimal strings (`"4.20"`);
//! - names that become equal in NFC are refused; nesting is limited to [`DEPTH_MAX`].

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization;

/// Deepest nesting of objects and lists.
pub const DEPTH_MAX: usize = 64;
/// Largest whole number, either sign: 2^53 − 1.
pub const INTEGER_MAX: u64 = (1 << 53) - 1;

/// Why a value has no canonical form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalRefused {
    /// A number with a fraction, an exponent or beyond 2^53 − 1.
    #[error("O número {0} não é inteiro ou é grande demais. Escreva valores com casas decimais como texto.")]
    NotAnInteger(String),
    /// Two names of one object are the same after normalization.
    #[error("O campo {0} aparece duas vezes no mesmo objeto. Retire a repetição.")]
    RepeatedName(String),
    /// Nested beyond [`DEPTH_MAX`].
    #[error("O conteúdo tem níveis demais, um dentro do outro. Confira o arquivo de origem.")]
    TooDeep,
}

/// The canonical text of a value.
///
/// # Errors
/// [`CanonicalRefused`] when the value holds something that has no canonical form.
pub fn canonical(value: &Value) -> Result<String, CanonicalRefused> {
    let mut out = String::new();
    write_value(&mut out, value, 0)?;
    Ok(out)
}

/// SHA-256 of a text, as 64 lower-case hexadecimal digits.
pub fn sha256_hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a String cannot fail");
        hex
    })
}

/// Canonical text and its hash.
///
/// # Errors
/// As [`canonical`].
pub fn content_hash(value: &Value) -> Result<String, CanonicalRefused> {
    canonical(value).map(|text| sha256_hex(&text))
}

fn write_value(out: &mut String, value: &Value, depth: usize) -> Result<(), CanonicalRefused> {
    if depth > DEPTH_MAX {
        return Err(CanonicalRefused::TooDeep);
    }
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Value::Number(number) => write_integer(out, number)?,
        Value::String(text) => write_string(out, &text.nfc().collect::<String>()),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(out, item, depth + 1)?;
            }
            out.push(']');
        }
        Value::Object(members) => write_object(out, members, depth)?,
    }
    Ok(())
}

fn write_object(
    out: &mut String,
    members: &serde_json::Map<String, Value>,
    depth: usize,
) -> Result<(), CanonicalRefused> {
    let mut sorted: Vec<(String, &Value)> = members.iter().map(|(name, value)| (name.nfc().collect(), value)).collect();
    sorted.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
    if let Some(pair) = sorted.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(CanonicalRefused::RepeatedName(pair[0].0.clone()));
    }
    out.push('{');
    for (index, (name, value)) in sorted.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_string(out, name);
        out.push(':');
        write_value(out, value, depth + 1)?;
    }
    out.push('}');
    Ok(())
}

fn write_integer(out: &mut String, number: &serde_json::Number) -> Result<(), CanonicalRefused> {
    let value = number.as_i64().filter(|value| value.unsigned_abs() <= INTEGER_MAX);
    let value = value.ok_or_else(|| CanonicalRefused::NotAnInteger(number.to_string()))?;
    out.push_str(&value.to_string());
    Ok(())
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => write!(out, "\\u{:04x}", u32::from(c)).expect("writing to a String cannot fail"),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn members_are_sorted_and_white_space_is_gone() {
        let value: Value = serde_json::from_str("{ \"b\" : [1, true, null], \"a\" : \"x\\ny\" }").unwrap();
        assert_eq!(canonical(&value).unwrap(), "{\"a\":\"x\\ny\",\"b\":[1,true,null]}");
    }

    #[test]
    fn names_are_sorted_by_utf16_as_rfc_8785_asks() {
        let value = json!({"\u{ff21}": 1, "\u{1f600}": 2, "a": 3});
        assert_eq!(canonical(&value).unwrap(), "{\"a\":3,\"\u{1f600}\":2,\"\u{ff21}\":1}");
    }

    #[test]
    fn a_decomposed_accent_is_the_same_content() {
        let hash = |text: &str| content_hash(&json!({ "t": text })).unwrap();
        assert_eq!(hash("assiste\u{302}ncia"), hash("assistência"));
    }

    #[test]
    fn fractions_and_huge_numbers_are_refused() {
        for value in [json!(1.5), json!(1.0), json!(INTEGER_MAX + 1), json!(i64::MIN)] {
            assert!(matches!(canonical(&value), Err(CanonicalRefused::NotAnInteger(_))));
        }
        assert_eq!(canonical(&json!(INTEGER_MAX)).unwrap(), "9007199254740991");
    }

    #[test]
    fn names_equal_after_normalization_are_refused() {
        let value = json!({"é": 1, "e\u{301}": 2});
        assert_eq!(canonical(&value), Err(CanonicalRefused::RepeatedName("é".into())));
    }

    #[test]
    fn the_hash_is_that_of_the_bytes() {
        assert_eq!(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "\\PC{0,6}".prop_map(|text| Value::from(text.nfc().collect::<String>())),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-zé]{1,4}", inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    /// The same content with members in the opposite order and white space between everything.
    fn rewritten(value: &Value) -> String {
        match value {
            Value::Array(items) => format!("[ {} ]", items.iter().map(rewritten).collect::<Vec<_>>().join(" , ")),
            Value::Object(members) => {
                let member = |(name, value): (&String, &Value)| {
                    format!("{}\t: {}", Value::from(name.as_str()), rewritten(value))
                };
                format!("{{ {} }}", members.iter().rev().map(member).collect::<Vec<_>>().join("\n, "))
            }
            leaf => leaf.to_string(),
        }
    }

    proptest! {
        #[test]
        fn order_of_members_white_space_and_reparsing_change_nothing(value in value()) {
            let text = canonical(&value).unwrap();
            let permuted: Value = serde_json::from_str(&rewritten(&value)).unwrap();
            prop_assert_eq!(&canonical(&permuted).unwrap(), &text);
            let reparsed: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&canonical(&reparsed).unwrap(), &text);
            prop_assert_eq!(reparsed, value);
        }

        #[test]
        fn the_hash_differs_exactly_when_the_content_does(one in value(), other in value()) {
            prop_assert_eq!(content_hash(&one).unwrap() == content_hash(&other).unwrap(), one == other);
        }
    }
}
