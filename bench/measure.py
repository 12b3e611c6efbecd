"""Runs programs and takes their times: wall clock, processor (user and system), peak memory; everything in turn, round by round."""
import dataclasses
import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time

TIMEOUT = 120    # seconds: who takes longer gave up
BUDGET = 12      # seconds for all rounds of one competitor; one that is slower runs fewer rounds, and its row says how many


class GaveUp(Exception):
    """A competitor that cannot do it: the message says why."""


@dataclasses.dataclass
class Run:
    wall: float
    cpu: float
    peak: int = 0       # bytes
    finds: int = None   # what the run reported, if anything
    facts: dict = dataclasses.field(default_factory=dict)   # what else the run told about itself


def pinned(cpus):
    """To be called in the child: the first `cpus` processors of those that the process may use."""
    def pin():
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-cpus:])
    return pin if cpus and hasattr(os, 'sched_setaffinity') else None


def run(command, cpus=1, environment=None, count=None, allowed=(0,), timeout=TIMEOUT):
    """One run of a command. Its output goes to a file: grep stops at the first find when it sees /dev/null.

    count: function from the output file (binary) to the number of finds.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints:
        start = time.perf_counter()
        child = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out, stderr=complaints,
                                 env={**os.environ, 'LC_ALL': 'C', **(environment or {})}, preexec_fn=pinned(cpus))
        alarm = threading.Timer(timeout, child.send_signal, [signal.SIGKILL])
        alarm.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        alarm.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode == -signal.SIGKILL:
            raise GaveUp('over %d s' % timeout)
        if child.returncode not in allowed:
            complaints.seek(0)
            said = complaints.read(300).decode(errors='replace').strip().split('\n')
            raise GaveUp('%s: exit %d: %s' % (os.path.basename(str(command[0])), child.returncode, said[0]))
        out.seek(0)
        return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, count(out) if count else None)


@dataclasses.dataclass
class Result:
    """The rounds of one competitor."""
    runs: list
    gave_up: str = ''

    def best(self, what='cpu'):
        return min(getattr(run, what) for run in self.runs)

    def median(self, what='cpu'):
        return statistics.median(getattr(run, what) for run in self.runs)

    @property
    def peak(self):
        return max(run.peak for run in self.runs)

    @property
    def finds(self):
        return self.runs[-1].finds


def in_turn(competitors, rounds, budget=BUDGET):
    """{name: Result} of functions that make one run each: A B C A B C …, so that a busy moment meets all of them."""
    results = {name: Result([]) for name in competitors}
    spent = dict.fromkeys(competitors, 0.0)
    for _ in range(rounds):
        for name, once in competitors.items():
            result = results[name]
            if result.gave_up or spent[name] > budget:
                continue
            try:
                result.runs.append(once())
                spent[name] += result.runs[-1].wall
            except GaveUp as reason:
                result.gave_up = str(reason)
                result.runs.clear()
    return results
