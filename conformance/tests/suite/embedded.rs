//! The copy of the golden files in the binary.

use authms_conformance::Golden;

use crate::harness::golden_folder;

#[test]
fn the_copy_in_the_binary_is_the_folder() {
    let (copy, folder) = (Golden::Embedded, golden_folder());
    let names = folder.names().expect("a folder");
    assert_eq!(copy.names().expect("a copy"), names);
    for name in names {
        let content = folder.content(&name);
        assert!(content.is_some(), "`{name}` is not a file that insta has written");
        assert_eq!(copy.content(&name), content, "{name}");
    }
}
