"""What the server takes of the other operations."""

from . import load

OPERATIONS = {
    "`createTag`": ("create", {}),
    "`updateTag`": ("tags", {"customers": 100, "changes": 100}),
    "`bulkAssignTags`, 1 device": ("bulk", {"devices": 1, "customers": 16}),
    "`bulkAssignTags`, 100 devices": ("bulk", {"devices": 100, "customers": 16}),
    "`bulkAssignTags`, 1,000 devices, 4 connections": ("bulk", {"devices": 1_000, "customers": 16, "connections": 4}),
    "`bulkAssignTags`, 10,000 devices, 4 connections": ("bulk", {"devices": 10_000, "customers": 16, "connections": 4}),
}


def measure(system) -> dict:
    system.load(10_000)
    seconds = system.scale.seconds
    for script, values in OPERATIONS.values():
        load.warm_up(system, system.server, script, system.scale.warm_up // 4, **values)
    return {"rounds": [{name: load.saturate(system, system.server, script, seconds, **values)
                        for name, (script, values) in OPERATIONS.items()} for _ in range(system.scale.rounds)]}
