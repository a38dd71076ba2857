"""
Assigning devices to tags, of which a million are assigned already.

100 devices in a call: the server and the peers in turns. 10,000 in one call: the server, and the same rows by one
statement in psql, in turns on one connection each.
"""

import http.client
import json
import re
import subprocess
import urllib.parse

from . import load, page
from .data import customer, tag_id
from .machine import peak_mebibytes

CALLS = 30
DEVICES = 10_000


def measure(system) -> dict:
    server = system.start_server()
    system.load(1_000_000)
    processes = [server, *(system.start_peer(peer) for peer in page.PEERS)]
    for process in processes:
        load.warm_up(system, process, "bulk", 120 if process.name in page.JVMS else 15, devices=100)
    rounds = [{process.name: load.saturate(system, process, "bulk", 6, devices=100) for process in processes}
              for _ in range(page.ROUNDS)]
    memory = {process.name: peak_mebibytes(process.pid) for process in processes}
    load.warm_up(system, server, "bulk", 40, connections=4, devices=1_000)
    calls = [(call(system, server, number * 2), statement(system, number * 2 + 1)) for number in range(CALLS + 5)]
    return {"rounds": rounds, "memory": memory, "calls": calls[5:]}


def device_ids(number: int) -> tuple[int, int]:
    first = 9 * 10**13 + number * DEVICES
    return first, first + DEVICES - 1


def call(system, server, number: int) -> float:
    first, last = device_ids(number)
    body = json.dumps({"tagIds": [tag_id(1, number % 60)], "deviceIds": [f"9{i:014d}" for i in range(first, last + 1)]})
    address = urllib.parse.urlsplit(server.address)
    connection = http.client.HTTPConnection(address.hostname, address.port)
    connection.connect()
    headers = {"Authorization": "Bearer " + system.token(), "Content-Type": "application/json"}

    def send() -> None:
        connection.request("POST", f"/tag/v1/devices/bulkAssign?customerId={customer(1)}", body, headers)
        answer = json.load(connection.getresponse())
        if answer.get("data", {}).get("changedCount") != DEVICES:
            raise RuntimeError(f"Not all devices were assigned: {answer}")

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
