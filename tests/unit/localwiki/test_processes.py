import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.localwiki.errors import LocalWikiError
from scripts.localwiki.processes import Processes

ROOT = Path(__file__).resolve().parents[3]
# What PHP's server does: a worker that a signal to its parent leaves alone. Each says its id.
WITH_WORKER = """
import os, time
os.fork()
os.write(1, b"%d\\n" % os.getpid())
time.sleep(60)
"""
STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.write(1, b"%d\\n" % os.getpid())
time.sleep(60)
"""


def alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # ended, and only waiting for its parent to notice


def until(true, seconds=10.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def said_pids(log, number):
    until(lambda: log.exists() and log.read_text(encoding="utf-8").count("\n") == number)
    return [int(line) for line in log.read_text(encoding="utf-8").splitlines()]


def start(processes, code, log):
    return processes.start("The thing", [sys.executable, "-c", code], env=os.environ, log=log)


def test_a_child_ends_with_its_workers(tmp_path):
    log = tmp_path / "log"
    with Processes() as processes:
        start(processes, WITH_WORKER, log)
        pids = said_pids(log, 2)
        assert all(map(alive, pids))
    until(lambda: not any(map(alive, pids)))


@pytest.mark.long
def test_a_child_that_will_not_end_is_ended(tmp_path):
    with Processes() as processes:
        child = start(processes, STUBBORN, tmp_path / "log")
        said_pids(tmp_path / "log", 1)
    assert child.process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_children_end_even_when_we_are_killed(tmp_path, how):
    log = tmp_path / "log"
    ours = f"""
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from scripts.localwiki.processes import Processes
with Processes() as processes:
    argv = [sys.executable, "-c", {WITH_WORKER!r}]
    processes.start("The thing", argv, env=os.environ, log=Path({str(log)!r}))
    time.sleep(60)
"""
    supervisor = subprocess.Popen([sys.executable, "-c", ours], stderr=subprocess.DEVNULL)
    pids = said_pids(log, 2)
    supervisor.send_signal(how)
    try:
        supervisor.wait(10)
    finally:
        supervisor.kill()
        supervisor.wait()
    until(lambda: not any(map(alive, pids)))


def test_a_child_that_ends_by_itself_is_noticed_with_what_it_said(tmp_path):
    with Processes() as processes:
        child = start(processes, "print('no more room'); raise SystemExit(3)", tmp_path / "log")
        child.process.wait(10)
        with pytest.raises(LocalWikiError, match=r"(?s)The thing ended by itself \(3\).*no more room"):
            processes.check()


def test_a_command_runs_to_its_end_with_its_result_apart_from_its_words(tmp_path):
    with Processes() as processes:
        child = processes.start(
            "The thing",
            [
                sys.executable,
                "-c",
                "import sys; print('result'); print('words', file=sys.stderr); sys.exit(4)",
            ],
            env=os.environ,
            log=tmp_path / "log",
            out=tmp_path / "out",
        )
        assert processes.finish(child, 10) == 4
    assert (tmp_path / "out").read_text(encoding="utf-8") == "result\n"
    assert child.said() == "words"


def test_a_command_that_takes_too_long_is_ended(tmp_path):
    with Processes() as processes:
        child = start(processes, "import time; time.sleep(60)", tmp_path / "log")
        with pytest.raises(LocalWikiError, match="took longer than 0 s"):
            processes.finish(child, 0.2)
    assert child.process.returncode is not None
