"""Runs the sections that are asked for, or all, and writes the report."""

import os
import sys

from . import bulk, growth, machine, operations, page, report, search, startup
from .system import System

SECTIONS = {
    "startup": startup.measure,
    "page": page.measure,
    "operations": operations.measure,
    "bulk": bulk.measure,
    "search": search.measure,
    "growth": growth.measure,
}


def main() -> None:
    chosen = sys.argv[1:] or list(SECTIONS)
    unknown = [name for name in chosen if name not in SECTIONS]
    if unknown:
        sys.exit(f"There is no section {', '.join(unknown)}. There are: {', '.join(SECTIONS)}.")
    machine.require_tools()
    load = os.getloadavg()[0]
    for name in chosen:
        busy = machine.wait_until_idle()
        print(f"=== {name}", flush=True)
        with System() as system:
            figures = SECTIONS[name](system)
        report.save(name, figures, load, busy)
    report.write()


main()
