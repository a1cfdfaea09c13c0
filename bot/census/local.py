"""The census on one machine: a process a file, as many at once as asked for."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any

from bot.census.dump import DumpError
from bot.census.part import Step, count_part
from bot.detect.analyzer import Analyzer

if TYPE_CHECKING:
    from bot.census.checkpoint import Checkpoint

_POLL = 0.2  # seconds
_worker: dict[str, Any] = {}  # what this process works with; set once, when it starts


def count(
    files: Sequence[Path], rules: Path, names: Path, checkpoint: Checkpoint, processes: int
) -> Iterator[Step]:
    """Count the files into the checkpoint, from where it stands; yield each step after it was kept.

    Files are the unit of work: Wikimedia publishes its large wikis in dozens, and unpacking bounds each.
    Raises DumpError where a process died (out of memory, most likely): what was kept stands.
    """
    todo = [path for path in files if str(path) not in checkpoint.done]
    if processes == 1 or len(todo) == 1:
        analyzer = Analyzer.load(rules, names)
        for path in todo:
            for step in count_part(path, analyzer, checkpoint.read.get(str(path), 0)):
                checkpoint.add(step)
                yield step
        return
    context = multiprocessing.get_context("spawn")  # a fork would copy threads' locks
    steps = context.Queue()
    with ProcessPoolExecutor(processes, context, _start, (steps, rules, names)) as pool:
        running = {pool.submit(_count, path, checkpoint.read.get(str(path), 0)) for path in todo}
        try:
            while True:
                finished, running = wait(running, timeout=0)
                yield from _drain(steps, checkpoint, 0 if finished or not running else _POLL)
                for each in finished:
                    each.result()
                if not running:
                    yield from _drain(steps, checkpoint, _POLL)
                    return
        except BrokenProcessPool:
            raise DumpError(
                "a process of the census died, most likely out of memory; start again with fewer --processes"
            ) from None
        finally:
            for each in running:
                each.cancel()


def _drain(steps: Any, checkpoint: Checkpoint, patience: float) -> Iterator[Step]:
    while True:
        try:
            step = steps.get(timeout=patience) if patience else steps.get_nowait()
        except Empty:
            return
        checkpoint.add(step)
        yield step


def _start(steps: Any, rules: Path, names: Path) -> None:
    _worker["steps"], _worker["analyzer"] = steps, Analyzer.load(rules, names)


def _count(path: Path, skip: int) -> None:
    for step in count_part(path, _worker["analyzer"], skip):
        _worker["steps"].put(step)
