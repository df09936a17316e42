//! Where in a JSON text a decoder stopped: in come the text and a line and column, out comes a JSON path.
//!
//! Decoders keep no track of where they are, which would cost every success. So after a failure the text is read once
//! more, only for its structure, up to the place where the decoder stopped.

/// Where a decoder stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The path of the innermost value there, from `$` on.
    pub(super) path: String,
    /// Where that value begins.
    pub(super) start: usize,
}

/// An object or list that is not closed yet.
enum Open<'a> {
    Object { start: usize, key: Option<&'a [u8]> },
    List { start: usize, index: usize },
}

/// The place that a decoder calls a line and a column: lines count from one, and the column counts the bytes read.
pub(super) fn at(text: &[u8], line: usize, column: usize) -> Place {
    let read = text.get(..offset(text, line, column)).unwrap_or(text);
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut start = 0;
    let mut position = 0;
    while let Some(&byte) = read.get(position) {
        let token = position;
        position += 1;
        match byte {
            b'{' => {
                start = token;
                open.push(Open::Object { start, key: None });
            }
            b'[' => {
                start = token;
                open.push(Open::List { start, index: 0 });
            }
            b'}' | b']' => {
                if let Some(Open::Object { start: s, .. } | Open::List { start: s, .. }) =
                    open.pop()
                {
                    start = s;
                }
            }
            b',' => match open.last_mut() {
                Some(Open::Object { key, start: s }) => {
                    *key = None;
                    start = *s;
                }
                Some(Open::List { index, .. }) => {
                    *index += 1;
                    start = position;
                }
                None => {}
            },
            b':' => start = position,
            b'"' => {
                let content = position;
                position = string_end(read, position);
                match open.last_mut() {
                    Some(Open::Object { key: key @ None, .. }) => {
                        *key = read.get(content..position.saturating_sub(1));
                    }
                    _ => start = token,
                }
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => {
                start = token;
                position += read
                    .get(position..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|b| {
                        !matches!(b, b',' | b'}' | b']' | b':') && !b.is_ascii_whitespace()
                    })
                    .count();
            }
        }
    }
    // The value may not have been reached yet.
    let gap = text.get(start..).unwrap_or_default();
    start += gap.iter().take_while(|b| b.is_ascii_whitespace()).count();
    Place { path: path(&open), start }
}

/// Behind the end of a string whose content begins at `position`.
fn string_end(text: &[u8], mut position: usize) -> usize {
    while let Some(byte) = text.get(position) {
        position += match byte {
            b'"' => return position + 1,
            b'\\' => 2,
            _ => 1,
        };
    }
    text.len()
}

/// How many bytes were read.
fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let lines = text.split_inclusive(|&byte| byte == b'\n');
    let before: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    before.saturating_add(column).min(text.len())
}

fn path(open: &[Open<'_>]) -> String {
    let mut path = String::from("$");
    for open in open {
        match open {
            Open::List { index, .. } => path.push_str(&format!("[{index}]")),
            Open::Object { key: None, .. } => {}
            Open::Object { key: Some(key), .. } => {
                let key = crate::error::one_line(&String::from_utf8_lossy(key));
                let is_name = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                    && !key.bytes().next().is_none_or(|b| b.is_ascii_digit());
                if is_name {
                    path.push('.');
                    path.push_str(&key);
                } else {
                    // As it stands in the text, so what had to be escaped is.
                    path.push_str(&format!("[\"{key}\"]"));
                }
            }
        }
    }
    path
}
