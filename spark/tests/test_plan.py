import json
import unittest

from partition_routine import DueHour, RoutineError, read_plan

HOUR = {"dataset": "checkout", "contract": "s3://lake/_deploy/contracts/checkout-1.json", "hour": "2026112009"}


class PlanTests(unittest.TestCase):
    def test_a_plan_is_read_in_its_order(self):
        later = {**HOUR, "hour": "2026112010"}
        plan = read_plan(json.dumps({"run": "r1", "lake": "s3://lake/", "hours": [HOUR, later]}))
        self.assertEqual(("r1", "s3://lake"), (plan.run, plan.lake))
        self.assertEqual([DueHour(**HOUR), DueHour(**later)], list(plan.hours))

    def test_keys_are_those_of_the_lake(self):
        due = DueHour(**HOUR)
        self.assertEqual("stage/checkout/ingestion_year=2026/ingestion_month=11/ingestion_day=20/ingestion_hour=09/", due.stage)
        self.assertEqual("consumable_tables/checkout", due.table)
        self.assertEqual("_state/finished/checkout/2026112009.json", due.marker)
        self.assertEqual("_state/vacuumed/checkout.json", due.vacuum_mark)
        self.assertEqual("_state/keys/checkout.json", due.keys_note)

    def test_every_problem_is_reported_at_once(self):
        hours = [{**HOUR, "hour": "2026112024"}, {**HOUR, "dataset": "../x"}, {**HOUR, "contract": None}, "2026112009"]
        with self.assertRaises(RoutineError) as caught:
            read_plan(json.dumps({"run": "", "lake": 3, "hours": hours}))
        text = str(caught.exception)
        for part in ("'run'", "'lake'", "hours[0]: 'hour' '2026112024'", "hours[1]: 'dataset' '../x'", "hours[2]: 'contract'", "hours[3]: is no object"):
            self.assertIn(part, text)

    def test_what_is_no_plan_is_refused(self):
        for text in ("", "[]", "null", "{", '{"run":"r","lake":"l"}', '{"run":"r","lake":"l","hours":[]}', '{"run":"r","lake":"l","hours":{}}'):
            with self.subTest(text), self.assertRaises(RoutineError):
                read_plan(text)

    def test_hours_are_real_hours(self):
        for hour in ("2026022909", "2026110100 ", "202611209", "20261120090", "２026112009", "2026-11-20", 2026112009, ""):
            with self.subTest(hour), self.assertRaises(RoutineError):
                read_plan(json.dumps({"run": "r", "lake": "l", "hours": [{**HOUR, "hour": hour}]}))
