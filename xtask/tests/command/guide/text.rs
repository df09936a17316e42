//! Markdown -> code blocks, headings and links.

use super::Block;

/// The code blocks of a page, each with the comment directly before it.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut note = String::new();
    let mut lines = page.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        if let Some(comment) = line.strip_prefix("<!--") {
            note = comment.to_owned();
            while !note.contains("-->") {
                let (_, more) = lines.next().unwrap();
                note.push('\n');
                note.push_str(more);
            }
            note = note.split("-->").next().unwrap().trim().to_owned();
        } else if let Some(language) = line.strip_prefix("```") {
            let text = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
            let text = text.fold(String::new(), |text, line| text + line + "\n");
            let note = std::mem::take(&mut note);
            blocks.push(Block { language: language.to_owned(), note, line: index + 1, text });
        } else if !line.trim().is_empty() {
            note.clear();
        }
    }
    blocks
}

/// The lines of a page that are not code, with their numbers.
pub(super) fn prose(page: &str) -> Vec<(usize, &str)> {
    let mut is_code = false;
    let lines = page.lines().enumerate().map(|(index, line)| (index + 1, line));
    lines
        .filter(|(_, line)| {
            let is_fence = line.starts_with("```");
            is_code ^= is_fence;
            !is_code && !is_fence
        })
        .collect()
}

/// The anchors of a page, as mdBook and GitHub derive them from its headings.
pub(super) fn anchors(page: &str) -> Vec<String> {
    let headings = prose(page).into_iter().filter(|(_, line)| line.starts_with('#'));
    let titles = headings.map(|(_, line)| line.trim_start_matches('#').trim().to_lowercase());
    titles
        .map(|title| {
            let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

/// The targets of the links in a line.
pub(super) fn links(line: &str) -> Vec<&str> {
    // Code in backticks may contain the same characters.
    let prose = line.split('`').step_by(2);
    let mut targets: Vec<_> = prose
        .flat_map(|part| part.split("](").skip(1))
        .filter_map(|rest| rest.split(')').next())
        .collect();
    // A link whose text ends with code begins in the part after it.
    targets.retain(|target| !target.is_empty());
    targets
}
