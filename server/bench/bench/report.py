"""Keeps the figures of each section, and writes the report from them."""

import dataclasses
import json
import re
import statistics
from collections.abc import Callable
from pathlib import Path

from . import machine

README = Path(__file__).resolve().parents[1] / "README.md"
FIGURES = machine.WORK / "figures"


def save(section: str, figures: dict, load: float, busy: float) -> None:
    """Keeps figures, with the load average before the run, and how busy the cores were before the section."""
    FIGURES.mkdir(parents=True, exist_ok=True)
    content = {"facts": machine.facts(), "before": f"{section} {load:.2f}, {busy:.0%}", "figures": figures}
    (FIGURES / f"{section}.json").write_text(json.dumps(content, default=dataclasses.asdict, indent=1))


def write() -> None:
    """Puts the tables between the two marks of the page; what stands around them is written by hand."""
    tables = []
    facts = {}
    before = []
    for name, table in TABLES.items():
        path = FIGURES / f"{name}.json"
        if path.exists():
            content = json.loads(path.read_text())
            facts |= content["facts"]
            before.append(f"{content['before']}, {facts.pop('commit')}")
            tables.append(table(content["figures"]))
    intro = "Measured on " + "; ".join(f"{name}: {value}" for name, value in facts.items())
    intro += f". Load average before the run, how busy the cores were before each section, and the commit: {'; '.join(before)}."
    text = "\n\n".join([intro, *tables])
    page = re.sub(r"(?<=<!-- figures -->\n).*(?=<!-- end of figures -->)", lambda _: f"\n{text}\n\n",
                  README.read_text(), flags=re.DOTALL)
    README.write_text(page)
    print(text)


def middle(values: list[float], digits: int = 0) -> str:
    """The median, and from where to where the values go."""
    def form(value: float) -> str:
        return f"{value:,.{digits}f}"
    return f"{form(statistics.median(values))} ({form(min(values))}–{form(max(values))})"


def rows(head: list[str], lines: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *lines])


def server_table(rounds: list[dict], kind: str) -> str:
    def column(name: str, value: Callable[[dict], float]) -> str:
        return middle([value(each[kind][name]) for each in rounds])
    return rows(["", "requests/s", "CPU of the server, µs", "CPU of PostgreSQL, µs", "requests per CPU second"], [[
        name,
        column(name, lambda each: each["per_second"]),
        column(name, lambda each: each["server_cpu"]),
        column(name, lambda each: each["database_cpu"]),
        column(name, lambda each: 1e6 / (each["server_cpu"] + each["database_cpu"])),
    ] for name in rounds[0][kind]])


def latency_table(latencies: dict) -> str:
    return rows(["", "p50, ms", "p99, ms", "p99.9, ms", "429, %"],
                [[name, *(f"{value:.2f}" for value in times.values())] for name, times in latencies.items()])


def page_table(figures: dict) -> str:
    rounds = figures["rounds"]
    limit = [each["page query and count"] for each in rounds]
    ratios = [each["page"]["Tag API"]["per_second"] / each["page query and count"] for each in rounds]
    return "\n\n".join([
        "### A page of 25 of 60 tags, 16 connections",
        server_table(rounds, "page"),
        f"pgbench, 8 connections: page query and count {middle(limit)} a second; only the row that tells whether a page "
        f"still holds {middle([each['one row'] for each in rounds])}.",
        f"**listTags / pgbench's page query and count: {middle(ratios, 2)}; bar 1.0.**",
        f"At a constant rate, in shares of the {figures['saturation']:,.0f} a second that vegeta gets on 16 connections:",
        latency_table(figures["latencies"]),
        memory_line(figures["memory"]),
    ])


def memory_line(memory: dict) -> str:
    return "Most memory of each process, MiB: " + ", ".join(f"{name} {value:.0f}" for name, value in memory.items()) + "."


def operations_table(figures: dict) -> str:
    rounds = [{"all": each} for each in figures["rounds"]]
    return "### All operations, 16 connections\n\n" + server_table(rounds, "all")


def bulk_table(figures: dict) -> str:
    calls, statements = zip(*figures["calls"])
    ratio = statistics.median(statements) / statistics.median(calls)
    return "\n\n".join([
        "### Assigning a tag to 100 devices that are new, 16 connections, a million assignments stored",
        server_table([{"all": each} for each in figures["rounds"]], "all"),
        memory_line(figures["memory"]),
        "### 10,000 devices × 1 tag, one connection, a million assignments stored",
        rows(["", "ms"], [["a call of bulkAssignTags", middle(list(calls), 1)],
                          ["one INSERT … SELECT in psql", middle(list(statements), 1)]]),
        f"**Speed of the call / of the statement: {ratio:.2f}; bar 0.8.**",
    ])


def search_table(figures: dict) -> str:
    times = figures["latencies"]
    ratio = times["all of three tags"]["p50"] / times["one tag"]["p50"]
    ids, tagged = (name for name in figures if name != "latencies")
    return "\n\n".join([
        "### A page of 100 devices by their tags, a million assignments of one customer",
        latency_table(times),
        f"In the database alone, with 8 connections at its limit: {ids} {figures[ids]['p50']:.2f} ms, "
        f"{tagged} {figures[tagged]['p50']:.2f} ms.",
        f"**Three tags / one tag, which an index answers: {ratio:.2f}; bar 3.**",
    ])


def growth_table(figures: dict) -> str:
    sizes = [size for size in figures if size[0].isdigit()]
    lines = []
    for name in figures[sizes[0]]:
        p50 = [figures[size][name]["p50"] for size in sizes]
        p99 = [figures[size][name]["p99"] for size in sizes]
        lines.append([name, *(f"{one:.2f} / {other:.2f}" for one, other in zip(p50, p99)), f"{p50[1] / p50[0]:.2f}"])
    return "\n\n".join([
        "### Latency as data grow, 100 requests a second, p50 / p99 in ms",
        rows(["", *(f"{size} assignments" for size in sizes), "growth of p50; bar 1.5"], lines),
        f"An assignment takes {figures['bytes for each assignment']:.0f} bytes, with its indexes.",
    ])


def startup_table(figures: dict) -> str:
    def column(kind: str, name: str, value: Callable[[dict], float]) -> list[float]:
        return [value(each[kind][name]) for each in figures["rounds"]]

    def own(start: dict) -> float:
        return start["all"] - start["PostgreSQL"]

    empty = {name: column("empty", name, own) for name in figures["rounds"][0]["empty"]}

    def line(name: str) -> list[str]:
        times = column("server", name, own)
        beside = empty.get(name) or empty["extracted" if "extracted" in name else "`java -jar`"]
        return [name, middle(column("server", name, lambda each: each["all"]), 2), middle(times, 2), middle(beside, 2),
                f"{statistics.median(times) / statistics.median(beside):.2f}"]

    return "\n\n".join([
        "### Start of the sandbox, seconds",
        rows(["", "all", "without PostgreSQL", "an empty application", "ratio of the two; bar 2 for later starts"],
             [line(name) for name in figures["rounds"][0]["server"]]),
    ])


TABLES = {
    "page": page_table,
    "operations": operations_table,
    "bulk": bulk_table,
    "search": search_table,
    "growth": growth_table,
    "startup": startup_table,
}
