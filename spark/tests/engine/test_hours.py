"""Markers, reruns, failures and leftovers."""
import os
import time

import partition_routine as job
import pytest
from lake import ORDERS

EIGHT, NINE, TEN = "2026112008", "2026112009", "2026112010"
DAY = {"lastchange": "2026-11-19T10:00:00Z"}
DAY_BEFORE = {"lastchange": "2026-11-18T10:00:00Z"}


@pytest.fixture
def lake(make_lake):
    return make_lake(ORDERS)


def test_the_mark_is_the_one_that_the_lake_reads(lake):
    lake.put_stage(NINE, "b", lake.rows({"orderid": "A", **DAY}, {"orderid": "B", **DAY_BEFORE}))
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}))
    marker = lake.finish(NINE)
    stage = lake.due(NINE).stage
    assert marker.pop("finishedAt").endswith("+00:00")
    assert marker == {"dataset": "orders", "hour": NINE, "stageFiles": [f"{stage}a.parquet", f"{stage}b.parquet"], "days": ["2026-11-18", "2026-11-19"],
                    "rows": 3, "written": 2, "duplicates": 1}
    assert lake.files("_state/finished") == [lake.due(NINE).marker]


def test_a_line_is_logged_for_each_hour_and_for_the_run(lake):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}))
    code, lines = lake.run(NINE)
    assert (code, [line["message"] for line in lines]) == (0, ["Hour finished", "Run ended"])
    assert (lines[0]["dataset"], lines[0]["hour"], lines[0]["rows"], lines[0]["files"]) == ("orders", NINE, 1, 1)
    assert (lines[1]["finished"], lines[1]["failed"], lines[1]["reasons"]) == (1, 0, [])


def test_a_rerun_replaces_its_own_hour_and_touches_no_other(lake):
    lake.put_stage(EIGHT, "a", lake.rows({"orderid": "A", "value": 1, **DAY}))
    lake.put_stage(NINE, "a", lake.rows({"orderid": "B", "value": 2, **DAY}))
    lake.finish(EIGHT, NINE)
    before = {key: (lake.root / key).read_bytes() for key in lake.table_files()}
    rows = lake.table()
    lake.finish(NINE)
    assert lake.table() == rows
    after = {key: (lake.root / key).read_bytes() for key in lake.table_files()}
    assert {key for key in before if f"ingestion={EIGHT}" in key} == {key for key in after if f"ingestion={EIGHT}" in key}
    assert all(after[key] == content for key, content in before.items() if f"ingestion={EIGHT}" in key)
    assert len(after) == len(before)


@pytest.mark.parametrize("what", ["cut in half", "no Parquet", "no byte", "hidden", "no folder"])
def test_an_hour_that_fails_does_not_hide_the_next(lake, what):
    for hour in (EIGHT, NINE, TEN):
        lake.put_stage(hour, "a", lake.rows({"orderid": hour, **DAY}))
    lake.finish(NINE)
    before = lake.table()
    path = lake.root / lake.due(NINE).stage / "a.parquet"
    content = path.read_bytes()
    if what == "cut in half":
        path.write_bytes(content[: len(content) // 2])
    elif what == "no Parquet":
        path.write_bytes(b"{}" * 100)
    elif what == "no byte":
        path.write_bytes(b"")
    elif what == "hidden":
        path.rename(path.with_name("_a.parquet"))
    else:
        path.unlink()
        for crc in path.parent.iterdir():
            crc.unlink()
        path.parent.rmdir()

    code, lines = lake.run(EIGHT, NINE, TEN)

    assert code == 1
    assert [line["message"] for line in lines] == ["Hour finished", "Hour failed", "Hour finished", "Run ended"]
    expected = path.parent.name if what == "no folder" else "a.parquet"
    assert expected in lines[1]["reason"]
    assert lines[3]["reasons"] == [f"Dataset orders, hour {NINE}: {lines[1]['reason']}"]
    assert lake.marker(EIGHT) and lake.marker(TEN)
    assert [row for row in lake.table() if NINE in row] == before


def test_a_page_that_is_broken_fails_its_hour(lake):
    path = lake.put_stage(NINE, "a", lake.rows(*[{"orderid": f"o{i}", "value": i, **DAY} for i in range(1000)]))
    content = bytearray(path.read_bytes())
    content[4:400] = bytes(396)
    path.write_bytes(content)
    code, lines = lake.run(NINE)
    assert (code, lake.marker(NINE), lake.table()) == (1, None, [])
    assert lines[0]["reason"]


def test_a_file_without_rows_makes_an_hour_without_rows(lake):
    lake.put_stage(NINE, "a", lake.read_json(lake.rows({"orderid": "A", **DAY})).limit(0))
    marker = lake.finish(NINE)
    assert (marker["rows"], marker["written"], marker["days"], len(marker["stageFiles"])) == (0, 0, [], 1)
    assert lake.table_files() == []


def test_an_hour_of_nothing_but_duplicates_has_no_days_and_leaves_nothing(lake):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}))
    lake.finish(NINE)
    lake.put_stage(TEN, "a", lake.rows({"orderid": "A", **DAY}))
    marker = lake.finish(TEN)
    assert (marker["rows"], marker["written"], marker["duplicates"], marker["days"]) == (1, 0, 1, [])
    assert len(lake.table_files()) == 1


@pytest.mark.parametrize("row", [
    {"orderid": "A"}, {**DAY}, {"orderid": "A", **DAY, "_digest": None}, {"orderid": "A", "lastchange": "1969-12-31T23:59:59Z"},
    {"orderid": "A", "lastchange": "2200-01-01T00:00:00Z"},
])
def test_a_row_without_a_key_fails_its_hour(lake, row):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "B", **DAY}, row), "TIMESTAMP_MICROS")
    code, lines = lake.run(NINE)
    assert (code, lake.marker(NINE), lake.table_files()) == (1, None, [])
    assert "1 rows of the stage files have no identity" in lines[0]["reason"] and "a.parquet" in lines[0]["reason"]


def test_killed_before_its_mark_an_hour_is_due_and_comes_out_the_same(lake, monkeypatch):
    lake.put_stage(EIGHT, "a", lake.rows({"orderid": "A", **DAY}))
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}, {"orderid": "B", **DAY}))
    lake.put_stage(NINE, "b", lake.rows({"orderid": "C", **DAY_BEFORE}))
    lake.finish(EIGHT, NINE)
    (lake.root / lake.due(NINE).stage / "b.parquet").unlink()
    with monkeypatch.context() as patch:
        # The new files are in place, the folder of the day that is not touched any more is still there.
        patch.setattr(job, "own_folders", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            lake.run(NINE)
    assert lake.marker(NINE) is None
    assert len(lake.table()) == 3
    marker = lake.finish(NINE)
    assert (marker["rows"], marker["written"], marker["duplicates"], marker["days"]) == (2, 1, 1, ["2026-11-19"])
    assert [row for row in lake.values("orderid", "ingestion")] == [("A", EIGHT), ("B", NINE)]


def test_killed_before_it_writes_an_hour_has_no_mark_and_the_table_is_as_it_was(lake, monkeypatch):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}))
    lake.finish(NINE)
    before = lake.table()
    lake.put_stage(NINE, "b", lake.rows({"orderid": "B", **DAY}))
    with monkeypatch.context() as patch:
        patch.setattr(job, "write_days", lambda *_: (_ for _ in ()).throw(OSError("no room")))
        code, lines = lake.run(NINE)
    assert (code, lines[0]["reason"], lake.marker(NINE), lake.table()) == (1, "no room", None, before)
    assert lake.finish(NINE)["written"] == 2


def test_no_litter_is_left_and_old_litter_is_swept(lake):
    table = lake.root / "consumable_tables" / "orders"
    old, young = table / ".spark-staging-old", table / ".spark-staging-young"
    for folder in (old, young):
        folder.mkdir(parents=True)
    day_ago = time.time() - job.STALE_SECONDS - 60
    os.utime(old, (day_ago, day_ago))
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}))
    lake.finish(NINE)
    assert sorted(path.name for path in table.iterdir() if not path.name.endswith(".crc")) == [".spark-staging-young", "year=2026"]
    (file,) = lake.table_files()
    assert file.startswith(f"consumable_tables/orders/year=2026/month=11/day=19/ingestion={NINE}/part-") and file.endswith(".snappy.parquet")


def test_months_and_days_keep_their_zeros(lake):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", "lastchange": "2026-03-04T10:00:00Z"}))
    lake.finish(NINE)
    assert lake.values(*job.PARTITION_COLUMNS) == [("2026", "03", "04", NINE)]


@pytest.mark.parametrize("root", ["lake [old] {a,b}", "what?", "50% of #1", "year=1/day=2/lake"])
def test_a_lake_works_in_a_folder_of_any_name(make_lake, root):
    lake = make_lake(ORDERS, root)
    # Made elsewhere: the tests' own reader knows patterns.
    made = make_lake(ORDERS, "plain")
    for hour, ids in ((EIGHT, "A"), (NINE, "AB")):
        path = made.put_stage(hour, "a", made.rows(*[{"orderid": id, **DAY} for id in ids]))
        lake.put(lake.due(hour).stage + "x", "").unlink()
        path.rename(lake.root / lake.due(hour).stage / "a.parquet")
    assert lake.finish(EIGHT, NINE)["duplicates"] == 1
    assert len(lake.table_files()) == 2


def test_a_plan_or_a_contract_that_cannot_be_read_is_said(lake, capsys):
    assert job.main(["--plan", str(lake.root / "no.json")]) == 1
    assert "no.json" in capsys.readouterr().out
    bad = lake.put("bad.json", '{"run": "r"}')
    assert job.main(["--plan", str(bad)]) == 1
    assert "'lake'" in capsys.readouterr().out
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}))
    lake.put("contract.json", "{}")
    code, lines = lake.run(NINE)
    assert code == 1 and "contract.json: The contract cannot be used" in lines[0]["reason"]
