"""Finding devices by three of a customer's tags, with a million assignments, beside pages that an index answers."""

from . import data, load

DEVICES = 100_000
TAGS = 10
RATE = 50
SECONDS = 20
CUSTOMER = "searched"


def measure(system) -> dict:
    server = system.start_server()
    fill(system)
    path = f"{server.address}/tag/v1/devices?customerId={CUSTOMER}&pageSize=100"
    searches = {
        "all of three tags": query("allTags", 1, 2, 3),
        "any of three tags": query("anyTags", 1, 2, 3),
        "all of two tags, not a third": query("allTags", 1, 2) + query("noTags", 9),
        "one tag": query("allTags", 1),
    }
    requests = {name: [{"method": "GET", "url": path + search + f"&searchAfter={data.device_id(after)}"}
                       for after in range(0, DEVICES - 1000, 997)] for name, search in searches.items()}
    for search in requests.values():
        load.latencies(system, server, search, RATE, 15)
    figures = {name: load.latencies(system, server, search, RATE, SECONDS) for name, search in requests.items()}
    return {
        "latencies": figures,
        "device ids only, of one tag, in pgbench": {"p50": 8000 / load.pgbench(system, "devices", 8)},
        "the same with the tags of each": {"p50": 8000 / load.pgbench(system, "tagged", 8)},
    }


def fill(system) -> None:
    """Each device has seven or eight of the tags: tag n is not on every (n + 2)th."""
    system.psql("truncate customer, tag, assignment, event, idempotency")
    data.copy(system, "customer (customer_id, tag_count)", iter([f"{CUSTOMER}\t{TAGS}\n"]))
    data.copy(system, "tag (customer_id, tag_id, name, name_key, assigned_device_count, created_on, modified_on)",
              (f"{CUSTOMER}\t{data.tag_id(0, t)}\tTag {t}\ttag {t}\t{len(devices(t))}\t0\t0\n" for t in range(TAGS)))
    data.copy(system, "assignment (customer_id, tag_id, device_id)",
              ("".join(f"{CUSTOMER}\t{data.tag_id(0, t)}\t{data.device_id(d)}\n" for d in devices(t))
               for t in range(TAGS)))
    system.psql("vacuum analyze")


def devices(tag: int) -> list[int]:
    return [device for device in range(DEVICES * 10 // 7) if device % (tag + 2)]


def query(name: str, *tags: int) -> str:
    return "".join(f"&{name}={data.tag_id(0, tag)}" for tag in tags)
