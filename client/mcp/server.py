"""An MCP server whose tools are the operations of the contract: server.py <server> <token>."""

import sys
from pathlib import Path

import yaml
from fastmcp import FastMCP
from httpx2 import AsyncClient

_, address, token = sys.argv
contract = yaml.safe_load((Path(__file__).parents[2] / "spec/openapi.yaml").read_text(encoding="utf-8"))
headers = {"Authorization": f"Bearer {token}"}
client = AsyncClient(base_url=f"{address}/tag/v1", headers=headers, timeout=60)
FastMCP.from_openapi(contract, client=client, name="Tag API").run(show_banner=False)
