"""The tools that make load, and what they say."""

import base64
import json
import os
import re
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from .machine import WORK, cpu_seconds, vegeta

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
CONNECTIONS = 16

# What is measured has the processor before what measures it.
GENERATOR = ["nice", "-n", "5"]


@dataclass
class Saturation:
    """
    What was done while there was as much to do as could be taken.

    per_second: requests that succeeded, or transactions, in a second
    failed: requests that did not succeed
    server_cpu, database_cpu, generator_cpu: microseconds of CPU for each request
    """

    per_second: float
    failed: int
    server_cpu: float
    database_cpu: float
    generator_cpu: float


def saturate(system, process, script: str, seconds: int, connections: int = CONNECTIONS, may_fail: bool = False,
             **values) -> Saturation:
    """Sends requests by wrk, one after the other on each connection."""
    variables = {"TOKEN": system.token()} | {name.upper(): str(value) for name, value in values.items()}
    before = cpu(system, process)
    output = generate(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s",
                       str(SCRIPTS / f"{script}.lua"), process.address], system.environment | variables)
    after = cpu(system, process)
    failed = sum(map(int, re.findall(r"(?:Non-2xx or 3xx responses:|connect|read|write|timeout) (\d+)", output)))
    if failed and not may_fail:
        raise RuntimeError(f"{process.name} did not respond to {script} well:\n{output}")
    requests = int(found(r"(\d+) requests in", output))
    duration = seconds_of(found(r"requests in ([\d.]+\w+)", output))
    return saturation(requests, failed, duration, before, after)


def pgbench(system, scripts: dict[str, int], **values) -> Saturation:
    """Prepared statements on 8 connections; each script has its share of the transactions."""
    options = [f"-D{name}={value}" for name, value in values.items()]
    options += [f"-f{SCRIPTS / name}.sql@{share}" for name, share in scripts.items()]
    before = cpu(system)
    output = generate(["pgbench", "-n", "-M", "prepared", "-c", "8", "-T", str(system.scale.seconds), *options],
                      system.environment | {"PGUSER": "bench", "PGPASSWORD": "bench"})
    # PostgreSQL's time has that of its processes for pgbench once it has noticed that they ended.
    time.sleep(1)
    after = cpu(system)
    transactions = int(found(r"transactions actually processed: (\d+)", output))
    return saturation(transactions, 0, transactions / float(found(r"tps = ([\d.]+)", output)), before, after)


def cpu(system, process=None) -> tuple[float, ...]:
    own = os.times()
    return (cpu_seconds(process.pid) if process else 0, cpu_seconds(system.postgres_pid),
            own.children_user + own.children_system)


def saturation(requests: int, failed: int, duration: float, before: tuple, after: tuple) -> Saturation:
    used = ((end - start) * 1e6 / max(requests, 1) for start, end in zip(before, after))
    return Saturation((requests - failed) / duration, failed, *used)


def warm_up(system, process, script: str, seconds: int = 0, **values) -> None:
    """A JVM compiles for a minute what it runs most."""
    longest = system.scale.warm_up
    saturate(system, process, script, seconds or (longest if process.jvm else longest // 4), **values)


def constant(system, requests: list[dict], rate: int, seconds: int) -> dict[str, float]:
    """
    Sends the requests in turns at a constant rate, by vegeta, whether or not responses come.

    Returns milliseconds, the numbers of requests that were refused by a limit (429, 503) and that failed otherwise, and
    the share of a core that vegeta took.
    """
    header = {"Authorization": ["Bearer " + system.token()], "Content-Type": ["application/json"]}
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        targets, results = Path(folder, "targets"), Path(folder, "results")
        with targets.open("w") as lines:
            for request in requests:
                body = base64.b64encode(json.dumps(request["body"]).encode()).decode() if "body" in request else ""
                lines.write(json.dumps(request | {"header": header, "body": body}) + "\n")
        before = cpu(system)
        generate([str(vegeta()), "attack", "-format=json", f"-targets={targets}", f"-output={results}",
                  f"-rate={rate}", "-max-workers=1000", "-max-body=0", f"-duration={seconds}s"], system.environment)
        after = cpu(system)
        report = json.loads(generate([str(vegeta()), "report", "-type=json", str(results)], system.environment))
    statuses = report["status_codes"]
    refused = statuses.get("429", 0) + statuses.get("503", 0)
    times = report["latencies"]
    return {name: times[key] / 1e6 for name, key in (("p50", "50th"), ("p99", "99th"), ("longest", "max"))} | {
        "refused": refused,
        "failed": report["requests"] - refused - sum(statuses.get(status, 0) for status in ("200", "201")),
        "generator": (after[2] - before[2]) / seconds,
    }


def generate(command: list[str], environment: dict[str, str]) -> str:
    result = subprocess.run([*GENERATOR, *command], env=environment, capture_output=True, text=True)
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
