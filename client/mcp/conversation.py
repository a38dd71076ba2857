"""The short conversation, as an agent holds it with the tools of server.py.

conversation.py <server> <token> <customer>

The server is started as agents start one, and spoken to over its standard input and output.
"""

import asyncio
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml
from fastmcp import Client
from fastmcp.client.transports import PythonStdioTransport
from fastmcp.exceptions import ToolError

HERE = Path(__file__).parent


class Agent:
    """Calls tools for one customer."""

    def __init__(self, tools: Client[PythonStdioTransport], customer_id: str) -> None:
        """Remember the tools."""
        self._tools = tools
        self._customer_id = customer_id

    async def call(self, tool: str, **arguments: object) -> dict[str, Any]:
        """Call a tool, and return the data of its response."""
        result = await self._tools.call_tool(tool, {"customerId": self._customer_id, **arguments})
        data: dict[str, Any] = (result.structured_content or {}).get("data", {})
        return data

    async def tag(self, tool: str, **arguments: object) -> dict[str, str]:
        """Call a tool that returns one tag."""
        tag: dict[str, str] = (await self.call(tool, **arguments))["tags"][0]
        return tag

    async def error(self, tool: str, **arguments: object) -> str:
        """Call a tool that fails, and return what it says."""
        try:
            await self.call(tool, **arguments)
        except ToolError as e:
            return str(e)
        return "no error"


def shown(tag: dict[str, str]) -> str:
    """Show a tag's name and description."""
    return f"{tag['name']}, {tag.get('description', '-')}"


async def converse(agent: Agent) -> None:
    """Hold the conversation."""
    floor = await agent.tag("createTag", name="Floor 2", description="Scanners")
    print("created", shown(floor))
    key = {"Idempotency-Key": "order-7"}
    loan, again = [await agent.tag("createTag", name="On loan", **key) for _ in range(2)]
    print(f"created {loan['name']}" + (", and again the same" if loan["id"] == again["id"] else " twice"))
    print("renamed", shown(await agent.tag("updateTag", tagId=floor["id"], name="Second floor")))
    print("cleared", shown(await agent.tag("updateTag", tagId=floor["id"], description=None)))

    ids = [floor["id"], loan["id"]]
    pairs = {"deviceIds": ["DEVICE-1", "DEVICE-2"], "tagIds": ids}
    print("dry run of", (await agent.call("bulkAssignTags", **pairs, dryRun=True))["changedCount"])
    print("assigned", (await agent.call("bulkAssignTags", **pairs))["changedCount"])
    part = await agent.call("bulkAssignTags", deviceIds=["DEVICE-3", "van 7"], tagIds=ids[1:], atomic=False)
    print(f"in part {part['changedCount']} assigned, {len(part['failures'])} failed")
    found = await agent.call("searchDevices", allTags=ids, anyTags=ids, noTags=[])
    print("found", *(device["id"] for device in found["devices"]))

    # A tool returns the body alone, so there is no ETag to send but by *.
    unchanged = await agent.error("getTag", tagId=floor["id"], **{"If-None-Match": "*"})
    print("unchanged" if "HTTP error 304" in unchanged else unchanged)
    refused = json.loads(re.sub(r"^[^{]*", "", await agent.error("createTag", name="ON LOAN")))
    print("refused", refused["result"], refused["code"])
    events = await agent.call("listEvents")
    print("events", *(event["type"] for event in events["events"]))
    for tag_id in ids:
        await agent.call("deleteTag", tagId=tag_id)
    print("deleted")


async def main() -> None:
    """Start the server, compare its tools with the operations of the contract, and hold the conversation."""
    _, server, token, customer_id = sys.argv
    contract = yaml.safe_load((HERE.parents[1] / "spec/openapi.yaml").read_text(encoding="utf-8"))
    operations = [
        operation["operationId"]
        for path in contract["paths"].values()
        for method, operation in path.items()
        if method in {"delete", "get", "post", "put"}
    ]
    async with Client(PythonStdioTransport(HERE / "server.py", args=[server, token])) as tools:
        listed = [tool.name for tool in await tools.list_tools()]
        if listed != operations:
            raise SystemExit(f"The tools are {listed}")
        await converse(Agent(tools, customer_id))


asyncio.run(main())
