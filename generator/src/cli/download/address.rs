//! The URLs that documents are downloaded from.

use crate::cli::error::Error;
use std::net::IpAddr;
use url::Url;

/// Parses a URL. It must use https or point to the local machine, and must not contain credentials, because
/// `spec/origin.toml` and messages contain it.
pub(super) fn parse(url: &str) -> Result<Url, Error> {
    let refused = |why: &str, help: &str| Err(Error::new(why, help));
    match Url::parse(url) {
        Ok(address) if has_credentials(&address) => refused(
            "the URL contains credentials, which would become part of messages and of spec/origin.toml",
            "download the document in another way, and pass the file",
        ),
        Ok(address) if address.scheme() == "https" || is_local(&address) => Ok(address),
        Ok(_) => refused(
            &format!("cannot download {url}: only https is allowed"),
            "use an https URL, or download the document in another way, and pass the file",
        ),
        Err(error) => {
            refused(&format!("invalid URL {url}: {error}"), "check the spelling of the URL")
        }
    }
}

pub(super) fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// Whether the URL points to a plain http server on the local machine.
pub(super) fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    url.scheme() == "http"
        && (host == "localhost" || address.is_ok_and(|address| address.is_loopback()))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::cli::error::Error;

    fn refused(url: &str) -> String {
        match parse(url) {
            Err(Error::Plain { message, .. }) => message,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn insecure_urls_and_credentials_are_refused() {
        for url in
            ["http://garden.example/a.json", "ftp://garden.example/a", "http://127.0.0.1.example/"]
        {
            assert!(refused(url).ends_with("only https is allowed"), "{url}");
        }
        for url in ["https://gardener:secret@garden.example/", "http://gardener@127.0.0.1:1/"] {
            let message = refused(url);
            assert!(message.starts_with("the URL contains credentials"), "{message}");
            assert!(!message.contains("gardener"), "{message}");
        }
        assert!(refused("http://[::1").contains("invalid URL"));
    }
}
