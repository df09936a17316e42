//! Tests of errors.

use super::*;

#[test]
fn is_one_pointer_that_can_be_sent_about() {
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_error::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

#[test]
fn debug_is_the_message_that_main_prints() {
    let error = Error::request("`shelfId` is empty").of("getShelf".into());
    assert_eq!(format!("{error:?}"), "getShelf: `shelfId` is empty");
    assert_eq!(error.kind(), ErrorKind::Request);
}

#[test]
fn names_the_operation_once() {
    let error = Error::request("`shelfId` is empty").of("getShelf".into());
    assert_eq!(error.to_string(), "getShelf: `shelfId` is empty");
    let again = error.of("other".into());
    assert_eq!(again.operation(), Some("getShelf"));
}
