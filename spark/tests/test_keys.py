import unittest

from partition_routine import changed_key, key_properties, literal, read_contract

CONTRACT = '{"name": "orders", "identity": ["Id", "Shop"], "changedAt": ["At", "Made"], "columns": ' \
    '{"Id": "string", "Shop": "int", "At": "timestamp", "Made": "timestamp"}}'


class KeyTests(unittest.TestCase):
    def setUp(self):
        self.contract = read_contract(CONTRACT, "orders")
        self.known = key_properties(self.contract)

    def test_the_properties_name_the_columns_of_the_table_in_their_order(self):
        self.assertEqual({"datalake.identity": "id, shop", "datalake.changedAt": "at, made"}, self.known)

    def test_a_table_that_says_the_same_or_nothing_can_be_compared(self):
        for known in (self.known, {}, {"delta.minReaderVersion": "1"}, {"datalake.identity": "id, shop"}):
            self.assertIsNone(changed_key(known, self.contract))

    def test_other_keys_are_named_with_those_of_the_contract(self):
        for name, role, declared in (("datalake.identity", "identity", "id, shop"), ("datalake.changedAt", "changedAt", "at, made")):
            self.assertEqual(
                f"The rows of the table were inserted with {role} made, at, and the contract declares {declared}",
                changed_key({**self.known, name: "made, at"}, self.contract))

    def test_a_text_in_a_statement_is_closed_by_nothing_in_it(self):
        self.assertEqual(r"'a\'b\\c'", literal("a'b\\c"))
