# What client/check does for agents: an MCP server that is made from the contract when it starts, so nothing is generated.

needs() { echo python3; }
clients() { echo fastmcp; }
version() { sed -n 's/^\(fastmcp\)==/\1 /p' "$client/mcp/requirements.txt"; }
options() { echo yes; }
is_short() { true; }
prepare() {
  cd "$client/mcp"
  python3 -m venv target/venv
  # shellcheck disable=SC2046
  target/venv/bin/pip install --quiet --disable-pip-version-check --requirement requirements.txt \
    $(grep -E '^(mypy|ruff)==' "$client/python/requirements.txt")
}
generate() { :; }
compile() {
  cd "$client/mcp"
  PATH=$PWD/target/venv/bin:$PATH
  ruff check --config "$client/python/pyproject.toml" .
  ruff format --check --config "$client/python/pyproject.toml" .
  mypy --strict ./*.py
}
run_short() { "$client/mcp/target/venv/bin/python" "$client/mcp/conversation.py" "${@:2}"; }
# A message of MCP is a line.
follow() {
  local TOKEN=$token printed='"serverInfo"'
  follow_page <<<'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18", '\
'"capabilities": {}, "clientInfo": {"name": "check", "version": "1"}}}'
}
