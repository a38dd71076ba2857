"""Runs the sections that are requested, or all, and writes the report."""

import argparse
import os
import signal
import sys
import time

from . import bulk, customers, growth, machine, operations, report, search, startup
from .scale import FULL, SHORT
from .system import System

SECTIONS = {
    "startup": startup.measure,
    "customers": customers.measure,
    "operations": operations.measure,
    "bulk": bulk.measure,
    "search": search.measure,
    "growth": growth.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="server/bench/run", description=__doc__)
    parser.add_argument("--short", action="store_true", help="show in some minutes that all of it works")
    parser.add_argument("sections", nargs="*", metavar="section", help=f"{', '.join(SECTIONS)}; all if none is named")
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.sections if name not in SECTIONS]:
        parser.error(f"there is no section {', '.join(unknown)}")
    # SystemExit, by which the processes that the run has started end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    machine.require_tools()
    figures = report.Figures(arguments.short)
    load = os.getloadavg()[0]
    with System(SHORT if arguments.short else FULL) as system:
        for name in arguments.sections or SECTIONS:
            busy = machine.wait_until_idle(1 if arguments.short else 60)
            print(f"{time.strftime('%H:%M:%S')} {name}", flush=True)
            figures.save(name, SECTIONS[name](system) | {"memory": system.memory()}, load, busy)
    figures.write()


main()
