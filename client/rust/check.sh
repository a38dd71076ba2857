# What client/check does for Rust.

needs() { echo cargo; }
clients() { echo openapi-generator; }
version() { echo "openapi-generator rust $(openapi_generator_version)"; }
options() { echo yes; }
prepare() { :; }
generate() {
  cd "$client/rust"
  rm -rf target/generated
  openapi_generator -g rust -o target/generated/tag-api \
    --additional-properties=packageName=tag-api,avoidBoxedModels=true \
    --global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false
}
compile() {
  cd "$client/rust"
  cargo fmt --check
  cargo clippy --quiet --no-deps -- -D warnings
  cargo build --quiet
}
run() { "$client/rust/target/debug/conversation" "$@"; }
follow() {
  export CARGO_TARGET_DIR=$client/rust/target/page
  follow_page 'toml=>>Cargo.toml' rust=src/main.rs
}
