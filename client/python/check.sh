# What client/check does for Python.

needs() { echo python3; }
clients() { echo openapi-generator openapi-python-client; }
version() {
  case $1 in
    openapi-generator)
      echo "openapi-generator python $(openapi_generator_version)" ;;
    openapi-python-client)
      sed -n 's/^\(openapi-python-client\)==/\1 /p' "$client/python/requirements.txt" ;;
  esac
}
options() { echo yes; }
prepare() {
  cd "$client/python"
  python3 -m venv target/venv
  target/venv/bin/pip install --quiet --disable-pip-version-check --requirement requirements.txt
}
generate() {
  cd "$client/python"
  case $1 in
    openapi-generator)
      rm -rf target/tag_api target/openapi-generator
      openapi_generator -g python -o target/openapi-generator --additional-properties=packageName=tag_api \
        --global-property=apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false
      mv target/openapi-generator/tag_api target/tag_api ;;
    openapi-python-client)
      PATH=$PWD/target/venv/bin:$PATH openapi-python-client generate --path "$contract" --meta none \
        --output-path target/tag_api_client --overwrite --fail-on-warning ;;
  esac
}
compile() {
  cd "$client/python"
  PATH=$PWD/target/venv/bin:$PATH
  ruff check .
  ruff format --check .
  mypy
}
run() {
  PYTHONPATH=$client/python/target "$client/python/target/venv/bin/python" "$client/python/conversation.py" "$@"
}
follow() {
  python3 -m venv "$client/python/target/page"
  PATH=$client/python/target/page/bin:$PATH
  follow_page python=main.py
}
