"""A page of tags, from the server, from the database alone, and from the peers, in turns."""

from . import load
from .machine import peak_mebibytes

ROUNDS = 5
PEERS = ("spring-jpa", "fastify", "go")
JVMS = ("Tag API", "spring-jpa")


def measure(system) -> dict:
    server = system.start_server()
    system.load(10_000)
    processes = [server, *(system.start_peer(peer) for peer in PEERS)]
    for process in processes:
        load.warm_up(system, process, "page", 60 if process.name in JVMS else 15)
    rounds = [round_of(system, processes) for _ in range(ROUNDS)]
    request = {"method": "GET", "url": server.address + "/tag/v1/tags?customerId=customer-1&pageSize=25"}
    saturation = load.capacity(system, [request], 15)
    return {
        "rounds": rounds,
        "saturation": saturation,
        "latencies": {f"{share} %": load.latencies(system, server, [request], round(saturation * share / 100), 20)
                      for share in (50, 80)},
        "memory": {process.name: peak_mebibytes(process.pid) for process in processes},
    }


def round_of(system, processes) -> dict:
    return {
        "page": {process.name: load.saturate(system, process, "page", 6) for process in processes},
        "page query and count": load.pgbench(system, "page", 6),
        "one row": load.pgbench(system, "state", 4),
    }
