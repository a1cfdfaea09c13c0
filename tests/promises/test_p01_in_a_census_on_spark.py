"""P1 in a census on Spark: what is read in its executors is in none of the many things that they write.

The real engine, as the command starts it, at its most talkative: driver and executors log at DEBUG, events
are logged, nothing is compressed. What it deletes again is looked at too, by links made while it runs.
"""

from __future__ import annotations

import bz2
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.dumps import Page, xml
from tests.promises.canary import SECRETS
from tests.promises.packed import seven_zip, zstandard

pytestmark = [
    pytest.mark.spark,
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java runtime: openjdk-17-jre-headless"),
]

# Executors import this before anything else: a page makes their detector fail, with the page in its hands.
_QUARRELSOME = """
import bot.detect.analyzer as module
real = module.Analyzer.analyze
def analyze(self, page):
    if "a page that breaks the detector" in page.wikitext:
        raise ValueError(f"invalid literal for int(): {page.wikitext!r}")
    return real(self, page)
module.Analyzer.analyze = analyze
"""
_LOGGING = """
rootLogger.level = debug
rootLogger.appenderRef.stderr.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d %p %c: %m%n%ex
"""


@pytest.fixture
def dumps(tmp_path: Path) -> list[Path]:
    """Four wikis' dumps with everybody's secrets, packed in each way, and three that are damaged."""
    folder = tmp_path / "dumps"
    folder.mkdir()
    everybody = [Page(f"Heron {n}", secret.sentence) for n, secret in enumerate(SECRETS)]
    whole = xml([*everybody * 4, Page("Tern", f"a page that breaks the detector {SECRETS[0].sentence}")])
    plain = folder / "plain.xml"
    plain.write_text(whole, "utf-8")
    (folder / "packed.xml.bz2").write_bytes(bz2.compress(whole.encode()))
    (folder / "packed.xml.zst").write_bytes(zstandard(whole.encode()))
    seven_zip(folder / "packed.xml.7z", plain)
    (folder / "cut.xml").write_text(whole[:-3000], "utf-8")
    (folder / "cut.xml.zst").write_bytes(zstandard(whole.encode())[:-50])
    garbled = whole.replace("<text", f"<{'b' * 3} x='{SECRETS[0].value}'>\n<text", 2)
    (folder / "garbled.xml").write_text(garbled, "utf-8")
    return sorted(folder.iterdir())


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Everything that Spark writes goes below tmp_path/left."""
    import pyspark

    left, conf = tmp_path / "left", tmp_path / "conf"
    home, site = left / "spark", tmp_path / "site"
    for folder in (home, conf, site, left / "local", left / "temp", left / "events"):
        folder.mkdir(parents=True)
    for part in Path(pyspark.__file__).parent.iterdir():
        if part.name in ("jars", "bin", "sbin", "python", "licenses"):
            (home / part.name).symlink_to(part)
    (site / "sitecustomize.py").write_text(_QUARRELSOME, "utf-8")
    (conf / "log4j2.properties").write_text(_LOGGING, "utf-8")
    java = f"-Djava.io.tmpdir={left / 'temp'} -XX:-UsePerfData"
    options = {
        "spark.eventLog.enabled": "true", "spark.eventLog.dir": f"file://{left / 'events'}",
        "spark.eventLog.compress": "false", "spark.shuffle.compress": "false",
        "spark.shuffle.spill.compress": "false", "spark.broadcast.compress": "false",
        "spark.driver.extraJavaOptions": java, "spark.executor.extraJavaOptions": java,
    }  # fmt: skip
    (conf / "spark-defaults.conf").write_text("".join(f"{k} {v}\n" for k, v in options.items()), "utf-8")
    return {
        **os.environ, "SPARK_HOME": str(home), "SPARK_CONF_DIR": str(conf), "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "localhost", "SPARK_LOCAL_DIRS": str(left / "local"),
        "TMPDIR": str(left / "temp"), "PYTHONPATH": f"{site}:{ROOT}", "WIKILATCH_STATE": str(left / "state"),
    }  # fmt: skip


@contextmanager
def linked(folder: Path, to: Path) -> Iterator[None]:
    """Keep, by another name, every file that comes to be below a folder, until the block ends."""
    to.mkdir()
    known: set[int] = set()
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.02):
            for place, _, names in os.walk(folder):
                for name in names:
                    file = Path(place, name)
                    with suppress(OSError):
                        number = file.lstat().st_ino
                        if number not in known and not file.is_symlink():
                            os.link(file, to / f"{number}-{name}")
                            known.add(number)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_nothing_of_what_was_read_is_left_behind(tmp_path, dumps, environment, canaries):
    left = tmp_path / "left"
    census = [sys.executable, "-m", "bot", "census"]
    spark = ["--engine", "spark", "--master", "local-cluster[2,1,1024]"]
    with linked(left, tmp_path / "links"):
        done = subprocess.run(
            [*census, *spark, "--svg", str(left / "census.svg"), *map(str, dumps)],
            env=environment, cwd=tmp_path, capture_output=True, timeout=280,
        )  # fmt: skip
    said = done.stderr.decode()
    assert done.returncode == 1, said[-3000:]
    incomplete = [line for line in said.splitlines() if line.startswith("incomplete: ")]
    assert len(incomplete) == 3
    here = subprocess.run(
        [*census, "--processes", "1", *map(str, dumps)], env=environment, cwd=tmp_path, capture_output=True
    )
    assert done.stdout == here.stdout
    assert b"phone" in done.stdout, "the pages were looked at"
    executors = sorted((left / "spark" / "work").rglob("stderr"))
    assert len(executors) >= 2
    assert any("the detector failed on a page" in log.read_text("utf-8") for log in executors)
    assert any((left / "events").iterdir())
    assert any("shuffle" in link.name for link in (tmp_path / "links").iterdir())
    hits = canaries.data("stdout", done.stdout) + canaries.data("stderr", done.stderr)
    hits += canaries.folder(left, but=("spark",)) + canaries.folder(left / "spark" / "work")
    hits += canaries.folder(tmp_path / "links")
    assert list(map(str, hits)) == []
