"""Markers, reruns, failures, the table's versions and its care."""
import json

import partition_routine as job
import pytest
from lake import ORDERS, digest

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
    assert (lines[0]["dataset"], lines[0]["hour"], lines[0]["rows"], lines[0]["written"]) == ("orders", NINE, 1, 1)
    assert (lines[1]["finished"], lines[1]["failed"], lines[1]["reasons"]) == (1, 0, [])


def test_a_second_run_makes_no_version(lake):
    lake.put_stage(EIGHT, "a", lake.rows({"orderid": "A", "value": 1, **DAY}))
    lake.put_stage(NINE, "a", lake.rows({"orderid": "B", "value": 2, **DAY}))
    lake.finish(EIGHT, NINE)
    before, rows = lake.versions(), lake.table()
    marker = lake.finish(NINE)
    assert (marker["written"], marker["duplicates"]) == (1, 0)
    assert (lake.versions(), lake.table()) == (before, rows)


def test_a_version_names_its_hour(lake):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}))
    lake.put_stage(NINE, "b", lake.rows({"orderid": "B", **DAY}))
    lake.finish(NINE)
    assert lake.versions()[-1] == ("MERGE", {"ingestionHour": NINE, "stageFiles": 2})


def test_a_reader_of_an_older_version_does_not_see_the_hour(lake):
    lake.put_stage(EIGHT, "a", lake.rows({"orderid": "A", **DAY}))
    lake.put_stage(NINE, "a", lake.rows({"orderid": "B", **DAY}))
    lake.finish(EIGHT)
    version = len(lake.versions()) - 1
    lake.finish(NINE)
    assert [row["orderid"] for row in lake.frame(version).collect()] == ["A"]


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
    assert lake.table() == []


def test_an_hour_of_nothing_but_duplicates_leaves_nothing(lake):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}))
    lake.finish(NINE)
    lake.put_stage(TEN, "a", lake.rows({"orderid": "A", **DAY, "_digest": digest({"orderid": "A", **DAY}), "_ingested_at": "2026-11-20T10:00:00Z"}))
    marker = lake.finish(TEN)
    assert (marker["rows"], marker["written"], marker["duplicates"], marker["days"]) == (1, 0, 1, ["2026-11-19"])
    assert len(lake.table_files()) == 1


@pytest.mark.parametrize("row", [
    {"orderid": "A"}, {**DAY}, {"orderid": "A", **DAY, "_digest": None}, {"orderid": "A", "lastchange": "1969-12-31T23:59:59Z"},
    {"orderid": "A", "lastchange": "2200-01-01T00:00:00Z"},
])
def test_a_row_without_a_key_fails_its_hour(lake, row):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "B", **DAY}, row), "TIMESTAMP_MICROS")
    code, lines = lake.run(NINE)
    assert (code, lake.marker(NINE), lake.is_there()) == (1, None, False)
    assert "1 rows of the stage files have no identity" in lines[0]["reason"] and "a.parquet" in lines[0]["reason"]


def test_killed_before_its_marker_an_hour_is_due_and_comes_out_the_same(lake, monkeypatch):
    lake.put_stage(EIGHT, "a", lake.rows({"orderid": "A", **DAY}))
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", "_source": "again", **DAY, "_digest": "a"}, {"orderid": "B", **DAY}))
    lake.put_stage(EIGHT, "b", lake.rows({"orderid": "A", **DAY, "_digest": "a"}))
    lake.finish(EIGHT)
    with monkeypatch.context() as patch:
        patch.setattr(job, "count_written", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            lake.run(NINE)
    assert lake.marker(NINE) is None
    before = lake.table()
    assert len(before) == 3
    marker = lake.finish(NINE)
    assert (marker["rows"], marker["written"], marker["duplicates"]) == (2, 1, 1)
    assert lake.table() == before


def test_killed_before_its_commit_an_hour_is_due_and_the_table_is_as_it_was(lake, monkeypatch):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}))
    lake.finish(NINE)
    before = lake.table()
    lake.put_stage(NINE, "b", lake.rows({"orderid": "B", **DAY}))
    with monkeypatch.context() as patch:
        patch.setattr(job, "insert", lambda *_: (_ for _ in ()).throw(OSError("no room")))
        code, lines = lake.run(NINE)
    assert (code, lines[0]["reason"], len(lake.marker(NINE)["stageFiles"]), lake.table()) == (1, "no room", 1, before)
    assert lake.finish(NINE)["written"] == 2


def test_any_reader_of_delta_tables_reads_the_table(lake):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", "lastchange": "2026-03-04T10:00:00Z"}))
    lake.finish(NINE)
    detail = lake.delta().detail().collect()[0]
    assert (detail["minReaderVersion"], detail["minWriterVersion"], detail["partitionColumns"]) == (1, 2, ["year", "month", "day"])
    assert lake.values(*job.PARTITION_COLUMNS) == [(2026, 3, 4)]
    manifests = lake.files("consumable_tables/orders/_symlink_format_manifest")
    assert manifests == ["consumable_tables/orders/_symlink_format_manifest/year=2026/month=3/day=4/manifest"]


def old_table(lake):
    path = lake.put("old/1.ndjson", lake.rows({"orderid": "A", **DAY}, {"orderid": "B", **DAY_BEFORE}).read_text(encoding="utf-8"))
    lake.put_old_table("2026110105", path)
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", "_source": "again", **DAY, "_digest": digest({"orderid": "A", **DAY})},
                                        {"orderid": "C", **DAY}))


def test_the_rows_of_a_table_before_delta_are_the_first_version(lake):
    old_table(lake)
    marker = lake.finish(NINE)
    assert (marker["rows"], marker["written"], marker["duplicates"]) == (2, 1, 1)
    assert sorted(row["orderid"] for row in lake.frame(0).collect()) == ["A", "B"]
    assert lake.values("orderid", "day") == [("A", 19), ("B", 18), ("C", 19)]


def test_the_files_of_a_table_before_delta_stay_until_a_vacuum(lake):
    old_table(lake)
    before = [key for key in lake.files("consumable_tables") if "ingestion=" in key]
    lake.finish(NINE)
    assert [key for key in lake.files("consumable_tables") if "ingestion=2026110105" in key] == before
    assert not [file for file in lake.table_files() if "ingestion=" in file]


def test_a_table_whose_log_is_gone_is_not_begun_again(lake):
    for hour in (EIGHT, NINE):
        lake.put_stage(hour, "a", lake.rows({"orderid": hour, **DAY}))
    lake.finish(EIGHT)
    log = lake.folder / "_delta_log"
    log.rename(lake.folder / "_away")
    code, lines = lake.run(NINE)
    assert (code, lake.marker(NINE), log.exists()) == (1, None, False)
    assert "_delta_log/" in lines[0]["reason"] and "_state/finished/orders/" in lines[0]["reason"]
    (lake.folder / "_away").rename(log)
    assert lake.finish(NINE)["written"] == 1
    assert len(lake.table()) == 2


def test_many_small_files_of_a_day_become_one(lake, monkeypatch):
    monkeypatch.setattr(job, "SMALL_FILES", 2)
    for hour in (EIGHT, NINE, TEN):
        lake.put_stage(hour, "a", lake.rows({"orderid": hour, **DAY}, {"orderid": hour, **DAY_BEFORE}))
    lake.finish(EIGHT, NINE)
    assert len(lake.table_files()) == 4
    rows = len(lake.table())
    lake.finish(TEN)
    assert (len(lake.table_files()), len(lake.table()), lake.versions()[-1]) == (2, rows + 2, ("OPTIMIZE", {}))


def test_a_vacuum_runs_a_week_after_the_last(lake):
    mark = "_state/vacuumed/orders.json"
    for hour in (EIGHT, NINE):
        lake.put_stage(hour, "a", lake.rows({"orderid": hour, **DAY}))
    lake.finish(EIGHT)
    first = json.loads((lake.root / mark).read_text(encoding="utf-8"))
    lake.put(mark, json.dumps({**first, "vacuumedAt": "2026-01-01T00:00:00+00:00"}))
    lake.finish(NINE)
    assert json.loads((lake.root / mark).read_text(encoding="utf-8"))["vacuumedAt"] > first["vacuumedAt"]


def test_care_that_fails_is_reported_and_the_hour_is_complete(lake, monkeypatch):
    lake.put_stage(NINE, "a", lake.rows({"orderid": "A", **DAY}))
    with monkeypatch.context() as patch:
        patch.setattr(job, "is_vacuum_due", lambda *_: (_ for _ in ()).throw(OSError("no room")))
        code, lines = lake.run(NINE)
    assert (code, [line["level"] for line in lines], lines[1]["reason"]) == (0, ["info", "warning", "info"], "no room")
    assert lake.marker(NINE)


@pytest.mark.parametrize("root", ["lake [old] {a,b}", "what?", "50% of #1", "year=1/day=2/lake"])
def test_a_lake_works_in_a_folder_of_any_name(make_lake, root):
    lake = make_lake(ORDERS, root)
    # Made elsewhere: the tests' own reader knows patterns.
    made = make_lake(ORDERS, "plain")
    for hour, ids in ((EIGHT, "A"), (NINE, "AB")):
        path = made.put_stage(hour, "a", made.rows(*[{"orderid": id, "_digest": "d", "_source": f"{hour}/{id}", **DAY} for id in ids]))
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
