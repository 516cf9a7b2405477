"""The job on the cases that every engine must satisfy; tests/conformance/README.md says what they mean."""
import json
import pathlib

import partition_routine as job
import pytest
from lake import bag

CASES = pathlib.Path(__file__).resolve().parents[3] / "tests" / "conformance"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


def test_there_are_cases():
    assert len(NAMES) >= 17


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
        lake.put_old_table(path.parent.name, path)
    for step in steps:
        if "add" in step:
            put(step["add"])
        elif "remove" in step:
            hour, file = step["remove"].split("/")
            (lake.root / lake.due(hour).stage / file.replace(".ndjson", ".parquet")).unlink()
        elif "forget" in step:
            (lake.root / lake.due(step["forget"]).marker).unlink()
        elif "contract" in step:
            lake.set_contract((folder / step["contract"]).read_text(encoding="utf-8"))
        else:
            marker = lake.finish(step["run"])
            figures = {name: step[name] for name in ("rows", "written", "duplicates") if name in step}
            assert figures == {name: marker[name] for name in figures}

    expected = lake.read_json(folder / "expected.ndjson", job.PARTITION_COLUMNS)
    assert bag(lake.frame().select(*map(job.ticked, expected.columns))) == bag(expected)
