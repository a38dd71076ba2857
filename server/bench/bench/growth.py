"""Whether responses take longer when a thousand times as much is stored."""

from . import load
from .data import customer, tag_id

RATE = 100


def measure(system) -> dict:
    figures = {}
    seconds = system.scale.steady
    for stored in system.scale.grown:
        system.load(stored)
        load.warm_up(system, system.server, "tags", customers=100, changes=5)
        load.warm_up(system, system.server, "bulk", customers=16, devices=100)
        figures[f"{stored:,}"] = {name: load.constant(system, target, RATE, seconds)
                                  for name, target in targets(system.server.address, seconds).items()}
    figures["bytes for each assignment"] = (
        int(system.psql("select pg_total_relation_size('assignment')"))
        / int(system.psql("select count(*) from assignment")))
    return figures


def targets(address: str, seconds: int) -> dict[str, list[dict]]:
    """The customer is the largest. Where a change comes before each list, no page comes from memory."""
    path = f"{address}/tag/v1"
    query = f"customerId={customer(0)}"
    page = {"method": "GET", "url": f"{path}/tags?{query}&pageSize=25"}
    change = {"method": "PUT", "url": f"{path}/tags/{tag_id(0, 7)}?{query}", "body": {"description": "Changed"}}
    bulks = [{
        "method": "POST",
        "url": f"{path}/devices/bulkAssign?{query}",
        "body": {"tagIds": [tag_id(0, 7)], "deviceIds": [f"7{i:014d}" for i in range(first, first + 100)]},
    } for first in range(0, RATE * seconds * 100, 100)]
    return {"listTags": [page], "updateTag and listTags in turns": [change, page], "bulkAssignTags, 100 devices": bulks}
