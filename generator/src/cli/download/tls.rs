//! The configuration of TLS: the root certificates of the platform, and cryptography that needs no C compiler.

use ureq::tls::{RootCerts, TlsConfig};

/// The configuration of TLS.
///
/// # Errors
///
/// Returns an error if the processor lacks instructions that the cryptography uses.
pub(crate) fn config() -> Result<TlsConfig, &'static str> {
    let config = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
    #[cfg(any(target_arch = "aarch64", target_arch = "x86_64"))]
    let config = match is_supported() {
        true => {
            config.unversioned_rustls_crypto_provider(rustls_graviola::default_provider().into())
        }
        false => return Err("this processor has no instructions for fast encryption"),
    };
    Ok(config.build())
}

/// Whether the processor has the instructions that graviola uses.
#[cfg(target_arch = "x86_64")]
fn is_supported() -> bool {
    is_x86_feature_detected!("adx")
        && is_x86_feature_detected!("aes")
        && is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("pclmulqdq")
}

/// Whether the processor has the instructions that graviola uses.
#[cfg(target_arch = "aarch64")]
fn is_supported() -> bool {
    use std::arch::is_aarch64_feature_detected;
    is_aarch64_feature_detected!("aes")
        && is_aarch64_feature_detected!("neon")
        && is_aarch64_feature_detected!("pmull")
        && is_aarch64_feature_detected!("sha2")
}
