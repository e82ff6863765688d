"""Runs commands and tells what their whole process trees cost."""

import os
import resource
import subprocess
import sys
import threading


class Cost:
    """CPU seconds (user and system, of the command and all it waited for), peak memory of the tree in MiB (PSS, sampled)."""

    def __init__(self, cpu, memory):
        self.cpu = cpu
        self.memory = memory


def _children(of):
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as stat:
                    text = stat.read()
                parents.setdefault(int(text[text.rindex(")") + 2 :].split()[1]), []).append(int(name))
            except OSError:
                pass
    found, todo = [], list(parents.get(of, []))
    while todo:
        process = todo.pop()
        found.append(process)
        todo += parents.get(process, [])
    return found


def _memory(processes):
    total = 0
    for process in processes:
        try:
            with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as rollup:
                total += sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
        except (OSError, ProcessLookupError):
            pass
    return total // 1024


def run(command, log, watch_memory=False, **options):
    """Runs a command; its output goes to a log file. Exits with the log's end if it fails."""
    peak = 0
    done = threading.Event()

    def watch():
        nonlocal peak
        while not done.wait(0.2):
            peak = max(peak, _memory(_children(os.getpid())))

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(log, "wb") as out:
        watcher = threading.Thread(target=watch)
        if watch_memory:
            watcher.start()
        status = subprocess.run(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, **options).returncode
        done.set()
        if watch_memory:
            watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if status:
        with open(log, encoding="utf-8", errors="replace") as text:
            sys.stderr.write("".join(text.readlines()[-25:]))
        sys.exit(f"bench: {' '.join(map(str, command))} failed; the whole log: {log}")
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak)
