import json
import unittest

from partition_routine import DueHour, RoutineError, changed_key, keep_keys, keys_note, read_contract

CONTRACT = '{"name": "orders", "identity": ["Id", "Shop"], "changedAt": ["At", "Made"], "columns": ' \
    '{"Id": "string", "Shop": "int", "At": "timestamp", "Made": "timestamp"}}'


DUE = DueHour("orders", "c", "2026112009")


class Objects:
    """A store in memory."""

    def __init__(self):
        self.objects = {}

    def uri(self, key):
        return f"s3://lake/{key}"

    def exists(self, key):
        return key in self.objects

    def read(self, uri):
        return self.objects[uri.removeprefix("s3://lake/")]

    def write(self, key, text):
        self.objects[key] = text


class KeyTests(unittest.TestCase):
    def setUp(self):
        self.contract = read_contract(CONTRACT, "orders")
        self.known = keys_note(self.contract)

    def test_the_note_names_the_columns_of_the_table_in_their_order(self):
        self.assertEqual({"identity": ["id", "shop"], "changedAt": ["at", "made"]}, self.known)

    def test_a_table_of_which_the_same_is_known_or_nothing_can_be_compared(self):
        for known in (self.known, {}, {"dataset": "orders"}, {"identity": ["id", "shop"]}, {**self.known, "changedAt": ["at"]},
                      {**self.known, "identity": ["more", "shop", "id"]}):
            self.assertIsNone(changed_key(known, self.contract))

    def test_other_keys_are_named_with_those_of_the_contract(self):
        for role, declared in (("identity", "id, shop"), ("changedAt", "at, made")):
            self.assertEqual(
                f"The rows of the table were inserted with {role} made, at, and the contract declares {declared}",
                changed_key({**self.known, role: ["made", "at"]}, self.contract))
        self.assertIsNotNone(changed_key({**self.known, "identity": ["id"]}, self.contract))
        self.assertIsNotNone(changed_key({**self.known, "changedAt": ["at", "made", "more"]}, self.contract))

    def test_a_table_is_noted_once_and_a_new_one_anew(self):
        store = Objects()
        keep_keys(store, self.contract, DUE, is_new=False)
        self.assertEqual({"_state/keys/orders.json": json.dumps({"dataset": "orders", **self.known})}, store.objects)
        store.objects["_state/keys/orders.json"] = json.dumps({"identity": ["other"], "changedAt": ["at", "made"]})
        with self.assertRaises(RoutineError) as caught:
            keep_keys(store, self.contract, DUE, is_new=False)
        for word in ("identity other", "declares id, shop", "s3://lake/consumable_tables/orders/", "_state/finished/orders/", "lake aws backfill"):
            self.assertIn(word, str(caught.exception))
        store.objects["_state/keys/orders.json"] = json.dumps({**self.known, "changedAt": ["at"]})
        keep_keys(store, self.contract, DUE, is_new=False)
        self.assertEqual(["at", "made"], json.loads(store.objects["_state/keys/orders.json"])["changedAt"])
        store.objects["_state/keys/orders.json"] = json.dumps({"identity": ["other"]})
        keep_keys(store, self.contract, DUE, is_new=True)
        self.assertEqual(self.known["identity"], json.loads(store.objects["_state/keys/orders.json"])["identity"])
