import json
import unittest
from datetime import date, datetime, timezone

from partition_routine import DueHour, Share, completion_marker, reason_of

DUE = DueHour("orders", "c", "2026112009")


class MarkTests(unittest.TestCase):
    def test_a_mark_counts_rows_and_names_files_and_days(self):
        shares = [Share("a", 9, date(2026, 11, 19), 5, 2), Share("a", 9, date(2026, 11, 18), 1, 1), Share("b", 9, date(2026, 11, 9), 1)]
        marker = completion_marker(DUE, ["stage/orders/x/1.parquet"], shares, datetime(2026, 11, 20, 10, 10, tzinfo=timezone.utc))
        self.assertEqual(
            {"dataset": "orders", "hour": "2026112009", "stageFiles": ["stage/orders/x/1.parquet"], "days": ["2026-11-09", "2026-11-19"],
             "rows": 7, "written": 4, "duplicates": 3, "finishedAt": "2026-11-20T10:10:00+00:00"},
            json.loads(json.dumps(marker)))

    def test_an_hour_without_rows_has_a_mark_of_zeros(self):
        marker = completion_marker(DUE, ["f"], [], datetime(2026, 11, 20, tzinfo=timezone.utc))
        self.assertEqual(([], 0, 0, 0), (marker["days"], marker["rows"], marker["written"], marker["duplicates"]))


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
