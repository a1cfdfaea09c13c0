"""The census on Spark: the same code for each file, on as many machines as the cluster has."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.census.dump import DumpError
from bot.census.part import count_part
from bot.census.tally import Tally
from bot.detect.analyzer import Analyzer

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import SparkSession

_COLUMNS = ("wiki", "lang", "kind", "tier", "name", "n")
_SCHEMA = "wiki string, lang string, kind string, tier string, name string, n long"
_FAULT = "fault"  # a kind of row that carries what was wrong with a file back to the driver


def session(master: str | None) -> SparkSession:
    """Open Spark; master as Spark spells it, None for what spark-submit or the cluster's defaults say.

    Raises DumpError where PySpark or a Java runtime is missing.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise DumpError("--engine spark needs PySpark; pip install 'wikilatch[spark]'") from None
    # Spark's own default, `python3`, is rarely the one that has our packages; a cluster's is named outside.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("wikilatch census")
    if master:
        builder = builder.master(master)
    try:
        # Nobody needs the web interface, and it would show file names to whoever reaches its port.
        builder = builder.config("spark.ui.enabled", "false")
        builder = builder.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
        # What is summed is a few hundred rows; Spark's default of 200 pieces costs more than the counting.
        return builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        first = str(error).partition("\n")[0]
        raise DumpError(
            f"Spark does not start ({first}); it needs a Java runtime (Debian: openjdk-17-jre-headless)"
        ) from None


def count(spark: SparkSession, files: Sequence[Path], rules: Path, names: Path) -> tuple[Tally, list[str]]:
    """Count the files, which every machine must see under the same path.

    Return the tally and what could not be read. Spark itself does a part again whose machine was
    lost, so there is no checkpoint.
    """
    todo = spark.createDataFrame([(str(path),) for path in files], "path string").repartition(len(files))

    def part(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        import pandas as pd

        analyzer = Analyzer.load(rules, names)
        for frame in frames:
            for path in frame["path"]:
                tally, faults = Tally(), []
                for step in count_part(Path(path), analyzer):
                    tally.add(step.tally)
                    if step.fault:
                        faults.append(["", "", _FAULT, "", step.fault, 1])
                yield pd.DataFrame([*tally.rows(), *faults], columns=_COLUMNS)

    counted = todo.mapInPandas(part, _SCHEMA).groupBy(*_COLUMNS[:-1]).sum("n").collect()
    faults = sorted(row["name"] for row in counted if row["kind"] == _FAULT)
    return Tally.from_rows(tuple(row) for row in counted if row["kind"] != _FAULT), faults
