"""
Assigning tags to devices that are new.

100 devices in a call: the server and the peers in turns. 10,000 in one call: the server, and the same rows by one
statement in psql, in turns on one connection each. 10,000 on 16 connections: the server, while other customers make
small calls.
"""

import http.client
import json
import re
import subprocess
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

from . import load
from .data import customer, tag_id
from .system import PEERS

DEVICES = 10_000
SMALL_CALLS = 50
CROWDS = {"16 customers": 16, "one customer": 1}


def measure(system) -> dict:
    system.load(system.scale.bulk)
    processes = [system.server, *map(system.peer, PEERS)]
    values = {"devices": 100, "customers": 16}
    for process in processes:
        load.warm_up(system, process, "bulk", **values)
    rounds = [{process.name: load.saturate(system, process, "bulk", system.scale.seconds, **values)
               for process in processes} for _ in range(system.scale.rounds)]
    load.warm_up(system, system.server, "bulk", connections=4, **values | {"devices": 1_000})
    calls = [(call(system, number * 2), statement(system, number * 2 + 1)) for number in range(system.scale.calls + 2)]
    crowds = [{"nobody": (None, small_calls(system))} | {name: crowd(system, number) for name, number in CROWDS.items()}
              for _ in range(system.scale.rounds)]
    return {"rounds": rounds, "calls": calls[2:], "crowds": crowds}


def crowd(system, customers: int) -> tuple:
    with ThreadPoolExecutor(1) as executor:
        bulk = executor.submit(load.saturate, system, system.server, "bulk", system.scale.steady + 1,
                               may_fail=True, devices=DEVICES, customers=customers)
        small = small_calls(system)
        return bulk.result(), small


def small_calls(system) -> dict:
    """Of customers that make no bulk calls: pages and changes in turns."""
    path = f"{system.server.address}/tag/v1/tags"
    requests = []
    for number in range(20, 90):
        query = f"customerId={customer(number)}"
        requests += [{"method": "PUT", "url": f"{path}/{tag_id(number, 7)}?{query}", "body": {"description": "Changed"}},
                     {"method": "GET", "url": f"{path}?{query}&pageSize=25"}]
    return load.constant(system, requests, SMALL_CALLS, system.scale.steady)


def device_ids(number: int) -> tuple[int, int]:
    first = 9 * 10**13 + number * DEVICES
    return first, first + DEVICES - 1


def call(system, number: int) -> float:
    first, last = device_ids(number)
    body = json.dumps({"tagIds": [tag_id(1, number % 60)], "deviceIds": [f"9{i:014d}" for i in range(first, last + 1)]})
    address = urllib.parse.urlsplit(system.server.address)
    connection = http.client.HTTPConnection(address.hostname, address.port)
    connection.connect()
    headers = {"Authorization": "Bearer " + system.token(), "Content-Type": "application/json"}

    def send() -> None:
        connection.request("POST", f"/tag/v1/devices/bulkAssign?customerId={customer(1)}", body, headers)
        response = json.load(connection.getresponse())
        if response.get("data", {}).get("changedCount") != DEVICES:
            raise RuntimeError(f"Not all devices were assigned: {response}")

    time = load.timed(send)
    connection.close()
    return time


def statement(system, number: int) -> float:
    """As psql measures it, so that its start does not count."""
    first, last = device_ids(number)
    sql = f"""
        \\timing on
        insert into assignment (customer_id, tag_id, device_id)
        select '{customer(1)}', '{tag_id(1, number % 60)}', '9' || lpad(i::text, 14, '0')
        from generate_series({first}, {last}) i;
        """
    result = subprocess.run(["psql", "-X", "-v", "ON_ERROR_STOP=1"], env=system.environment, input=sql, check=True,
                            capture_output=True, text=True)
    return float(re.search(r"INSERT 0 \d+\nTime: ([\d.]+) ms", result.stdout)[1])
