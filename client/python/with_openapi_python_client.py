"""The client that openapi-python-client makes."""

import json
from typing import TypeVar
from uuid import UUID

from tag_api_client import AuthenticatedClient
from tag_api_client.api.devices import bulk_assign_tags, bulk_unassign_tags
from tag_api_client.api.tags import create_tag, delete_tag, list_tags, update_tag
from tag_api_client.models import (
    BulkTagsCounts,
    BulkTagsRequest,
    CreateTagRequest,
    ErrorResponse,
    TagResponse,
    UpdateTagRequest,
)
from tag_api_client.models import Tag as GeneratedTag
from tag_api_client.types import UNSET, Response, Unset

from api import ABSENT, Absent, Counts, Page, RefusedError, Tag

T = TypeVar("T")


class Client:
    """The six operations."""

    def __init__(self, address: str, access_token: str | None) -> None:
        """Connect to the server at an address."""
        base = f"{address}/tag/v1"
        self._client = (
            # The generated operations take no other client, so one that is not authenticated sends an empty header.
            AuthenticatedClient(base_url=base, token="", prefix="")
            if access_token is None
            else AuthenticatedClient(base_url=base, token=access_token)
        )

    def create_tag(self, customer_id: str, name: str, description: str | Absent | None) -> Tag:
        """Create a tag."""
        request = CreateTagRequest(name=name, description=UNSET if description is ABSENT else description)
        return _only(_answer(create_tag.sync_detailed(client=self._client, customer_id=customer_id, body=request)))

    def list_tags(self, customer_id: str, page_size: int, search_after: str | None) -> Page:
        """List one page of tags."""
        page = _answer(
            list_tags.sync_detailed(
                client=self._client,
                customer_id=customer_id,
                page_size=page_size,
                search_after=UNSET if search_after is None else search_after,
            )
        ).data
        return Page(page.total, [_tag(tag) for tag in page.tags], _value(page.next_search_after))

    def update_tag(self, customer_id: str, tag_id: UUID, name: str | Absent, description: str | Absent | None) -> Tag:
        """Change what is not absent."""
        request = UpdateTagRequest(
            name=UNSET if name is ABSENT else name,
            description=UNSET if description is ABSENT else description,
        )
        return _only(
            _answer(update_tag.sync_detailed(tag_id, client=self._client, customer_id=customer_id, body=request))
        )

    def delete_tag(self, customer_id: str, tag_id: UUID) -> None:
        """Delete a tag."""
        response = delete_tag.sync_detailed(tag_id, client=self._client, customer_id=customer_id)
        if response.parsed is not None:
            raise _refused(response.parsed)

    def bulk_assign_tags(self, customer_id: str, device_ids: list[str], tag_ids: list[UUID]) -> Counts:
        """Assign tags to devices."""
        request = BulkTagsRequest(device_ids=device_ids, tag_ids=tag_ids)
        return _counts(
            _answer(bulk_assign_tags.sync_detailed(client=self._client, customer_id=customer_id, body=request)).data
        )

    def bulk_unassign_tags(self, customer_id: str, device_ids: list[str], tag_ids: list[UUID]) -> Counts:
        """Take tags off devices."""
        request = BulkTagsRequest(device_ids=device_ids, tag_ids=tag_ids)
        return _counts(
            _answer(bulk_unassign_tags.sync_detailed(client=self._client, customer_id=customer_id, body=request)).data
        )


def _answer(response: Response[ErrorResponse | T]) -> T:
    match response.parsed:
        case None:
            # A status that this version of the contract does not document.
            raise _refused(ErrorResponse.from_dict(json.loads(response.content)))
        case ErrorResponse() as error:
            raise _refused(error)
        case answer:
            return answer


def _refused(error: ErrorResponse) -> RefusedError:
    return RefusedError(error.result, error.code, error.message, error.data)


def _only(response: TagResponse) -> Tag:
    return _tag(response.data.tags[0])


def _tag(tag: GeneratedTag) -> Tag:
    return Tag(
        tag.id,
        tag.name,
        _value(tag.description),
        tag.predefined_type,
        tag.assigned_device_count,
        tag.created_on,
        tag.modified_on,
    )


def _counts(counts: BulkTagsCounts) -> Counts:
    return Counts(counts.total_count, counts.changed_count, counts.unchanged_count)


def _value(optional: T | Unset) -> T | None:
    return None if isinstance(optional, Unset) else optional
