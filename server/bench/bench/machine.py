"""The machine that is measured on: its tools, its load, and what its processes use."""

import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
WORK = ROOT / "server" / "target" / "bench"
TICKS = os.sysconf("SC_CLK_TCK")
VEGETA = "github.com/tsenart/vegeta/v12@v12.13.0"


def require_tools() -> None:
    missing = [tool for tool in ("wrk", "pgbench", "psql", "go", "node", "npm", "mvn") if not shutil.which(tool)]
    if missing:
        sys.exit(f"To measure, this machine lacks: {', '.join(missing)}.")
    if not vegeta().exists():
        environment = os.environ | {"GOBIN": str(vegeta().parent)}
        subprocess.run(["go", "install", VEGETA], env=environment, check=True)


def vegeta() -> Path:
    return WORK / "bin" / "vegeta"


def java() -> str:
    """The Java of a JDK 25, wherever the machine has it."""
    candidates = [Path(os.environ.get("JAVA_HOME", "/none")), *sorted(Path("/usr/lib/jvm").glob("*25*"))]
    for home in candidates:
        if (home / "release").exists() and 'JAVA_VERSION="25' in (home / "release").read_text():
            return str(home / "bin" / "java")
    sys.exit("There is no JDK 25 on this machine.")


def wait_until_idle(attempts: int) -> float:
    """
    Waits for what ran before; a machine that stays busy is measured all the same, and the report says so.

    The load average would tell of the section before for minutes.
    Returns the share of their time that the cores were busy, of the last seconds.
    """
    for _ in range(attempts):
        busy = busy_share(2)
        if busy < 0.05:
            break
    return busy


def busy_share(seconds: int) -> float:
    idle, everything = core_ticks()
    time.sleep(seconds)
    idle_then, everything_then = core_ticks()
    return 1 - (idle_then - idle) / (everything_then - everything)


def core_ticks() -> tuple[int, int]:
    """The time in which the cores had nothing to do, and all of it."""
    fields = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return fields[3] + fields[4], sum(fields)


def facts() -> dict[str, str]:
    cpu = next(line.split(":")[1].strip() for line in Path("/proc/cpuinfo").open() if line.startswith("model name"))
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024 / 1024
    return {
        "machine": f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB",
        "system": f"Linux {platform.release().split('-')[0]}",
        "Java": output(java(), "--version").splitlines()[1],
        "Node": output("node", "--version"),
        "Go": output("go", "version").split()[2],
        "date": time.strftime("%Y-%m-%d"),
        "commit": output("git", "-C", str(ROOT), "describe", "--always", "--dirty"),
    }


def output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def cpu_seconds(pid: int) -> float:
    """What a process and those that it started have used, the ended ones included."""
    fields = proc(f"{pid}/stat").rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / TICKS + sum(map(cpu_seconds, children(pid)))


def children(pid: int) -> list[int]:
    return [int(child) for child in proc(f"{pid}/task/{pid}/children").split()]


def peak_mebibytes(pid: int) -> float:
    """The most memory that a process and its children have had at a time, each at its own peak."""
    own = sum(int(line.split()[1]) for line in proc(f"{pid}/status").splitlines() if line.startswith("VmHWM")) / 1024
    return own + sum(map(peak_mebibytes, children(pid)))


def proc(path: str) -> str:
    """What the kernel says of a process; nothing of one that has ended, even after its file was opened."""
    try:
        return Path("/proc", path).read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
