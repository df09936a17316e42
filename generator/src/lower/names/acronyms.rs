//! Acronyms that contain lowercase letters, such as `VPCs`, `userIDs`, `IPv4`, `mTLS` and `OAuth` -> single words.

/// Names in mixed case that are one word.
const MIXED_CASE: &[&str] = &["GraphQL", "OAuth", "macOS"];

/// Writes such acronyms as one word: `Vpcs`, `userIds`, `Ipv4`, `Mtls`, `Oauth`.
pub(super) fn join(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    let mut previous = None;
    while let Some(first) = rest.chars().next() {
        let length = match length(rest, previous) {
            0 => first.len_utf8(),
            length => length,
        };
        let (word, after) = rest.split_at(length);
        if length > first.len_utf8() {
            joined.push(first.to_ascii_uppercase());
            joined.extend(word.chars().skip(1).map(|c| c.to_ascii_lowercase()));
        } else {
            joined.push_str(word);
        }
        previous = word.chars().last();
        rest = after;
    }
    joined
}

/// The length of the acronym at the start of a text, or 0.
fn length(text: &str, previous: Option<char>) -> usize {
    let starts_word = previous.is_none_or(|previous| !previous.is_ascii_alphanumeric());
    let is_inside_acronym = previous.is_some_and(|previous| previous.is_ascii_uppercase());
    let mixed = MIXED_CASE.iter().find(|name| text.starts_with(**name));
    if let Some(name) = mixed
        && (starts_word || name.starts_with(|c: char| c.is_ascii_uppercase()))
        && !is_inside_acronym
    {
        return name.len();
    }
    let capitals = |text: &str| text.chars().take_while(char::is_ascii_uppercase).count();
    // `mTLS`, `iOSVersion`: the last capital starts the next word if a lowercase letter follows it.
    if starts_word && text.starts_with(|c: char| c.is_ascii_lowercase()) {
        let rest = text.get(1..).unwrap_or_default();
        let run = capitals(rest);
        let after = rest.get(run..).unwrap_or_default();
        let plural = plural_length(after);
        let begins_next = plural == 0 && after.starts_with(|c: char| c.is_ascii_lowercase());
        let own = if begins_next { run.saturating_sub(1) } else { run + plural };
        return if own >= 2 { 1 + own } else { 0 };
    }
    if is_inside_acronym {
        return 0;
    }
    let run = capitals(text);
    let after = text.get(run..).unwrap_or_default();
    let ending = plural_length(after).max(version_length(after));
    if run >= 2 && ending > 0 { run + ending } else { 0 }
}

/// The length of a plural `s` at the start of a text, if it ends a word.
fn plural_length(text: &str) -> usize {
    let mut characters = text.chars();
    let is_plural = characters.next() == Some('s')
        && characters.next().is_none_or(|next| !next.is_ascii_lowercase());
    usize::from(is_plural)
}

/// The length of the `v` of a version: `IPv4`.
fn version_length(text: &str) -> usize {
    let mut characters = text.chars();
    let is_version = characters.next() == Some('v')
        && characters.next().is_some_and(|next| next.is_ascii_digit());
    usize::from(is_version)
}

#[cfg(test)]
mod tests {
    use crate::lower::names::{snake, upper_camel};

    #[test]
    fn an_acronym_is_one_word_whatever_its_case() {
        let cases = [
            ("VPCs", "vpcs", "Vpcs"),
            ("Floating IPs", "floating_ips", "FloatingIps"),
            ("floatingIPs", "floating_ips", "FloatingIps"),
            ("userIDs", "user_ids", "UserIds"),
            ("publicIPsOfUser", "public_ips_of_user", "PublicIpsOfUser"),
            ("listVPCs", "list_vpcs", "ListVpcs"),
            ("APIs", "apis", "Apis"),
            ("IDs", "ids", "Ids"),
            ("URLs_v2", "urls_v2", "UrlsV2"),
            ("IPv4Address", "ipv4_address", "Ipv4Address"),
            ("useIPv6", "use_ipv6", "UseIpv6"),
            ("mTLS", "mtls", "Mtls"),
            ("iOSVersion", "ios_version", "IosVersion"),
            ("vCPUs", "vcpus", "Vcpus"),
            ("eSIMIds", "esim_ids", "EsimIds"),
            ("macOS", "macos", "Macos"),
            ("OAuth2", "oauth2", "Oauth2"),
            ("oAuthToken", "o_auth_token", "OAuthToken"),
            ("GraphQLQuery", "graphql_query", "GraphqlQuery"),
            // These are not plurals of acronyms.
            ("HTTPStatus", "http_status", "HttpStatus"),
            ("isIPv", "is_i_pv", "IsIPv"),
            ("XMLsomething", "xm_lsomething", "XmLsomething"),
            ("aB", "a_b", "AB"),
            ("xRequestId", "x_request_id", "XRequestId"),
            ("Ids", "ids", "Ids"),
        ];
        for (text, field, ty) in cases {
            assert_eq!(snake(text), field, "{text}");
            assert_eq!(upper_camel(text), ty, "{text}");
        }
    }
}
