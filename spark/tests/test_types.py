import unittest

from partition_routine import RoutineError, added_to, array_of, is_alike, is_same, map_of, spark_type, struct_of


class TypeTests(unittest.TestCase):
    def test_every_hive_type_has_its_spark_type(self):
        for hive, spark in [
            ("string", "string"), ("boolean", "boolean"), ("tinyint", "byte"), ("smallint", "short"), ("int", "integer"), ("INTEGER", "integer"),
            ("bigint", "long"), ("float", "float"), ("double", "double"), ("date", "date"), ("timestamp", "timestamp"),
            ("decimal", "decimal(10,0)"), ("decimal(5)", "decimal(5,0)"), (" Decimal ( 38 , 10 ) ", "decimal(38,10)"),
            ("array<string>", array_of("string")), ("map<string, array<int>>", map_of(array_of("integer"))),
            ("struct<Id:string,b:struct<C:bigint>>", struct_of({"id": "string", "b": struct_of({"c": "long"})})),
            ("struct<`a.b``c` : int, x-$@_1:date>", struct_of({"a.b`c": "integer", "x-$@_1": "date"})),
        ]:
            self.assertEqual(spark, spark_type(hive), hive)

    def test_what_is_no_type_is_refused(self):
        for hive in ("", None, "text", "array", "array<>", "array<int", "array<int>>", "map<int,int>", "map<string>", "struct<>", "struct<a>", "struct<a:int,A:int>",
                     "decimal(39,0)", "decimal(2,3)", "decimal(0)", "int int", "struct<``:int>", "struct<`a b`:int>", "array<struct<`a=b`:int>>"):
            with self.subTest(hive), self.assertRaises(RoutineError):
                spark_type(hive)

    def test_equal_types_need_no_cast(self):
        for hive in ("int", "array<string>", "struct<a:int,b:map<string,date>>"):
            self.assertTrue(is_same(spark_type(hive), spark_type(hive)), hive)
        required = struct_of({"a": "integer"})
        required["fields"][0]["nullable"] = False
        self.assertTrue(is_same(required, struct_of({"a": "integer"})))

    def test_a_cast_by_place_is_right_only_where_the_fields_are_the_same(self):
        for have, want, alike in [
            ("int", "bigint", True), ("array<int>", "array<string>", True), ("map<string,int>", "map<string,double>", True),
            ("struct<a:int,b:int>", "struct<a:bigint,b:string>", True), ("struct<a:int,b:int>", "struct<b:int,a:int>", False),
            ("struct<a:int>", "struct<a:int,b:int>", False), ("array<struct<a:int>>", "array<struct<b:int>>", False), ("int", "array<int>", False),
            ("array<int>", "map<string,int>", False), ("array<int>", "array<array<int>>", False),
        ]:
            self.assertEqual(alike, is_alike(spark_type(have), spark_type(want)), (have, want))
            self.assertFalse(is_same(spark_type(have), spark_type(want)), (have, want))

    def test_names_that_differ_by_case_are_alike_and_not_the_same(self):
        have = struct_of({"Id": "string"})
        self.assertTrue(is_alike(have, spark_type("struct<id:string>")))
        self.assertFalse(is_same(have, spark_type("struct<id:string>")))

    def test_a_contract_may_gain_columns_and_fields_at_any_depth(self):
        for have, want, added in [
            ("struct<a:int>", "struct<a:int>", []), ("struct<a:int,b:date>", "struct<b:date,a:int>", []), ("struct<a:int>", "struct<b:string,a:int>", ["b"]),
            ("struct<s:struct<a:int>>", "struct<s:struct<b:int,a:int>>", ["s.b"]), ("struct<l:array<struct<a:int>>>", "struct<l:array<struct<a:int,b:int>>>", ["l.element.b"]),
            ("struct<m:map<string,struct<a:int>>>", "struct<m:map<string,struct<a:int,b:int>>,c:int>", ["m.value.b", "c"]),
        ]:
            self.assertEqual(added, added_to(spark_type(have), spark_type(want)), (have, want))

    def test_what_a_contract_has_lost_stays(self):
        for have, want, added in [
            ("struct<a:int,b:int>", "struct<a:int>", []), ("struct<a:int,b:int>", "struct<c:int>", ["c"]),
            ("struct<s:array<struct<a:int,b:int>>>", "struct<s:array<struct<a:int>>>", []),
        ]:
            self.assertEqual(added, added_to(spark_type(have), spark_type(want)), (have, want))

    def test_another_type_is_refused_by_name(self):
        for have, want, words in [
            ("struct<a:int>", "struct<a:bigint>", ("column a", "integer", "long")),
            ("struct<a:decimal(5,2)>", "struct<a:decimal(6,2)>", ("decimal(5,2)", "decimal(6,2)")), ("struct<a:array<int>>", "struct<a:string>", ("array", "string")),
            ("struct<s:array<struct<a:int>>>", "struct<s:array<struct<a:date>>>", ("s.element.a", "date")), ("struct<s:map<string,int>>", "struct<s:map<string,date>>", ("s.value", "date")),
        ]:
            with self.assertRaises(RoutineError) as caught:
                added_to(spark_type(have), spark_type(want))
            for word in words:
                self.assertIn(word, str(caught.exception))

    def test_names_are_compared_without_regard_to_case(self):
        self.assertEqual(["b"], added_to(struct_of({"Id": "string"}), spark_type("struct<id:string,b:int>")))
