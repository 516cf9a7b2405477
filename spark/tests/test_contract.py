import json
import pathlib
import unittest

from partition_routine import RoutineError, lower, plain_json, read_contract, table_properties

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]

TEXT = """\ufeff{ // orders
  "name": "orders", /* "name": "other", */
  "identity": ["OrderId", "Line"], "changedAt": ["LastChange"],
  "columns": { "Note//not-a-comment": "string", "OrderId": "string", "Line": "int", "LastChange": "timestamp", },
}"""


class ContractTests(unittest.TestCase):
    def test_names_are_lower_case_and_in_order_with_lineage_last(self):
        contract = read_contract(TEXT, "orders")
        self.assertEqual(["note//not-a-comment", "orderid", "line", "lastchange"], list(contract.columns))
        self.assertEqual(["_rescued", "_source", "_ingested_at", "_digest"], list(contract.table_columns)[4:])
        self.assertEqual((["orderid", "line"], ["lastchange"]), (contract.identity, contract.changed_at))

    def test_a_column_may_be_an_object_with_a_type(self):
        text = TEXT.replace('"LastChange": "timestamp"', '"LastChange": { "type": "timestamp", "format": "epoch-ms" }')
        self.assertEqual(read_contract(TEXT, "orders"), read_contract(text, "orders"))
        with self.assertRaisesRegex(RoutineError, "'lastchange'|LastChange"):
            read_contract(text.replace('"type": "timestamp", ', ""), "orders")

    def test_comments_and_trailing_commas_are_taken_out_and_texts_are_left(self):
        for text, plain in [
            ('["a//b", "/*c*/", "\\"//", 1,]', ["a//b", "/*c*/", '"//', 1]),
            ('{"a": 1, // x, }\n}', {"a": 1}),
            ('{"a": [1, 2 /* , */ , ] , }', {"a": [1, 2]}),
            ('[",]", ""]', [",]", ""]),
            ('// only\n[]', []),
        ]:
            self.assertEqual(plain, json.loads(plain_json(text)), text)

    def test_the_contracts_of_the_repository_are_read(self):
        found = [*REPOSITORY.glob("datasets/*/dataset.json"), *REPOSITORY.glob("tests/conformance/*/dataset*.json")]
        self.assertGreater(len(found), 10)
        for path in found:
            text = path.read_text(encoding="utf-8")
            contract = read_contract(text, json.loads(plain_json(text))["name"])
            self.assertLessEqual({*contract.identity, *contract.changed_at}, set(contract.columns), path)

    def test_every_problem_is_reported_at_once(self):
        with self.assertRaises(RoutineError) as caught:
            read_contract('{"name": "carts", "identity": [], "changedAt": ["at"], "columns": {"a": "text", "B": "int", "b": "int", "year": "int"}}', "orders")
        for part in ("'carts'", "'identity' names no column", "'changedAt' names 'at'", "the column 'a': 'text'", "the column 'b' is there", "the column 'year'"):
            self.assertIn(part, str(caught.exception))

    def test_names_that_a_delta_table_does_not_take_are_refused_at_any_depth(self):
        for column in ('"a b": "int"', '"(x)": "int"', '"s": "array<struct<`a=b`:int>>"'):
            with self.subTest(column), self.assertRaisesRegex(RoutineError, "Delta table takes no name .* declare another"):
                read_contract(TEXT.replace('"Line": "int"', f'"Line": "int", {column}'), "orders")

    def test_the_table_has_the_columns_then_lineage_then_the_change_date(self):
        fields = [(field["name"], field["type"]) for field in read_contract(TEXT, "orders").table["fields"]]
        self.assertEqual(("note//not-a-comment", "string"), fields[0])
        self.assertEqual([("_ingested_at", "timestamp"), ("_digest", "string"), ("year", "integer"), ("month", "integer"), ("day", "integer")], fields[-5:])

    def test_a_new_table_has_manifests_and_statistics_of_its_keys(self):
        text = TEXT.replace('"OrderId", "Line"', '"Order.Id", "Paid"').replace('"OrderId": "string"', '"Order.Id": "string", "Paid": "boolean"')
        self.assertEqual(
            {"delta.compatibility.symlinkFormatManifest.enabled": "true",
             "delta.dataSkippingStatsColumns": "`order.id`, `lastchange`, `_digest`, `_source`, `_ingested_at`"},
            table_properties(read_contract(text, "orders")))

    def test_what_is_no_contract_is_refused(self):
        for text in ("", "[]", "{", '{"name": "orders"}', '{"name": "orders", "columns": 1, "identity": "a", "changedAt": [1]}'):
            with self.subTest(text), self.assertRaises(RoutineError):
                read_contract(text, "orders")

    def test_lower_case_is_letter_by_letter(self):
        self.assertEqual("orderid", lower("OrderId"))
        self.assertEqual("σασ", lower("ΣΑΣ"))
        self.assertEqual("İ", lower("İ"))
