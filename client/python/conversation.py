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
from api import (
    ABSENT,
    Connect,
    ConversationError,
    Counts,
    Device,
    DeviceQuery,
    Event,
    RefusedError,
    Tag,
    TagApi,
    TagQuery,
)

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
        """Perform a step, and print the response."""
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
        operations = {
            "createTag": self._create_tag,
            "getTag": self._get_tag,
            "listTags": self._list_tags,
            "updateTag": self._update_tag,
            "deleteTag": self._delete_tag,
            "bulkAssignTags": self._bulk_assign_tags,
            "bulkUnassignTags": self._bulk_unassign_tags,
            "changeDeviceTags": self._change_device_tags,
            "searchDevices": self._search_devices,
            "getDevice": self._get_device,
            "listEvents": self._list_events,
        }
        if step["do"] not in operations:
            raise ConversationError(f"There is no operation {step['do']}")
        operations[step["do"]](api, step)

    def _create_tag(self, api: TagApi, step: Step) -> None:
        description = step.get("description", ABSENT)
        tag = api.create_tag(self._customer_id, step["name"], description, step.get("idempotencyKey"))
        if "as" in step:
            self._ids[step["as"]] = tag.id
        self._print(f"createTag: {describe(tag)}")

    def _get_tag(self, api: TagApi, step: Step) -> None:
        self._print(f"getTag: {describe(api.get_tag(self._customer_id, self._ids[step['tag']]))}")

    def _update_tag(self, api: TagApi, step: Step) -> None:
        tag = api.update_tag(
            self._customer_id,
            self._ids[step["tag"]],
            step.get("name", ABSENT),
            step.get("description", ABSENT),
            step.get("ifMatch"),
        )
        self._print(f"updateTag: {describe(tag)}")

    def _delete_tag(self, api: TagApi, step: Step) -> None:
        api.delete_tag(self._customer_id, self._ids[step["tag"]])
        self._print("deleteTag: done")

    def _bulk_assign_tags(self, api: TagApi, step: Step) -> None:
        dry_run = step.get("dryRun", False)
        counts = api.bulk_assign_tags(self._customer_id, devices(step), self._tags(step, "tags"), dry_run=dry_run)
        self._print(f"bulkAssignTags: {count(counts)}")

    def _bulk_unassign_tags(self, api: TagApi, step: Step) -> None:
        dry_run = step.get("dryRun", False)
        counts = api.bulk_unassign_tags(self._customer_id, devices(step), self._tags(step, "tags"), dry_run=dry_run)
        self._print(f"bulkUnassignTags: {count(counts)}")

    def _change_device_tags(self, api: TagApi, step: Step) -> None:
        assigned, unassigned = api.change_device_tags(
            self._customer_id, devices(step), self._tags(step, "assignTags"), self._tags(step, "unassignTags")
        )
        self._print(f"changeDeviceTags: {count(assigned)}; {count(unassigned)}")

    def _get_device(self, api: TagApi, step: Step) -> None:
        self._print(f"getDevice: {tags_of(api.get_device(self._customer_id, step['device']))}")

    def _list_tags(self, api: TagApi, step: Step) -> None:
        query = TagQuery(step.get("name"), step.get("sortBy"), step.get("sortOrder"))
        search_after = None
        while True:
            page = api.list_tags(self._customer_id, query, step["pageSize"], search_after)
            search_after = page.next_search_after
            self._print(f"listTags: {len(page.tags)} of {page.total}, {follows(more=search_after is not None)}")
            for tag in page.tags:
                self._print(f"  {describe(tag)}")
            if search_after is None:
                return

    def _search_devices(self, api: TagApi, step: Step) -> None:
        query = DeviceQuery(self._tags(step, "allTags"), self._tags(step, "anyTags"), self._tags(step, "noTags"))
        search_after = None
        while True:
            page = api.search_devices(
                self._customer_id,
                query,
                step["pageSize"],
                search_after,
                include_total=step.get("includeTotal", False),
            )
            search_after = page.next_search_after
            total = "" if page.total is None else f" of {page.total}"
            self._print(f"searchDevices: {len(page.devices)}{total}, {follows(more=search_after is not None)}")
            for device in page.devices:
                self._print(f"  {tags_of(device)}")
            if search_after is None:
                return

    def _list_events(self, api: TagApi, step: Step) -> None:
        search_after = None
        while True:
            page = api.list_events(self._customer_id, step["pageSize"], search_after)
            search_after = page.next_search_after
            self._print(f"listEvents: {len(page.events)}, {follows(more=page.has_more)}")
            for event in page.events:
                self._print(f"  {tell(event)}")
            if not page.has_more:
                return

    def _tags(self, step: Step, which: str) -> list[UUID]:
        return [self._ids[tag] for tag in step.get(which, [])]

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
        raise ConversationError(f"No response from {endpoint}: {e.reason}") from e


def devices(step: Step) -> list[str]:
    """Name as many devices as the step is about."""
    return [f"DEVICE-{number}" for number in range(1, step["devices"] + 1)]


def follows(*, more: bool) -> str:
    """Say whether there is another page."""
    return "more follow" if more else "the end"


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


def tags_of(device: Device) -> str:
    """Write a device as the transcript shows it."""
    return f"{device.id} | {', '.join(device.tags) or '-'}"


def tell(event: Event) -> str:
    """Write an event as the transcript shows it."""
    about_devices = event.changed_count is not None
    devices_changed = f"{event.device_count} devices, {event.changed_count} changed" if about_devices else "-"
    return " | ".join(
        (
            event.position,
            event.type,
            event.client_id or "-",
            ", ".join(str(tag_id) for tag_id in event.tag_ids),
            event.tag_name or devices_changed,
            time(event.occurred_on),
        )
    )


def time(milliseconds: int) -> str:
    """Write a time, which is another in each conversation."""
    return "{time}" if milliseconds >= EARLIEST else str(milliseconds)


def count(counts: Counts) -> str:
    """Write the counts of a bulk operation as the transcript shows them."""
    trial = ", dry run" if counts.dry_run else ""
    return f"{counts.total} pairs, {counts.changed} changed, {counts.unchanged} unchanged{trial}"


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
