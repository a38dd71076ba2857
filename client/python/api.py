"""What the conversation needs of a client, in words that do not depend on how the client was generated."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal, Protocol
from uuid import UUID


class Presence(Enum):
    """Tells a value that is not there from one that is null."""

    ABSENT = "absent"


ABSENT: Final = Presence.ABSENT
Absent = Literal[Presence.ABSENT]


@dataclass(frozen=True)
class Tag:
    """A tag."""

    id: UUID
    name: str
    description: str | None
    predefined_type: str
    assigned_device_count: int
    created_on: int
    modified_on: int


@dataclass(frozen=True)
class TagQuery:
    """Which tags to list, and in what order."""

    name: str | None
    sort_by: str | None
    sort_order: str | None


@dataclass(frozen=True)
class TagPage:
    """One page of tags."""

    total: int
    tags: Sequence[Tag]
    next_search_after: str | None


@dataclass(frozen=True)
class Counts:
    """What a bulk operation did."""

    total: int
    changed: int
    unchanged: int
    dry_run: bool = False


@dataclass(frozen=True)
class DeviceQuery:
    """Which devices to find."""

    all_tags: list[UUID]
    any_tags: list[UUID]
    no_tags: list[UUID]


@dataclass(frozen=True)
class Device:
    """A device, with the names of its tags."""

    id: str
    tags: Sequence[str]


@dataclass(frozen=True)
class DevicePage:
    """One page of devices."""

    devices: Sequence[Device]
    total: int | None
    next_search_after: str | None


@dataclass(frozen=True)
class Event:
    """One change."""

    position: str
    type: str
    occurred_on: int
    client_id: str | None
    tag_ids: Sequence[UUID]
    tag_name: str | None
    device_count: int
    changed_count: int | None


@dataclass(frozen=True)
class EventPage:
    """One page of events."""

    events: Sequence[Event]
    next_search_after: str
    has_more: bool


class RefusedError(Exception):
    """An error response of the server."""

    def __init__(self, result: int, code: str, message: str, data: str) -> None:
        """Keep the error object as the transcript shows it."""
        super().__init__(f"refused with {result} {code} {message}: {data}")


class ConversationError(Exception):
    """The conversation cannot go on."""


class TagApi(Protocol):
    """The operations."""

    def create_tag(self, customer_id: str, name: str, description: str | Absent | None, key: str | None) -> Tag:
        """Create a tag, once under a key if there is one."""

    def get_tag(self, customer_id: str, tag_id: UUID) -> Tag:
        """Get a tag."""

    def list_tags(self, customer_id: str, query: TagQuery, page_size: int, search_after: str | None) -> TagPage:
        """List one page of tags."""

    def update_tag(
        self,
        customer_id: str,
        tag_id: UUID,
        name: str | Absent,
        description: str | Absent | None,
        if_match: str | None,
    ) -> Tag:
        """Change what is not absent, of the version that is given if there is one."""

    def delete_tag(self, customer_id: str, tag_id: UUID) -> None:
        """Delete a tag."""

    def bulk_assign_tags(
        self, customer_id: str, device_ids: list[str], tag_ids: list[UUID], *, dry_run: bool
    ) -> Counts:
        """Assign tags to devices."""

    def bulk_unassign_tags(
        self, customer_id: str, device_ids: list[str], tag_ids: list[UUID], *, dry_run: bool
    ) -> Counts:
        """Take tags off devices."""

    def change_device_tags(
        self, customer_id: str, device_ids: list[str], assign: list[UUID], unassign: list[UUID]
    ) -> tuple[Counts, Counts]:
        """Assign tags and take others off in one call."""

    def search_devices(
        self,
        customer_id: str,
        query: DeviceQuery,
        page_size: int,
        search_after: str | None,
        *,
        include_total: bool,
    ) -> DevicePage:
        """Find one page of devices."""

    def get_device(self, customer_id: str, device_id: str) -> Device:
        """Get the tags of a device."""

    def list_events(self, customer_id: str, page_size: int, search_after: str | None) -> EventPage:
        """List one page of events."""


class Connect(Protocol):
    """Makes a client."""

    def __call__(self, address: str, access_token: str | None) -> TagApi:
        """Make a client of the server at an address, with an access token or without."""
