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
class Page:
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


class RefusedError(Exception):
    """An error that the server answered."""

    def __init__(self, result: int, code: str, message: str, data: str) -> None:
        """Keep the error object as the transcript shows it."""
        super().__init__(f"refused with {result} {code} {message}: {data}")


class ConversationError(Exception):
    """The conversation cannot go on."""


class TagApi(Protocol):
    """The six operations."""

    def create_tag(self, customer_id: str, name: str, description: str | Absent | None) -> Tag:
        """Create a tag."""

    def list_tags(self, customer_id: str, page_size: int, search_after: str | None) -> Page:
        """List one page of tags."""

    def update_tag(self, customer_id: str, tag_id: UUID, name: str | Absent, description: str | Absent | None) -> Tag:
        """Change what is not absent."""

    def delete_tag(self, customer_id: str, tag_id: UUID) -> None:
        """Delete a tag."""

    def bulk_assign_tags(self, customer_id: str, device_ids: list[str], tag_ids: list[UUID]) -> Counts:
        """Assign tags to devices."""

    def bulk_unassign_tags(self, customer_id: str, device_ids: list[str], tag_ids: list[UUID]) -> Counts:
        """Take tags off devices."""


class Connect(Protocol):
    """Makes a client."""

    def __call__(self, address: str, access_token: str | None) -> TagApi:
        """Make a client of the server at an address, with an access token or without."""
