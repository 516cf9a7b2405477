"""The job on the cases that every engine must satisfy; tests/conformance/README.md says what they mean."""
import json
import pathlib

import partition_routine as job
import pytest
from lake import bag

CASES = pathlib.Path(__file__).resolve().parents[3] / "tests" / "conformance"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
PARTITIONS = {name: "string" for name in job.PARTITION_COLUMNS}


def test_there_are_cases():
    assert len(NAMES) >= 14


@pytest.mark.parametrize("timestamps", ["INT96", "TIMESTAMP_MICROS"])
@pytest.mark.parametrize("name", NAMES)
def test_the_table_holds_exactly_the_expected_rows(make_lake, name, timestamps):
    folder = CASES / name
    lake = make_lake((folder / "dataset.json").read_text(encoding="utf-8"))
    steps = json.loads((folder / "run.json").read_text(encoding="utf-8"))["steps"]
    later = {step["add"] for step in steps if "add" in step}

    def put(file):
        path = folder / "stage" / file
        lake.put_stage(path.parent.name, path.stem, path, timestamps)

    for path in sorted((folder / "stage").rglob("*.ndjson")):
        if path.relative_to(folder / "stage").as_posix() not in later:
            put(path.relative_to(folder / "stage"))
    for path in sorted((folder / "consumable").rglob("*.ndjson")):
        put_table(lake, path)
    for step in steps:
        if "add" in step:
            put(step["add"])
        elif "remove" in step:
            hour, file = step["remove"].split("/")
            (lake.root / lake.due(hour).stage / file.replace(".ndjson", ".parquet")).unlink()
        else:
            lake.finish(step["run"])

    assert lake.table() == bag(lake.read_json(folder / "expected.ndjson", PARTITIONS))


def put_table(lake, path):
    """Rows that the table holds already, each under the day of its change date."""
    due = lake.due(path.parent.name)
    rows = lake.read_json(path).withColumn("_day", job.changed_at(lake.contract).cast("date"))
    for day in sorted({row["_day"] for row in rows.select("_day").distinct().collect()}):
        lake.put_parquet(f"{job.day_folder(due, day)}ingestion={due.hour}/{path.stem}.parquet", rows.where(job.F.col("_day") == job.F.lit(day)).drop("_day"))
