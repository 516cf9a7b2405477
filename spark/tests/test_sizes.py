import unittest
from datetime import date

from partition_routine import Share, bytes_by_day, share_out

MB = 1 << 20
DAYS = [date(2026, 11, day) for day in range(1, 31)]


class SizeTests(unittest.TestCase):
    def test_a_day_has_its_part_of_each_file(self):
        shares = [Share("a", 100, DAYS[0], 3), Share("a", 100, DAYS[1], 1), Share("b", 40, DAYS[1], 10)]
        self.assertEqual({DAYS[0]: 75, DAYS[1]: 65}, bytes_by_day(shares))

    def test_what_is_dropped_takes_no_room_and_a_day_without_rows_is_none(self):
        shares = [Share("a", 100, DAYS[0], 5, lost=5), Share("a", 100, DAYS[1], 5, lost=1)]
        self.assertEqual({DAYS[1]: 40}, bytes_by_day(shares))

    def test_a_large_day_has_several_tasks_and_small_days_share_one(self):
        days = {DAYS[0]: 600 * MB, DAYS[1]: 100 * MB, DAYS[2]: 20 * MB, DAYS[3]: 40 * MB, DAYS[4]: 10 * MB}
        tasks = share_out(days, 256 * MB, 64 * MB)
        self.assertEqual([0, 1, 2], tasks[DAYS[0]])
        self.assertEqual([3], tasks[DAYS[1]])
        self.assertEqual(([4], [4], [5]), (tasks[DAYS[3]], tasks[DAYS[2]], tasks[DAYS[4]]))

    def test_tasks_are_numbered_without_a_gap_and_none_is_too_large(self):
        for sizes in ([0], [1] * 30, [64 * MB] * 5, [256 * MB], [256 * MB + 1], [0, 0, 5000 * MB, 63 * MB, 2 * MB, 300 * MB, 64 * MB + 1]):
            days = dict(zip(DAYS, sizes))
            tasks = share_out(days, 256 * MB, 64 * MB)
            numbers = sorted({task for of_day in tasks.values() for task in of_day})
            self.assertEqual(list(range(len(numbers))), numbers)
            self.assertEqual(set(days), set(tasks))
            for task in numbers:
                self.assertLessEqual(sum(days[day] / len(of_day) for day, of_day in tasks.items() if task in of_day), 256 * MB)

    def test_nothing_is_shared_out_as_nothing(self):
        self.assertEqual({}, share_out({}, 256 * MB, 64 * MB))
