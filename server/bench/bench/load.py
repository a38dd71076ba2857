"""The tools that make load, and what they say."""

import base64
import json
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from .machine import WORK, cpu_seconds, vegeta

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
CONNECTIONS = 16


@dataclass
class Saturation:
    """
    What a server did while it had as much to do as it could take.

    per_second: requests answered in a second
    server_cpu, database_cpu: microseconds of CPU for each
    """

    per_second: float
    server_cpu: float
    database_cpu: float

    @property
    def per_cpu_second(self) -> float:
        """Requests for each second of CPU that the server and the database have used."""
        return 1e6 / (self.server_cpu + self.database_cpu)


def saturate(system, process, script: str, seconds: int, connections: int = CONNECTIONS, **values) -> Saturation:
    """Sends requests by wrk, one after the other on each connection."""
    variables = {"TOKEN": system.token()} | {name.upper(): str(value) for name, value in values.items()}
    before = cpu_seconds(process.pid), cpu_seconds(system.postgres_pid)
    output = run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s",
                  str(SCRIPTS / f"{script}.lua"), process.address], system.environment | variables)
    after = cpu_seconds(process.pid), cpu_seconds(system.postgres_pid)
    if "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(f"{process.name} did not answer {script} well:\n{output}")
    requests = int(found(r"(\d+) requests in", output))
    duration = seconds_of(found(r"requests in ([\d.]+\w+)", output))
    return Saturation(requests / duration, *((end - start) * 1e6 / requests for start, end in zip(before, after)))


def warm_up(system, process, script: str, seconds: int = 60, **values) -> None:
    """A JVM compiles for a minute what it runs most."""
    saturate(system, process, script, seconds, **values)


def capacity(system, requests: list[dict], seconds: int) -> float:
    """Answers in a second when vegeta sends the next request of each connection at once: its own work takes its share."""
    report, _ = attack(system, requests, ["-rate=0", f"-max-workers={CONNECTIONS}", f"-duration={seconds}s"])
    return report["throughput"]


def latencies(system, process, requests: list[dict], rate: int, seconds: int) -> dict[str, float]:
    """
    Sends the requests in turns at a constant rate, by vegeta, whether or not answers come.

    Returns percentiles in milliseconds, and the share that was told to come again, in percent.
    """
    report, times = attack(system, requests, [f"-rate={rate}", "-max-workers=1000", f"-duration={seconds}s"])
    refused = report["status_codes"].get("429", 0) / report["requests"]
    if report["success"] + refused < 1:
        raise RuntimeError(f"{process.name} did not answer: {report['errors'][:3]}")
    return {name: times[min(len(times) - 1, int(len(times) * share))] / 1e6
            for name, share in (("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999))} | {"refused": refused * 100}


def attack(system, requests: list[dict], options: list[str]) -> tuple[dict, list[int]]:
    """What vegeta reports, and all times in nanoseconds, the shortest first."""
    header = {"Authorization": ["Bearer " + system.token()], "Content-Type": ["application/json"]}
    targets = WORK / "targets.json"
    with targets.open("w") as lines:
        for request in requests:
            body = base64.b64encode(json.dumps(request["body"]).encode()).decode() if "body" in request else ""
            lines.write(json.dumps(request | {"header": header, "body": body}) + "\n")
    results = WORK / "results.bin"
    run([str(vegeta()), "attack", "-format=json", f"-targets={targets}", f"-output={results}", *options],
        system.environment)
    report = json.loads(run([str(vegeta()), "report", "-type=json", str(results)], system.environment))
    answers = run([str(vegeta()), "encode", "-to=json", str(results)], system.environment)
    return report, sorted(int(time) for time in re.findall(r'"latency":(\d+)', answers))


def pgbench(system, script: str, seconds: int, **values) -> float:
    """Transactions in a second, of prepared statements on 8 connections."""
    definitions = [f"-D{name}={value}" for name, value in values.items()]
    output = run(["pgbench", "-n", "-M", "prepared", "-c", "8", "-T", str(seconds), *definitions,
                  "-f", str(SCRIPTS / f"{script}.sql")], system.environment | {"PGUSER": "bench", "PGPASSWORD": "bench"})
    return float(found(r"tps = ([\d.]+)", output))


def run(command: list[str], environment: dict[str, str]) -> str:
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    if result.returncode:
        raise RuntimeError(f"{command[0]} failed: {result.stderr or result.stdout}")
    return result.stdout


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if not match:
        raise RuntimeError(f"{pattern} is not in: {text}")
    return match[1]


def seconds_of(duration: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", duration).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 1e-6, "ms": 1e-3, "s": 1, "m": 60}[unit]


def timed(work) -> float:
    """How many milliseconds it takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
