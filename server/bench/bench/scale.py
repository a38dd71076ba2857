"""How long and how often is measured, and with how many data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """
    rounds: turns of each load
    seconds, constant: of a turn as much as can be taken, and at a constant rate
    steady: seconds at 50 or 100 requests a second
    warm_up: seconds, of a JVM
    calls: of 10,000 devices
    bulk, searched, grown: assignments stored in these sections
    starts: of each kind
    """

    rounds: int
    seconds: int
    constant: int
    steady: int
    warm_up: int
    calls: int
    bulk: int
    searched: int
    grown: tuple[int, int]
    starts: int


FULL = Scale(rounds=5, seconds=10, constant=60, steady=20, warm_up=60, calls=30, bulk=1_000_000, searched=100_000,
             grown=(10_000, 10_000_000), starts=5)

# Shows that all of it works; the figures mean little.
SHORT = Scale(rounds=1, seconds=2, constant=2, steady=2, warm_up=4, calls=3, bulk=100_000, searched=10_000,
              grown=(1_000, 100_000), starts=1)
