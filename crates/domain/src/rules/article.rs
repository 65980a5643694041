//! Articles and chapters, and how they are numbered in Portuguese legal texts.
//! Lei Complementar 95/1998, art. 10, I: ordinal up to the ninth, cardinal from the tenth on.

use super::RulesRefusal;

/// A chapter (*capítulo*).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Chapter {
    /// From 1.
    pub number: u32,
    /// Title in capitals, for instance "DAS VOTAÇÕES".
    pub title: String,
}

/// An article (*artigo*) with all its paragraphs and items, as read to the plenary.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Article {
    /// From 1, without gaps through the whole document.
    pub number: u32,
    /// Number of its chapter.
    pub chapter: u32,
    /// Text without the label.
    pub text: String,
}

/// The label before the text: "Art. 1º" to "Art. 9º", then "Art. 10.".
pub fn article_label(number: u32) -> String {
    if number < 10 { format!("Art. {number}º") } else { format!("Art. {number}.") }
}

/// How the article is cited within a sentence: "art. 7º", "art. 16".
pub fn article_citation(number: u32) -> String {
    if number < 10 { format!("art. {number}º") } else { format!("art. {number}") }
}

/// The label of a chapter in Roman numerals: "CAPÍTULO IV".
pub fn chapter_label(number: u32) -> String {
    format!("CAPÍTULO {}", roman(number))
}

/// Gives articles their numbers in the order they stand in.
pub fn renumber(articles: &mut [Article]) {
    for (number, article) in (1..).zip(articles) {
        article.number = number;
    }
}

/// Checks that a document can be published: there is an article, numbers have no gaps, each
/// article is in a known chapter and chapters do not go back.
///
/// # Errors
/// `NO_ARTICLES`, `ARTICLES_OUT_OF_ORDER`, `UNKNOWN_CHAPTER`.
pub fn check_articles(chapters: &[Chapter], articles: &[Article]) -> Result<(), RulesRefusal> {
    if articles.is_empty() {
        return Err(RulesRefusal::NoArticles);
    }
    in_order(chapters.iter().map(|chapter| chapter.number))?;
    in_order(articles.iter().map(|article| article.number))?;
    for article in articles {
        if !chapters.iter().any(|chapter| chapter.number == article.chapter) {
            return Err(RulesRefusal::UnknownChapter { article: article.number });
        }
    }
    match articles.windows(2).find(|pair| pair[1].chapter < pair[0].chapter) {
        Some(pair) => Err(RulesRefusal::OutOfOrder { expected: pair[0].chapter, found: pair[1].chapter }),
        None => Ok(()),
    }
}

fn in_order(numbers: impl Iterator<Item = u32>) -> Result<(), RulesRefusal> {
    for (expected, found) in (1..).zip(numbers) {
        if expected != found {
            return Err(RulesRefusal::OutOfOrder { expected, found });
        }
    }
    Ok(())
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(number: u32, chapter: u32) -> Article {
        Article { number, chapter, text: "Texto.".into() }
    }

    fn chapter(number: u32) -> Chapter {
        Chapter { number, title: "DO TEMA".into() }
    }

    #[test]
    fn articles_are_ordinal_up_to_nine_and_cardinal_from_ten() {
        assert_eq!((article_label(1), article_label(9)), ("Art. 1º".into(), "Art. 9º".into()));
        assert_eq!((article_label(10), article_label(32)), ("Art. 10.".into(), "Art. 32.".into()));
        assert_eq!((article_citation(7), article_citation(16)), ("art. 7º".into(), "art. 16".into()));
    }

    #[test]
    fn chapters_are_numbered_in_roman() {
        assert_eq!(chapter_label(4), "CAPÍTULO IV");
        assert_eq!(chapter_label(11), "CAPÍTULO XI");
    }

    #[test]
    fn a_gap_an_unknown_chapter_and_an_empty_document_are_refused() {
        let chapters = [chapter(1), chapter(2)];
        assert!(check_articles(&chapters, &[article(1, 1), article(2, 2)]).is_ok());
        assert_eq!(check_articles(&chapters, &[]), Err(RulesRefusal::NoArticles));
        assert_eq!(
            check_articles(&chapters, &[article(1, 1), article(3, 1)]),
            Err(RulesRefusal::OutOfOrder { expected: 2, found: 3 })
        );
        assert_eq!(check_articles(&chapters, &[article(1, 3)]), Err(RulesRefusal::UnknownChapter { article: 1 }));
        assert_eq!(
            check_articles(&chapters, &[article(1, 2), article(2, 1)]),
            Err(RulesRefusal::OutOfOrder { expected: 2, found: 1 })
        );
    }

    #[test]
    fn renumbering_closes_the_gap_of_a_removed_article() {
        let mut articles = [article(1, 1), article(3, 1)];
        renumber(&mut articles);
        assert_eq!(articles.map(|article| article.number), [1, 2]);
    }
}
