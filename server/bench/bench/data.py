"""
Data as they are in life: few customers have most devices, few tags are on most of them. Copied in, in the order of the
primary key; the same for the same number.
"""

import subprocess
import time
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


def load(system, assignments: int, customers: int = CUSTOMERS) -> None:
    """Replaces all data. Customer n has the nth part of what the first has, and so have its tags of its devices."""
    clear(system)
    copy(system, "customer (customer_id, tag_count)", (f"{customer(c)}\t{TAGS}\n" for c in range(customers)))
    copy(system, "tag (customer_id, tag_id, name, name_key, description, assigned_device_count, created_on, modified_on)",
         (f"{customer(c)}\t{tag_id(c, t)}\tFloor {t:02d}\tfloor {t:02d}\tThe devices of floor {t:02d}\t"
          f"{count}\t1760000000000\t1760000000000\n" for c, t, count in counts(assignments, customers)))
    copy(system, "assignment (customer_id, tag_id, device_id)",
         ("".join(f"{customer(c)}\t{tag_id(c, t)}\t{device_id(device)}\n" for device in range(count))
          for c, t, count in counts(assignments, customers)))
    system.psql("vacuum analyze", "checkpoint")


def clear(system) -> None:
    """Once the server has ended what it was still working on."""
    working = "select count(*) from pg_stat_activity where usename = 'bench' and state <> 'idle'"
    while system.psql(working) != "0":
        time.sleep(0.5)
    system.psql("truncate customer, tag, assignment, event, idempotency, deleted_tag")


def counts(assignments: int, customers: int) -> Iterator[tuple[int, int, int]]:
    """The devices of each tag."""
    most = assignments / harmonic(customers) / harmonic(TAGS)
    return ((c, t, round(most / (c + 1) / (t + 1))) for c in range(customers) for t in range(TAGS))


def harmonic(terms: int) -> float:
    return sum(1 / term for term in range(1, terms + 1))


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
