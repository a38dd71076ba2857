"""Finding devices by three of a customer's tags, with a million assignments, beside pages that an index serves."""

from . import data, load

TAGS = 10
RATE = 50
CUSTOMER = "searched"


def measure(system) -> dict:
    count, seconds = system.scale.searched, system.scale.steady
    path = f"{system.server.address}/tag/v1/devices?customerId={CUSTOMER}&pageSize=100"
    searches = {
        "all of three tags": query("allTags", 1, 2, 3),
        "any of three tags": query("anyTags", 1, 2, 3),
        "all of two tags, not a third": query("allTags", 1, 2) + query("noTags", 9),
        "one tag": query("allTags", 1),
    }
    requests = {name: [{"method": "GET", "url": path + search + f"&searchAfter={data.device_id(after)}"}
                       for after in range(0, count - 1000, 997)] for name, search in searches.items()}
    fill(system, count)
    for search in requests.values():
        load.constant(system, search, RATE, system.scale.warm_up // 4)
    return {"latencies": {name: load.constant(system, search, RATE, seconds) for name, search in requests.items()}}


def fill(system, count: int) -> None:
    """Each device has seven or eight of the tags: tag n is not on every (n + 2)th."""
    data.clear(system)
    data.copy(system, "customer (customer_id, tag_count)", iter([f"{CUSTOMER}\t{TAGS}\n"]))
    data.copy(system, "tag (customer_id, tag_id, name, name_key, assigned_device_count, created_on, modified_on)",
              (f"{CUSTOMER}\t{data.tag_id(0, t)}\tTag {t}\ttag {t}\t{len(devices(t, count))}\t0\t0\n"
               for t in range(TAGS)))
    data.copy(system, "assignment (customer_id, tag_id, device_id)",
              ("".join(f"{CUSTOMER}\t{data.tag_id(0, t)}\t{data.device_id(d)}\n" for d in devices(t, count))
               for t in range(TAGS)))
    system.psql("vacuum analyze")


def devices(tag: int, count: int) -> list[int]:
    return [device for device in range(count * 10 // 7) if device % (tag + 2)]


def query(name: str, *tags: int) -> str:
    return "".join(f"&{name}={data.tag_id(0, tag)}" for tag in tags)
