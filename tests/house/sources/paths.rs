//! The paths that Rust text names: `use` trees unfolded, inline paths as they stand.

/// A word or mark of Rust and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// The word, `::`, or one mark.
    pub text: &'a str,
    /// Its first byte.
    pub at: usize,
}

/// The words and marks of stripped code.
pub fn tokens_of(code: &str) -> Vec<Token<'_>> {
    let bytes = code.as_bytes();
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = if word(bytes[at]) {
            at + bytes[at..].iter().take_while(|byte| word(**byte)).count()
        } else if bytes[at..].starts_with(b"::") {
            at + 2
        } else {
            at + 1
        };
        if !bytes[at].is_ascii_whitespace() {
            tokens.push(Token { text: &code[at..end], at });
        }
        at = end;
    }
    tokens
}

/// Every path of the code with where it begins: `use a::{b, c::d}` gives
/// `a::b` and `a::c::d`; an alias gives the path before it.
pub fn paths_of(code: &str) -> Vec<(Vec<&str>, usize)> {
    let tokens = tokens_of(code);
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        let follows = tokens.get(at + 1).map_or("", |next| next.text);
        if token.text == "use" && follows != "<" {
            at = unfold(&tokens, at + 1, &[], &mut paths);
        } else if is_word(token.text) && follows == "::" {
            let mut path = vec![token.text];
            let start = token.at;
            while tokens.get(at + 1).is_some_and(|next| next.text == "::")
                && tokens.get(at + 2).is_some_and(|next| is_word(next.text))
            {
                path.push(tokens[at + 2].text);
                at += 2;
            }
            paths.push((path, start));
            at += 1;
        } else {
            at += 1;
        }
    }
    paths
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Unfold one tree of a `use`; says at which token it goes on.
fn unfold<'a>(
    tokens: &[Token<'a>],
    mut at: usize,
    before: &[&'a str],
    into: &mut Vec<(Vec<&'a str>, usize)>,
) -> usize {
    let mut path = before.to_vec();
    let start = tokens.get(at).map_or(0, |token| token.at);
    while let Some(token) = tokens.get(at) {
        match token.text {
            "::" => at += 1,
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token.text != "}") {
                    at = unfold(tokens, at, &path, into);
                    if tokens.get(at).is_some_and(|token| token.text == ",") {
                        at += 1;
                    }
                }
                return at + 1;
            }
            "as" => at += 2,
            "self" if !before.is_empty() => at += 1,
            text if is_word(text) || text == "*" => {
                path.push(text);
                at += 1;
            }
            _ => break,
        }
    }
    into.push((path, start));
    at
}

#[cfg(test)]
mod tests {
    use super::paths_of;

    #[test]
    fn trees_are_unfolded_and_inline_paths_found() {
        let code =
            "use a::{self, b, c::{d as x, *}}; use super::e; fn f() { crate::g::h(); i::<j>() }";
        let paths: Vec<String> =
            paths_of(code).into_iter().map(|(path, _)| path.join("::")).collect();
        let expected =
            ["a", "a::b", "a::c::d", "a::c::*", "super::e", "crate::g::h", "i"].map(String::from);
        assert_eq!(paths, expected);
    }
}
