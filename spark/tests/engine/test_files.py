"""How the table's files are; and stage files and tables of other contracts."""
import json

import partition_routine as job
import pytest
from lake import ORDERS

EIGHT, NINE = "2026112008", "2026112009"
DAY = {"at": "2026-11-19T00:00:00Z"}


def evolving(columns, id="string"):
    return {"name": "evolving", "database": "d", "raw": {"keys": "{id*}"}, "identity": ["id"], "changedAt": ["at"], "columns": {"id": id, "at": "timestamp", **columns}}


def test_columns_are_those_of_the_contract_and_timestamps_are_utc(make_lake):
    lake = make_lake(evolving({"Deep": "array<struct<At:timestamp,N:decimal(5,2)>>"}))
    lake.put_stage(NINE, "a", lake.rows({"id": "1", **DAY, "deep": [{"at": "2026-11-20T01:02:03.000004Z", "n": "1.50"}]}))
    lake.finish(NINE)
    assert json.loads(lake.frame().schema.json()) == lake.contract.table
    # As another reader sees the file, who goes by what it says: INT64, adjusted to UTC.
    lake.spark.conf.set("spark.sql.parquet.inferTimestampNTZ.enabled", "true")
    frame = lake.spark.read.parquet(lake.table_files()[0])
    assert json.loads(frame.schema.json()) == job.struct_of(lake.contract.table_columns)
    assert frame.selectExpr("cast(at as string)", "cast(deep[0].at as string)", "cast(deep[0].n as string)").collect()[0] == (
        "2026-11-19 00:00:00", "2026-11-20 01:02:03.000004", "1.50")


def test_files_have_statistics_of_the_keys(make_lake):
    lake = make_lake({**evolving({}), "columns": {**{f"c{i}": "int" for i in range(40)}, "id": "string", "at": "timestamp"}})
    lake.put_stage(NINE, "a", lake.rows({"id": "1", **DAY}))
    lake.finish(NINE)
    (log,) = (lake.folder / "_delta_log").glob("*1.json")
    (stats,) = [json.loads(json.loads(line)["add"]["stats"]) for line in log.read_text(encoding="utf-8").splitlines() if '"add"' in line]
    assert sorted(stats["minValues"]) == ["_digest", "_ingested_at", "_source", "at", "id"]
    assert stats["minValues"]["at"].startswith("2026-11-19T00:00:00")


def test_years_far_from_now_keep_their_days(make_lake):
    lake = make_lake(evolving({"d": "date", "t": "timestamp"}))
    for name, timestamps in (("a", "INT96"), ("b", "TIMESTAMP_MICROS")):
        lake.spark.conf.set("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED")
        lake.spark.conf.set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
        lake.put_stage(NINE, name, lake.rows({"id": name, **DAY, "d": "0001-01-01", "t": "1582-10-10T12:00:00Z"}), timestamps)
    lake.finish(NINE)
    frame = lake.frame()
    assert [tuple(row) for row in frame.selectExpr("cast(d as string)", "cast(t as string)").collect()] == [("0001-01-01", "1582-10-10 12:00:00")] * 2


def test_a_small_day_has_one_file_of_an_hour(make_lake):
    lake = make_lake(ORDERS)
    days = ["2026-11-18T10:00:00Z"] * 9 + ["2026-11-17T10:00:00Z"]
    rows = [{"orderid": f"o{i * 37 % 400:04d}", "value": i, "lastchange": days[i % 10]} for i in range(2000)]
    lake.put_stage(NINE, "a", lake.rows(*rows))
    assert lake.finish(NINE)["written"] == 2000
    assert [sum(f"day={day}/" in file for file in lake.table_files()) for day in (17, 18)] == [1, 1]


def test_a_new_column_and_a_new_field_are_null_in_older_rows(make_lake):
    lake = make_lake(evolving({"n": "int", "s": "struct<a:string>", "l": "array<struct<a:int>>", "m": "map<string,struct<a:int>>"}))
    lake.put_stage(NINE, "1", lake.rows({"id": "1", **DAY, "n": 1, "s": {"a": "x"}, "l": [{"a": 1}, None], "m": {"k": {"a": 1}, "e": None}}))
    lake.set_contract(evolving({"s": "struct<b:bigint,a:string>", "new": "string", "n": "bigint", "l": "array<struct<a:bigint,c:string>>", "m": "map<string,struct<z:int,a:int>>"}))
    lake.put_stage(NINE, "2", lake.rows({"id": "2", **DAY, "n": 2147483648, "s": {"a": "y", "b": 5}, "l": [{"a": 2, "c": "z"}], "new": "new"}))
    lake.finish(NINE)
    frame = lake.frame().select("id", "n", "new", "s", "l", "m").orderBy("id")
    assert [row.asDict(True) for row in frame.collect()] == [
        {"id": "1", "n": 1, "new": None, "s": {"b": None, "a": "x"}, "l": [{"a": 1, "c": None}, None], "m": {"k": {"z": None, "a": 1}, "e": None}},
        {"id": "2", "n": 2147483648, "new": "new", "s": {"b": 5, "a": "y"}, "l": [{"a": 2, "c": "z"}], "m": None}]


def test_a_table_gains_columns_and_fields_at_any_depth(make_lake):
    lake = make_lake(evolving({"s": "struct<a:string>", "l": "array<struct<a:int>>", "m": "map<string,struct<a:int>>"}))
    lake.put_stage(EIGHT, "1", lake.rows({"id": "1", **DAY, "s": {"a": "x"}, "l": [{"a": 1}], "m": {"k": {"a": 1}}}))
    lake.finish(EIGHT)
    lake.set_contract(evolving({"new": "date", "s": "struct<b:bigint,a:string>", "l": "array<struct<c:string,a:int>>", "m": "map<string,struct<z:int,a:int>>"}))
    lake.put_stage(NINE, "1", lake.rows({"id": "2", **DAY, "new": "2026-01-01", "s": {"a": "y", "b": 5}, "l": [{"a": 2, "c": "z"}], "m": {"k": {"z": 3, "a": 2}}}))
    assert lake.finish(NINE)["written"] == 1
    assert [row.asDict(True) for row in lake.frame().selectExpr("id", "cast(new as string) new", "s", "l", "m").orderBy("id").collect()] == [
        {"id": "1", "new": None, "s": {"a": "x", "b": None}, "l": [{"a": 1, "c": None}], "m": {"k": {"a": 1, "z": None}}},
        {"id": "2", "new": "2026-01-01", "s": {"a": "y", "b": 5}, "l": [{"a": 2, "c": "z"}], "m": {"k": {"a": 2, "z": 3}}}]


def test_a_column_that_the_contract_loses_stays_in_the_table(make_lake):
    lake = make_lake(evolving({"n": "int", "s": "struct<a:int,b:int>"}))
    lake.put_stage(EIGHT, "1", lake.rows({"id": "1", **DAY, "n": 1, "s": {"a": 1, "b": 2}}))
    lake.finish(EIGHT)
    lake.set_contract(evolving({"s": "struct<a:int>"}))
    lake.put_stage(NINE, "1", lake.rows({"id": "2", **DAY, "s": {"a": 3}}))
    assert lake.finish(NINE)["written"] == 1
    assert [row.asDict(True) for row in lake.frame().select("id", "n", "s").orderBy("id").collect()] == [
        {"id": "1", "n": 1, "s": {"a": 1, "b": 2}}, {"id": "2", "n": None, "s": {"a": 3, "b": None}}]


@pytest.mark.parametrize("change, words", [
    ({"columns": {"id": "string", "at": "timestamp", "n": "bigint"}}, ("column n", "integer", "long")),
    ({"identity": ["id", "n"]}, ("identity id", "declares id, n")), ({"identity": ["n"]}, ("identity id", "declares n")),
])
def test_a_contract_that_the_table_cannot_follow_fails_the_hour_and_says_what_to_do(make_lake, change, words):
    lake = make_lake(evolving({"n": "int"}))
    lake.put_stage(EIGHT, "1", lake.rows({"id": "1", **DAY, "n": 1}))
    lake.finish(EIGHT)
    before = lake.versions()
    lake.set_contract({**evolving({"n": "int"}), **change})
    lake.put_stage(NINE, "1", lake.rows({"id": "2", **DAY, "n": 1}))
    code, lines = lake.run(NINE)
    assert (code, lake.marker(NINE), lake.versions()) == (1, None, before)
    assert all(word in lines[0]["reason"] for word in (*words, "lake aws backfill"))


def test_a_decimal_may_become_wider_within_an_hour(make_lake):
    lake = make_lake(evolving({"n": "decimal(5,2)"}))
    lake.put_stage(NINE, "1", lake.rows({"id": "1", **DAY, "n": "1.50"}))
    lake.set_contract(evolving({"n": "decimal(30,2)"}))
    lake.put_stage(NINE, "2", lake.rows({"id": "2", **DAY, "n": "9999999999.25"}))
    lake.finish(NINE)
    assert [str(row[1]) for row in lake.values("id", "n")] == ["1.50", "9999999999.25"]


def test_a_value_that_no_longer_fits_fails_the_hour_and_says_why(make_lake):
    lake = make_lake(evolving({"n": "int"}))
    lake.put_stage(NINE, "1", lake.rows({"id": "1", **DAY, "n": 300}))
    lake.set_contract(evolving({"n": "tinyint"}))
    code, lines = lake.run(NINE)
    assert code == 1 and "300" in lines[0]["reason"]
    assert (lake.table(), lake.marker(NINE)) == ([], None)


def test_a_column_that_was_a_list_and_is_a_text_fails_the_hour_and_is_named(make_lake):
    lake = make_lake(evolving({"n": "array<int>"}))
    lake.put_stage(NINE, "1", lake.rows({"id": "1", **DAY, "n": [1]}))
    lake.set_contract(evolving({"n": "string"}))
    code, lines = lake.run(NINE)
    assert code == 1 and "'n'" in lines[0]["reason"]


@pytest.mark.parametrize("names", [["quote\"d", "it's", "ünï", "a.b", "select", "rows", "count", "t", "s", "value"]])
def test_columns_may_have_odd_names(make_lake, names):
    contract = {**evolving({name: "string" for name in names}), "identity": ["it's", "a.b", "count"]}
    contract["columns"]["st"] = "struct<`x.y`:int,`b``t`:timestamp>"
    lake = make_lake(contract)
    row = {**{name: f"v{number}" for number, name in enumerate(names)}, "st": {"x.y": 1, "b`t": "2026-11-19T00:00:00Z"}}
    lake.put_stage(NINE, "1", lake.rows({"id": "1", **DAY, **row}, {"id": "1", **DAY, **row}))
    marker = lake.finish(NINE)
    assert (marker["rows"], marker["written"]) == (2, 1)
    assert lake.values(*map(job.quoted, names)) == [tuple(f"v{number}" for number in range(len(names)))]
