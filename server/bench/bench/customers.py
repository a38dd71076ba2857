"""Pages of many customers' tags: from the server, from the peers and from the database alone, in turns."""

import random
import statistics

from . import load
from .data import customer
from .system import PEERS

STORED = 10_000
CUSTOMERS = 10_000

# The peers cannot change a tag.
LOADS = {
    "200 customers at random": {"customers": 200},
    "the same, 5 % `updateTag`": {"customers": 200, "changes": 5},
    "10,000 customers at random": {"customers": CUSTOMERS},
    "10,000 customers, Zipf": {"customers": CUSTOMERS, "zipf": 1},
    "one customer": {"customers": 1},
}
MANY = next(iter(LOADS))
SHARES = (30, 50, 70)


def measure(system) -> dict:
    system.load(STORED, CUSTOMERS)
    processes = [system.server, *map(system.peer, PEERS)]
    for process in processes:
        load.warm_up(system, process, "tags", **values_of(MANY))
    rounds = [{name: turn(system, processes, name) for name in LOADS} for _ in range(system.scale.rounds)]
    took = {process.name: statistics.median(each[MANY][process.name].per_second for each in rounds)
            for process in processes}
    slower = min(took[system.server.name], took["go"])
    return {"rounds": rounds, "open": [
        {f"{share} %: {round(slower * share / 100):,}": constant(system, processes, slower * share / 100, took)
         for share in SHARES} for _ in range(system.scale.rounds)]}


def values_of(name: str) -> dict[str, int]:
    return {"changes": 0, "zipf": 0} | LOADS[name]


def turn(system, processes, name: str) -> dict:
    values = values_of(name)
    measured = [process for process in processes if process is system.server or not values["changes"]]
    figures = {process.name: load.saturate(system, process, "tags", system.scale.seconds, **values)
               for process in measured}
    return figures | {"pgbench": load.pgbench(
        system, {"page": 100 - values["changes"], "update": values["changes"]}, **values)}


def constant(system, processes, rate: float, took: dict[str, float]) -> dict:
    """The same rate for all; those that take less than it by wrk are left out."""
    chosen = random.Random(1).choices(range(LOADS[MANY]["customers"]), k=2000)
    return {process.name: load.constant(system, [
        {"method": "GET", "url": f"{process.address}/tag/v1/tags?customerId={customer(number)}&pageSize=25"}
        for number in chosen], round(rate), system.scale.constant) for process in processes if took[process.name] > rate}
