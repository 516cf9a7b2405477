import json
import unittest
from datetime import date, datetime, timezone

from partition_routine import DueHour, completion_marker, is_vacuum_due, on_days, reason_of

DUE = DueHour("orders", "c", "2026112009")


class MarkerTests(unittest.TestCase):
    def test_a_marker_counts_rows_and_names_files_and_days(self):
        days = [date(2026, 11, 19), date(2026, 11, 9)]
        marker = completion_marker(DUE, ["stage/orders/x/1.parquet"], days, 7, 4, datetime(2026, 11, 20, 10, 10, tzinfo=timezone.utc))
        self.assertEqual(
            {"dataset": "orders", "hour": "2026112009", "stageFiles": ["stage/orders/x/1.parquet"], "days": ["2026-11-09", "2026-11-19"],
             "rows": 7, "written": 4, "duplicates": 3, "finishedAt": "2026-11-20T10:10:00+00:00"},
            json.loads(json.dumps(marker)))

    def test_an_hour_without_rows_has_a_marker_of_zeros(self):
        marker = completion_marker(DUE, ["f"], [], 0, 0, datetime(2026, 11, 20, tzinfo=timezone.utc))
        self.assertEqual(([], 0, 0, 0), (marker["days"], marker["rows"], marker["written"], marker["duplicates"]))


class DayTests(unittest.TestCase):
    def test_days_are_a_condition_on_partition_columns_alone(self):
        days = [date(2026, 11, 19), date(1970, 1, 2)]
        self.assertEqual("year * 10000 + month * 100 + day IN (19700102, 20261119)", on_days(days))
        self.assertEqual("t.year * 10000 + t.month * 100 + t.day IN (20261119)", on_days(days[:1], "t."))

    def test_a_vacuum_is_due_a_week_after_the_last(self):
        mark = json.dumps({"dataset": "orders", "vacuumedAt": "2026-11-20T10:00:00+00:00"})
        for then, is_due in [((27, 9, 59), False), ((27, 10, 0), True)]:
            self.assertEqual(is_due, is_vacuum_due(mark, datetime(2026, 11, *then, tzinfo=timezone.utc)))
        self.assertTrue(is_vacuum_due(None, datetime(2026, 11, 20, tzinfo=timezone.utc)))


class Java:
    """A Java exception as it comes through the gateway."""

    def __init__(self, text, cause=None):
        self.text, self.cause = text, cause

    def toString(self):
        return self.text

    def getCause(self):
        return self.cause


class ReasonTests(unittest.TestCase):
    def test_the_root_is_said_and_stacks_are_not(self):
        failure = RuntimeError("An error occurred while calling o1.collect")
        failure.java_exception = Java("SparkException: Job aborted\n\tat a.b\nCaused by: IOException: broken page\n\tat c.d", Java("IOException: broken page"))
        self.assertEqual("SparkException: Job aborted | Caused by: IOException: broken page", reason_of(failure))

    def test_causes_in_python_are_said(self):
        failure = ValueError("outside")
        failure.__cause__ = OSError("inside\nmore")
        self.assertEqual("outside | inside", reason_of(failure))

    def test_a_failure_without_a_text_has_its_name(self):
        self.assertEqual("KeyboardInterrupt", reason_of(KeyboardInterrupt()))
