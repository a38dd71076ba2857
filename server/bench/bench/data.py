"""
Data as they are in life: few customers have most devices, few tags are on most of them. Copied in, in the order of the
primary key; the same for the same number.
"""

import subprocess
from collections.abc import Iterator

CUSTOMERS = 100
TAGS = 60


def customer(number: int) -> str:
    return f"customer-{number}"


def tag_id(customer_number: int, tag_number: int) -> str:
    return f"01900000-0000-7000-8000-{customer_number:06x}{tag_number:06x}"


def device_id(number: int) -> str:
    """Fifteen digits, as an IMEI."""
    return f"35{number:013d}"


def load(system, assignments: int) -> None:
    """Replaces all data. Customer n has the nth part of what the first has, and so have its tags of its devices."""
    system.psql("truncate customer, tag, assignment, event, idempotency")
    copy(system, "customer (customer_id, tag_count)", (f"{customer(c)}\t{TAGS}\n" for c in range(CUSTOMERS)))
    copy(system, "tag (customer_id, tag_id, name, name_key, description, assigned_device_count, created_on, modified_on)",
         (f"{customer(c)}\t{tag_id(c, t)}\tFloor {t:02d}\tfloor {t:02d}\tThe devices of floor {t:02d}\t"
          f"{devices(assignments, c, t)}\t1760000000000\t1760000000000\n" for c in range(CUSTOMERS) for t in range(TAGS)))
    copy(system, "assignment (customer_id, tag_id, device_id)", rows(assignments))
    system.psql("vacuum analyze", "checkpoint")


def devices(assignments: int, customer_number: int, tag_number: int) -> int:
    return round(assignments / harmonic(CUSTOMERS) / harmonic(TAGS) / (customer_number + 1) / (tag_number + 1))


def harmonic(terms: int) -> float:
    return sum(1 / term for term in range(1, terms + 1))


def rows(assignments: int) -> Iterator[str]:
    for c in range(CUSTOMERS):
        for t in range(TAGS):
            prefix = f"{customer(c)}\t{tag_id(c, t)}\t"
            yield "".join(f"{prefix}35{device:013d}\n" for device in range(devices(assignments, c, t)))


def copy(system, target: str, lines: Iterator[str]) -> None:
    """The rows are right by construction, so the foreign keys need not be checked for each."""
    command = ["psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-c", "set session_replication_role = replica",
               "-c", f"copy {target} from stdin"]
    with subprocess.Popen(command, env=system.environment, stdin=subprocess.PIPE, text=True) as psql:
        assert psql.stdin
        for line in lines:
            psql.stdin.write(line)
    if psql.returncode:
        raise RuntimeError(f"COPY into {target} failed")
