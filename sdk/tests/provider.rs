//! Without cryptography of its own, the SDK asks for a provider instead of panicking, and works with the one it finds.

use authms_sdk::{Client, ErrorKind};
use tokio_rustls::rustls::crypto::aws_lc_rs;

#[test]
fn a_missing_provider_of_cryptography_is_an_error_and_an_installed_one_is_used() {
    let build = || Client::builder("https://auth.example.com").build();
    if cfg!(any(feature = "rustls", feature = "native-tls")) {
        build().expect("cryptography of its own");
    } else {
        let error = build().expect_err("no cryptography");
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("hint: install a provider first"), "{error}");
    }
    aws_lc_rs::default_provider().install_default().expect("the first");
    build().expect("the installed provider");
}
