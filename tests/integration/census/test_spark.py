"""The census on a real Spark: local-cluster mode starts its executors as processes of their own."""

from __future__ import annotations

import gc
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.census import cluster, local
from bot.census.checkpoint import Checkpoint
from bot.settings import CONFIG
from tests.corpus.pages import pages
from tests.dumps import Page, xml

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(
        shutil.which("java") is None, reason="no Java runtime: apt install openjdk-17-jre-headless"
    ),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyspark.*", "ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    import pyspark

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_HOME", str(Path(pyspark.__file__).parent))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("SPARK_LOCAL_HOSTNAME", "localhost")
        patch.setenv("PYTHONPATH", str(CONFIG.parent))
        opened = cluster.session("local-cluster[2,1,1024]")
        yield opened
        opened.stop()
    # What PySpark may leave unclosed would be the error of whichever test it is collected in later.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def test_spark_and_this_machine_count_the_same(spark: SparkSession, tmp_path: Path) -> None:
    files = []
    for lang in ("en", "de", "ja"):
        found = pages(lang, "train", "hard", 12, 3)
        texts = [Page(page["username"], page["wikitext"]) for page in found]
        files.append(tmp_path / f"{lang}wiki.xml")
        files[-1].write_text(xml(texts, f"{lang}wiki", lang), encoding="utf-8")
    files.append(tmp_path / "broken.xml")
    files[-1].write_text(files[0].read_text("utf-8")[:3000], encoding="utf-8")
    rules, names = CONFIG / "rules", CONFIG / "names"
    checkpoint = Checkpoint(tmp_path, files, None)
    faults = [step.fault for step in local.count(files, rules, names, checkpoint, 1) if step.fault]
    tally, on_spark = cluster.count(spark, files, rules, names)
    assert tally == checkpoint.tally
    assert sum(n for cell, n in tally.cells() if cell.kind == "pages") >= 30
    assert on_spark == faults
    assert len(faults) == 1
    assert "broken.xml" in faults[0]
