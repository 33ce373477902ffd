//! Rust text without its comments, strings and tests, every byte in its place.

/// The same text twice, as long as the original and with the same lines.
#[derive(Clone, Debug)]
pub struct Stripped {
    /// Comments and what stands inside strings are blank.
    pub code: String,
    /// Comments alone are blank.
    pub bare: String,
}

/// Blank out comments, and in `code` the insides of strings as well.
pub fn strip(text: &str) -> Stripped {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut bare = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let end = if rest.starts_with(b"//") {
            let end = at + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            blank(&mut bare, at, end);
            blank(&mut code, at, end);
            end
        } else if rest.starts_with(b"/*") {
            let end = end_of_comment(bytes, at);
            blank(&mut bare, at, end);
            blank(&mut code, at, end);
            end
        } else if let Some(hashes) = raw_string(bytes, at) {
            let quote = at + 1 + hashes;
            let closing = [&b"\""[..], &b"#".repeat(hashes)].concat();
            let inside = find(bytes, quote + 1, &closing).unwrap_or(bytes.len());
            blank(&mut code, quote + 1, inside);
            (inside + closing.len()).min(bytes.len())
        } else if rest[0] == b'"' {
            let end = end_of_string(bytes, at);
            blank(&mut code, at + 1, end.saturating_sub(1));
            end
        } else if rest[0] == b'\'' {
            let end = end_of_letter(bytes, at);
            blank(&mut code, at + 1, end.saturating_sub(1));
            end
        } else {
            at + 1
        };
        at = end.max(at + 1);
    }
    let text_of = |bytes| String::from_utf8(bytes).expect("only whole letters are blanked");
    Stripped { code: text_of(code), bare: text_of(bare) }
}

/// The stripped text with every `#[cfg(test)] mod name { .. }` blank as well.
pub fn without_tests(stripped: &Stripped) -> Stripped {
    let mut code = stripped.code.clone().into_bytes();
    let mut bare = stripped.bare.clone().into_bytes();
    let mut from = 0;
    while let Some(at) = find(&code, from, b"#[cfg(test)]") {
        from = at + 1;
        let mut depth = 0_usize;
        for place in at..code.len() {
            match code[place] {
                b'{' => depth += 1,
                b';' if depth == 0 => {
                    break;
                }
                b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        blank(&mut bare, at, place + 1);
                        blank(&mut code, at, place + 1);
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    let text_of = |bytes| String::from_utf8(bytes).expect("only whole letters are blanked");
    Stripped { code: text_of(code), bare: text_of(bare) }
}

fn blank(bytes: &mut [u8], from: usize, to: usize) {
    if let Some(part) = bytes.get_mut(from..to) {
        part.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(what.len()).position(|window| window == what).map(|at| at + from)
}

/// The number of hashes when a raw string begins here.
fn raw_string(bytes: &[u8], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|before| bytes[before]);
    let named = before.is_some_and(|b| (b.is_ascii_alphanumeric() && b != b'b') || b == b'_');
    if bytes[at] != b'r' || named {
        return None;
    }
    let hashes = bytes[at + 1..].iter().take_while(|byte| **byte == b'#').count();
    (bytes.get(at + 1 + hashes) == Some(&b'"')).then_some(hashes)
}

fn end_of_comment(bytes: &[u8], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    bytes.len()
}

fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Where a letter in single quotes ends; a lifetime ends after its quote.
fn end_of_letter(bytes: &[u8], start: usize) -> usize {
    let Some(first) = bytes.get(start + 1) else { return start + 1 };
    if *first == b'\\' {
        return find(bytes, start + 3, b"'").map_or(bytes.len(), |end| end + 1);
    }
    let width = match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    };
    let closed = bytes.get(start + 1 + width) == Some(&b'\'');
    if closed { start + width + 2 } else { start + 1 }
}

#[cfg(test)]
mod tests {
    use super::{strip, without_tests};

    #[test]
    fn comments_and_strings_are_blank_and_every_byte_keeps_its_place() {
        let cases = [
            ("a // b\nc", "a     \nc"),
            ("a /* b /* c */ d */ e", "a                   e"),
            (r#"f("x\"y", 'z')"#, r#"f("    ", ' ')"#),
            ("r#\"a \"b\"\"# + r#type", "r#\"     \"# + r#type"),
            ("b\"ab\" br\"c\"", "b\"  \" br\" \""),
            ("fn x<'a>(y: &'a str) {}", "fn x<'a>(y: &'a str) {}"),
            (r"'\'' '\n' 'é' b", r"'  ' '  ' '  ' b"),
            ("\"// no\" // yes", "\"     \"       "),
        ];
        for (text, code) in cases {
            let stripped = strip(text);
            assert_eq!(stripped.code, code, "{text}");
            assert_eq!(stripped.code.len(), text.len());
            assert_eq!(stripped.bare.len(), text.len());
        }
        assert_eq!(strip("f(\"a\") // b").bare, "f(\"a\")     ");
    }

    #[test]
    fn tests_are_cut_out_and_what_follows_stays() {
        let text = "a #[cfg(test)] mod t { fn x() { } } b #[cfg(test)] mod u; c";
        let cut = without_tests(&strip(text)).code;
        assert!(!cut.contains("fn x"), "{cut}");
        assert!(cut.contains('b') && cut.ends_with('c'), "{cut}");
    }
}
