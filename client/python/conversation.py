"""Holds the conversation that a file describes with a server, and prints what was said.

python conversation.py <client> <address> <customer> <file>
"""

import json
import sys
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import urlopen
from uuid import UUID

import with_openapi_generator
import with_openapi_python_client
from api import ABSENT, Connect, ConversationError, Counts, RefusedError, Tag, TagApi

CLIENTS: dict[str, Connect] = {
    "openapi-generator": with_openapi_generator.Client,
    "openapi-python-client": with_openapi_python_client.Client,
}

EARLIEST = 1_577_836_800_000
"""2020 in milliseconds. Times before it would be seconds by mistake."""

Step = dict[str, Any]


class Conversation:
    """A conversation with one server about the tags of one customer."""

    def __init__(self, connect: Connect, address: str, customer_id: str) -> None:
        """Begin without tokens and tags."""
        self._connect = connect
        self._address = address
        self._customer_id = customer_id
        self._tokens: dict[str, str] = {}
        self._ids: dict[str, UUID] = {}

    def say(self, step: Step) -> None:
        """Perform a step, and print the answer."""
        try:
            if step["do"] == "token":
                self._tokens[step["as"]] = access_token(self._address, step)
                self._print(f"token: {step['scope']}")
            else:
                token = self._tokens[step["token"]] if "token" in step else None
                self._call(self._connect(self._address, token), step)
        except RefusedError as e:
            self._print(f"{step['do']}: {e}")

    def _call(self, api: TagApi, step: Step) -> None:
        match step["do"]:
            case "createTag":
                tag = api.create_tag(self._customer_id, step["name"], step.get("description", ABSENT))
                if "as" in step:
                    self._ids[step["as"]] = tag.id
                self._print(f"createTag: {describe(tag)}")
            case "listTags":
                self._list(api, step["pageSize"])
            case "updateTag":
                tag = api.update_tag(
                    self._customer_id,
                    self._ids[step["tag"]],
                    step.get("name", ABSENT),
                    step.get("description", ABSENT),
                )
                self._print(f"updateTag: {describe(tag)}")
            case "deleteTag":
                api.delete_tag(self._customer_id, self._ids[step["tag"]])
                self._print("deleteTag: done")
            case "bulkAssignTags":
                self._print(f"bulkAssignTags: {count(api.bulk_assign_tags(self._customer_id, *self._pairs(step)))}")
            case "bulkUnassignTags":
                self._print(f"bulkUnassignTags: {count(api.bulk_unassign_tags(self._customer_id, *self._pairs(step)))}")
            case other:
                raise ConversationError(f"There is no operation {other}")

    def _list(self, api: TagApi, page_size: int) -> None:
        search_after = None
        while True:
            page = api.list_tags(self._customer_id, page_size, search_after)
            search_after = page.next_search_after
            follows = "the end" if search_after is None else "more follow"
            self._print(f"listTags: {len(page.tags)} of {page.total}, {follows}")
            for tag in page.tags:
                self._print(f"  {describe(tag)}")
            if search_after is None:
                return

    def _pairs(self, step: Step) -> tuple[list[str], list[UUID]]:
        devices = [f"DEVICE-{number}" for number in range(1, step["devices"] + 1)]
        return devices, [self._ids[tag] for tag in step["tags"]]

    def _print(self, line: str) -> None:
        for name, tag_id in self._ids.items():
            line = line.replace(str(tag_id), f"{{{name}}}")
        print(line)


def access_token(address: str, step: Step) -> str:
    """Get an access token with client credentials."""
    endpoint = f"{address}/ams/v1/oauth2/token"
    form = {
        "grant_type": "client_credentials",
        "client_id": step["client"],
        "client_secret": step["secret"],
        "scope": step["scope"],
    }
    try:
        with urlopen(endpoint, urlencode(form).encode()) as response:  # noqa: S310 - the address is the caller's
            return str(json.load(response)["access_token"])
    except HTTPError as e:
        raise ConversationError(f"The token endpoint {endpoint} gave no access token: {e.code}") from e
    except URLError as e:
        raise ConversationError(f"No answer from {endpoint}: {e.reason}") from e


def describe(tag: Tag) -> str:
    """Write a tag as the transcript shows it."""
    return " | ".join(
        (
            str(tag.id),
            tag.name,
            tag.description or "-",
            tag.predefined_type,
            f"{tag.assigned_device_count} devices",
            time(tag.created_on),
            time(tag.modified_on),
        )
    )


def time(milliseconds: int) -> str:
    """Write a time, which is another in each conversation."""
    return "{time}" if milliseconds >= EARLIEST else str(milliseconds)


def count(counts: Counts) -> str:
    """Write the counts of a bulk operation as the transcript shows them."""
    return f"{counts.total} pairs, {counts.changed} changed, {counts.unchanged} unchanged"


def main(client: str = "", address: str = "", customer_id: str = "", file: str = "") -> int:
    """Hold the conversation."""
    try:
        if client not in CLIENTS:
            raise ConversationError(f"The client must be one of: {', '.join(CLIENTS)}")
        conversation = Conversation(CLIENTS[client], address, customer_id)
        for step in json.loads(Path(file).read_text(encoding="utf-8"))["steps"]:
            conversation.say(step)
    except Exception as e:  # noqa: BLE001 - whatever the generated code throws, the user sees one sentence
        reason = " ".join(str(e).split()) or type(e).__name__
        print(f"The conversation with {address} broke off: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
