"""Keeps the figures of each section, and writes the report from them."""

import dataclasses
import json
import re
import statistics
from collections.abc import Callable
from pathlib import Path

from . import machine

README = Path(__file__).resolve().parents[1] / "README.md"
PER_CPU_SECOND = "requests per second of CPU, without the generator's"
LATENCY = ["p50, ms", "p99, ms", "longest, ms", "refused", "failed"]


class Figures:
    """A short run has a report of its own, which is no part of the page."""

    def __init__(self, short: bool) -> None:
        self.short = short
        self.folder = machine.WORK / ("short" if short else "figures")

    def save(self, section: str, figures: dict, load: float, busy: float) -> None:
        """Keeps figures, with the load average before the run, and how busy the cores were before the section."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content = {"facts": machine.facts(), "before": f"{section} {load:.2f}, {busy:.0%}", "figures": figures}
        (self.folder / f"{section}.json").write_text(json.dumps(content, default=dataclasses.asdict, indent=1))

    def write(self) -> None:
        """Puts the tables between the two marks of the page; what stands around them is written by hand."""
        kept = {name: json.loads(path.read_text()) for name in TABLES if (path := self.folder / f"{name}.json").exists()}
        text = "\n\n".join([*(TABLES[name](content["figures"]) for name, content in kept.items()),
                            about(list(kept.values()))])
        if not self.short:
            page = re.sub(r"(?<=<!-- figures -->\n).*(?=<!-- end of figures -->)", lambda _: f"\n{text}\n\n",
                          README.read_text(), flags=re.DOTALL)
            README.write_text(page)
        (self.folder / "report.md").write_text(text + "\n")
        print(text)


def about(sections: list[dict]) -> str:
    facts = {name: value for each in sections for name, value in each["facts"].items() if name != "commit"}
    before = [f"{each['before']}, {each['facts']['commit']}" for each in sections]
    return (f"Measured on {'; '.join(f'{name}: {value}' for name, value in facts.items())}. Before each section, the load "
            f"average before the run, how busy the cores were, and the commit: {'; '.join(before)}.")


def middle(values: list[float], digits: int = 0) -> str:
    """The median, and from where to where the values go."""
    def form(value: float) -> str:
        return f"{value:,.{digits}f}"
    if len(values) == 1:
        return form(values[0])
    return f"{form(statistics.median(values))} ({form(min(values))}–{form(max(values))})"


def rows(head: list[str], lines: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *lines])


def column(rounds: list[dict], name: str, value: Callable[[dict], float], digits: int = 0) -> str:
    """Of the rounds that have it: at some rates not all are measured."""
    values = [value(each[name]) for each in rounds if name in each]
    return middle(values, digits) if values else "–"


def per_cpu_second(each: dict) -> float:
    return 1e6 / (each["server_cpu"] + each["database_cpu"])


def loads_table(rounds: list[dict]) -> str:
    loads = list(rounds[0])
    names = list(rounds[0][loads[0]])
    bars = {loads[0]: "1.0", loads[1]: "0.8", loads[-1]: "1.0"}

    def line(load: str) -> list[str]:
        turns = [each[load] for each in rounds]
        ratios = [each["Tag API"]["per_second"] / each["pgbench"]["per_second"] for each in turns]
        return [load, *(column(turns, name, lambda each: each["per_second"]) for name in names),
                f"**{middle(ratios, 2)}**", bars.get(load, "")]

    return rows(["requests/s", *names, "Tag API / pgbench", "bar"], [line(load) for load in loads])


def cpu_table(turns: list[dict]) -> str:
    kinds = {"server": "server_cpu", "PostgreSQL": "database_cpu", "load generator": "generator_cpu"}
    return rows(["CPU of a request, µs", *kinds, PER_CPU_SECOND], [
        [name, *(column(turns, name, lambda each: each[key]) for key in kinds.values()),
         column(turns, name, per_cpu_second)] for name in turns[0]])


def constant_table(rounds: list[dict]) -> str:
    lines = []
    for rate in rounds[0]:
        turns = [each[rate] for each in rounds]
        go = [each["go"]["p99"] for each in turns]
        for name in turns[0]:
            ratio = statistics.median(each[name]["p99"] for each in turns) / statistics.median(go)
            lines.append([rate, name, *latency_cells([each[name] for each in turns]),
                          column(turns, name, lambda each: each["generator"] * 100), f"{ratio:.2f}"])
    return rows(["rate, requests/s", "", *LATENCY, "vegeta, % of a core", "p99 / that of go; bar 1.5"], lines)


def latency_cells(turns: list[dict]) -> list[str]:
    return [*(middle([each[key] for each in turns], 1) for key in ("p50", "p99")),
            f"{max(each['longest'] for each in turns):,.0f}",
            *(f"{sum(each[key] for each in turns):,}" for key in ("refused", "failed"))]


def customers_table(figures: dict) -> str:
    rounds = figures["rounds"]
    return "\n\n".join([
        "### Pages of many customers: 25 of 60 tags, 16 connections",
        loads_table(rounds),
        cpu_table([next(iter(each.values())) for each in rounds]),
        "At constant rates, 200 customers at random; the rates are shares of what the slower of Tag API and go took:",
        constant_table(figures["open"]),
        memory_line(figures["memory"]),
    ])


def memory_line(memory: dict) -> str:
    return "Most memory of each process, MiB: " + ", ".join(f"{name} {value:.0f}" for name, value in memory.items()) + "."


def operations_table(figures: dict) -> str:
    rounds = figures["rounds"]
    return "### Other operations, 16 connections\n\n" + rows(
        ["", "requests/s", "CPU of the server, µs", "of PostgreSQL", PER_CPU_SECOND],
        [[name, *(column(rounds, name, lambda each: each[key]) for key in ("per_second", "server_cpu", "database_cpu")),
          column(rounds, name, per_cpu_second)] for name in rounds[0]])


def bulk_table(figures: dict) -> str:
    rounds = figures["rounds"]
    calls, statements = zip(*figures["calls"])
    ratio = statistics.median(statements) / statistics.median(calls)

    def crowd(name: str) -> list[str]:
        bulk, small = zip(*(each[name] for each in figures["crowds"]))
        if not bulk[0]:
            return [name, "–", "–", *latency_cells(small)]
        return [name, middle([each["per_second"] for each in bulk], 1), str(sum(each["failed"] for each in bulk)),
                *latency_cells(small)]

    return "\n\n".join([
        "### Assigning a tag to 100 devices that are new, 16 connections; bar: as many for a second of CPU as go",
        rows(["", "requests/s", "CPU of the server, µs", "of PostgreSQL", "of wrk", PER_CPU_SECOND, "/ go"],
             [[name, *(column(rounds, name, lambda each: each[key])
                       for key in ("per_second", "server_cpu", "database_cpu", "generator_cpu")),
               column(rounds, name, per_cpu_second),
               middle([per_cpu_second(each[name]) / per_cpu_second(each["go"]) for each in rounds], 2)]
              for name in rounds[0]]),
        "### Assigning a tag to 10,000 devices that are new",
        f"One connection: a call takes {middle(list(calls), 1)} ms, one `INSERT … SELECT` in psql "
        f"{middle(list(statements), 1)} ms. **Speed of the call / of the statement: {ratio:.2f}; bar 0.85.**",
        "16 connections, while others make 50 small calls a second, a page and a change in turns; "
        "bar: nothing refused, nothing failed:",
        rows(["bulk calls of", "calls/s", "refused or failed", *(f"small calls: {head}" for head in LATENCY)],
             [crowd(name) for name in figures["crowds"][0]]),
    ])


def search_table(figures: dict) -> str:
    times = figures["latencies"]
    ratio = times["all of three tags"]["p50"] / times["one tag"]["p50"]
    return "\n\n".join([
        "### A page of 100 devices by their tags, most of them on each, one customer",
        rows(["", *LATENCY], [[name, *latency_cells([each])] for name, each in times.items()]),
        f"**Three tags / one tag, which an index serves: {ratio:.2f}; bar 3.**",
    ])


def growth_table(figures: dict) -> str:
    sizes = [size for size in figures if size[0].isdigit()]
    lines = []
    for name in figures[sizes[0]]:
        p50, p99 = ([figures[size][name][key] for size in sizes] for key in ("p50", "p99"))
        lines.append([name, *(f"{one:.2f} / {other:.2f}" for one, other in zip(p50, p99)), f"{p50[1] / p50[0]:.2f}"])
    return "\n\n".join([
        "### Latency as data grow, 100 requests a second, p50 / p99 in ms",
        rows(["", *(f"{size} assignments" for size in sizes), "growth of p50; bar 1.2"], lines),
        f"An assignment takes {figures['bytes for each assignment']:.0f} bytes, with its indexes.",
    ])


def startup_table(figures: dict) -> str:
    def times(kind: str, name: str, value: Callable[[dict], float]) -> list[float]:
        return [value(each[kind][name]) for each in figures["rounds"]]

    def own(start: dict) -> float:
        return start["all"] - start["PostgreSQL"]

    empty = times("empty", "`java -jar`", own)
    return "\n\n".join([
        "### Start, seconds: the sandbox, but in the last row",
        rows(["", "all", "without PostgreSQL", "/ an empty application's by `java -jar`; bar 1.0"], [
            [name, middle(times("server", name, lambda each: each["all"]), 2), middle(times("server", name, own), 2),
             f"{statistics.median(times('server', name, own)) / statistics.median(empty):.2f}"]
            for name in figures["rounds"][0]["server"]]),
        f"The empty application starts in {middle(empty, 2)} s.",
    ])


TABLES = {
    "customers": customers_table,
    "bulk": bulk_table,
    "operations": operations_table,
    "search": search_table,
    "growth": growth_table,
    "startup": startup_table,
}
