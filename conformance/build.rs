//! Builds anew when a golden file changes: the macro that embeds them cannot say so itself.

fn main() {
    println!("cargo::rerun-if-changed=golden");
}
