//! Downloads a document over https, or over http from the local machine.

mod address;
#[cfg(feature = "download")]
mod tls;
#[cfg(feature = "download")]
mod transfer;

use crate::cli::error::Error;
use std::path::Path;
use url::Url;

/// The headers that identify a version of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Validators {
    /// The `ETag` header.
    pub(crate) etag: Option<String>,
    /// The `Last-Modified` header.
    pub(crate) last_modified: Option<String>,
}

/// The result of a download.
#[derive(Debug)]
#[cfg_attr(
    not(feature = "download"),
    expect(dead_code, reason = "without the feature, each download fails")
)]
pub(crate) enum Download {
    /// The document and its version.
    Document(String, Validators),
    /// The document has not changed.
    Unchanged,
}

/// The URL in an argument that is either a path or a URL.
pub(crate) fn as_url(argument: &Path) -> Option<&str> {
    argument.to_str().filter(|argument| argument.contains("://"))
}

/// Downloads a document.
pub(crate) fn document(url: &str) -> Result<String, Error> {
    match download(url, None)? {
        Download::Document(text, _) => Ok(text),
        Download::Unchanged => Ok(String::new()),
    }
}

/// Downloads a document, unless it still has the `known` version.
pub(crate) fn download(url: &str, known: Option<&Validators>) -> Result<Download, Error> {
    transfer(&address::parse(url)?, known)
}

#[cfg(feature = "download")]
fn transfer(url: &Url, known: Option<&Validators>) -> Result<Download, Error> {
    transfer::transfer(url, known, &transfer::Limits::default())
}

#[cfg(not(feature = "download"))]
fn transfer(url: &Url, _: Option<&Validators>) -> Result<Download, Error> {
    Err(Error::new(
        format!("cannot download {url}: the command was compiled without its feature `download`"),
        "compile it with the feature, or download the document in another way, and pass the file",
    ))
}
