namespace Datalake.Embedded.Tests.Queries.Athena;

/// <summary>The functions and forms that are checked, with the answers by Trino's documentation.</summary>
internal static class AthenaAnswers
{
    /// <summary>Expressions by area.</summary>
    public static IReadOnlyDictionary<string, (string Expression, string Answer)[]> Areas { get; } = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["dates"] = """
            date '2026-03-01' - interval '1' day => 2026-02-28
            date '2026-01-31' + interval '1' month => 2026-02-28
            interval '1' day + date '2026-01-31' => 2026-02-01
            date '2026-01-31' + interval '2' day * 2 => 2026-02-04
            date '2026-01-31' + interval '1' hour => error date
            date '2026-03-01' - interval -'1' day => 2026-03-02
            timestamp '2026-03-01 00:00:00' - interval '1' day => 2026-02-28 00:00:00
            date '2026-01-01' + interval '1-2' year to month => 2027-03-01
            timestamp '2026-01-01 00:00:00' + interval '1 02:03:04' day to second => 2026-01-02 02:03:04
            date_add('day', 1, date '2026-02-28') => 2026-03-01
            date_add('hour', 1, date '2026-02-28') => error date
            date_add('month', -1, date '2026-03-31') => 2026-02-28
            date_diff('month', date '2026-01-31', date '2026-02-28') => 1
            date_diff('year', date '2024-02-29', date '2025-02-28') => 1
            date_diff('week', date '2026-01-01', date '2026-01-14') => 1
            date_diff('day', timestamp '2026-01-02 00:00:00', timestamp '2026-01-01 00:00:01') => 0
            date_diff('millisecond', timestamp '2026-01-01 00:00:00', timestamp '2026-01-01 00:00:01.5') => 1500
            date_diff('quarter', date '2026-01-01', date '2026-12-31') => 3
            date_diff('day', NULL, date '2026-01-01') => NULL
            date_trunc('week', date '2026-01-04') => 2025-12-29
            date_trunc('quarter', timestamp '2026-05-06 01:02:03') => 2026-04-01 00:00:00
            week(date '2021-01-03') => 53
            year_of_week(date '2021-01-03') => 2020
            yow(date '2020-12-31') => 2020
            day_of_week(date '2021-01-03') => 7
            quarter(date '2021-04-01') => 2
            last_day_of_month(timestamp '2024-02-10 10:00:00') => 2024-02-29
            extract(week FROM date '2021-01-03') => 53
            extract(year_of_week FROM date '2021-01-03') => 2020
            millisecond(timestamp '2021-01-03 10:00:59.125') => 125
            date('2026-01-02') => 2026-01-02
            date(timestamp '2026-01-02 23:59:59') => 2026-01-02
            from_iso8601_date('2020-W10') => 2020-03-02
            from_iso8601_date('2020-W10-3') => 2020-03-04
            from_iso8601_date('2020-123') => 2020-05-02
            from_iso8601_date('2020-12-13') => 2020-12-13
            from_iso8601_date('2020-13-01') => error 2020-13-01
            from_iso8601_date('2021-W53-7') => error 2021-W53-7
            sequence(date '2026-01-31', date '2026-01-29', interval '-1' day) => [2026-01-31, 2026-01-30, 2026-01-29]
            current_date = date(now()) => true
            current_timestamp(3) = current_timestamp => true
            human_readable_seconds(3662) => 1 hour, 1 minute, 2 seconds
            year(CAST(NULL AS date)) => NULL
            """,
        ["formats of time"] = """
            date_format(timestamp '2021-01-03 10:05:09.987', '%x-%v') => 2020-53
            date_format(timestamp '2021-01-03 10:05:09.987', '%f') => 987000
            date_format(timestamp '2021-01-03 00:05:09', '%h %I %l %k %r') => 12 12 12 0 12:05:09 AM
            date_format(timestamp '2021-01-03 10:05:09', '%y%% %q %j %e') => 21% q 003 3
            date_format(timestamp '2021-01-03 10:05:09', '%U') => error %U
            date_format(date '2021-01-03', '%W %a %M %b %c %T') => Sunday Sun January Jan 1 00:00:00
            date_parse('69-01-01', '%y-%m-%d') => 2069-01-01 00:00:00
            date_parse('70-01-01', '%y-%m-%d') => 1970-01-01 00:00:00
            date_parse('10:11', '%H:%i') => 1970-01-01 10:11:00
            date_parse('12:11 AM', '%h:%i %p') => 1970-01-01 00:11:00
            date_parse('2021-01-03 10:05:09.123456789', '%Y-%m-%d %H:%i:%s.%f') => 2021-01-03 10:05:09.123
            date_parse('3 January 2021', '%e %M %Y') => 2021-01-03 00:00:00
            date_parse('3 jan 2021', '%d %b %Y') => 2021-01-03 00:00:00
            date_parse('2021-032', '%Y-%j') => 2021-02-01 00:00:00
            date_parse('2020-53', '%x-%v') => 2020-12-28 00:00:00
            date_parse('2021-02-30', '%Y-%m-%d') => error 2021-02-30
            date_parse('2021-02-03x', '%Y-%m-%d') => error x
            try(date_parse('nonsense', '%Y')) => NULL
            date_parse(NULL, '%Y') => NULL
            format_datetime(timestamp '2021-01-03 10:05:09.987', 'ss.SSSSSS') => 09.987000
            format_datetime(timestamp '2021-01-03 10:05:09.987', 'ss.S') => 09.9
            format_datetime(timestamp '2021-01-03 10:05:09', 'YYYY-MM-dd') => 2021-01-03
            format_datetime(timestamp '2021-01-03 10:05:09', 'xxxx-ww-e') => 2020-53-7
            format_datetime(timestamp '2021-01-03 10:05:09', 'yyyy-M-d H:m') => 2021-1-3 10:5
            format_datetime(timestamp '2021-01-03 10:05:09', 'yy EEE EEEE MMM MMMM D a K h k') => 21 Sun Sunday Jan January 3 AM 10 10 10
            format_datetime(timestamp '2021-01-03 10:05:09', 'yyyy''T''''x''') => 2021T'x
            format_datetime(timestamp '2021-01-03 10:05:09 America/Sao_Paulo', 'HH Z ZZ ZZZ') => 10 -0300 -03:00 America/Sao_Paulo
            format_datetime(timestamp '2021-01-03 10:05:09', 'Z z') => +0000 UTC
            to_unixtime(parse_datetime('2021-01-03 10:05 +05:30', 'yyyy-MM-dd HH:mm ZZ')) => 1609648500.0
            hour(parse_datetime('2021-01-03 10:05 +05:30', 'yyyy-MM-dd HH:mm Z')) => 10
            to_iso8601(date '2026-01-02') => 2026-01-02
            to_iso8601(timestamp '2026-01-02 10:00:00 +05:30') => 2026-01-02T10:00:00.000+05:30
            to_iso8601(timestamp '2026-01-02 10:00:00 UTC') => 2026-01-02T10:00:00.000Z
            """,
        ["time zones"] = """
            to_unixtime(timestamp '2026-03-08 10:00:00 UTC' AT TIME ZONE 'Asia/Kolkata') => 1772964000.0
            timezone_hour(timestamp '2026-03-08 10:00:00 UTC' AT TIME ZONE 'Asia/Kolkata') => 5
            timezone_minute(timestamp '2026-03-08 10:00:00 UTC' AT TIME ZONE 'Asia/Kolkata') => 30
            timezone_hour(timestamp '2026-03-08 10:00:00 -03:30') => -3
            timezone_hour(now()) => 0
            extract(timezone_hour FROM timestamp '2026-03-08 10:00:00 UTC' AT TIME ZONE 'Asia/Kolkata') => 5
            hour(timestamp '2026-03-08 10:00:00' AT TIME ZONE 'Asia/Kolkata') => 15
            extract(hour FROM timestamp '2026-03-08 10:00:00' AT TIME ZONE '+05:30') => 15
            date(timestamp '2026-03-08 20:00:00' AT TIME ZONE 'Asia/Kolkata') => 2026-03-09
            CAST(timestamp '2026-03-08 20:00:00' AT TIME ZONE 'Asia/Kolkata' AS timestamp) => 2026-03-09 01:30:00
            CAST(timestamp '2026-03-08 20:00:00' AT TIME ZONE 'Asia/Kolkata' AS date) => 2026-03-09
            CAST(timestamp '2026-03-08 20:00:00' AT TIME ZONE 'Asia/Kolkata' AS varchar) => 2026-03-09 01:30:00.000 Asia/Kolkata
            CAST(CAST(timestamp '2026-03-08 20:00:00' AT TIME ZONE 'Asia/Kolkata' AS time) AS varchar) => 01:30:00.000
            timestamp '2026-03-08 10:00:00 UTC' AT TIME ZONE 'Asia/Kolkata' = timestamp '2026-03-08 10:00:00 UTC' => true
            timestamp '2026-03-08 10:00:00 UTC' AT TIME ZONE 'Asia/Kolkata' > timestamp '2026-03-08 12:00:00 UTC' => false
            timestamp '2026-03-08 10:00:00 UTC' AT TIME ZONE 'Asia/Kolkata' BETWEEN timestamp '2026-03-08 10:00:00' AND now() + interval '100000' day => true
            timestamp '2026-03-08 10:00:00 UTC' AT TIME ZONE 'Asia/Kolkata' IN (timestamp '2026-03-08 10:00:00 UTC') => true
            date_trunc('day', timestamp '2026-03-08 20:00:00' AT TIME ZONE 'Asia/Kolkata') = timestamp '2026-03-08 18:30:00 UTC' => true
            date_format(date_trunc('day', timestamp '2026-03-08 20:00:00' AT TIME ZONE 'Asia/Kolkata'), '%d %H:%i') => 09 00:00
            date_format(timestamp '2026-03-08 00:00:00 America/New_York' + interval '1' day, '%d %H') => 09 01
            date_format(timestamp '2026-03-08 00:00:00 America/New_York' + interval '1' month, '%m-%d %H') => 04-08 00
            date_diff('day', timestamp '2026-03-08 00:00:00 America/New_York', timestamp '2026-03-09 00:00:00 America/New_York') => 1
            date_diff('hour', timestamp '2026-03-08 00:00:00 America/New_York', timestamp '2026-03-09 00:00:00 America/New_York') => 23
            date_add('day', 1, timestamp '2026-03-08 00:00:00 America/New_York') = timestamp '2026-03-09 00:00:00 America/New_York' => true
            coalesce(NULL, timestamp '2026-03-08 10:00:00 UTC' AT TIME ZONE 'Asia/Kolkata') = timestamp '2026-03-08 10:00:00' => true
            hour(coalesce(timestamp '2026-03-08 10:00:00' AT TIME ZONE 'Asia/Kolkata', now())) => 15
            hour(CASE WHEN true THEN timestamp '2026-03-08 10:00:00' AT TIME ZONE 'Asia/Kolkata' ELSE now() END) => 15
            CAST(from_iso8601_timestamp('2026-03-01T20:30:11-05:00') AS timestamp) => 2026-03-01 20:30:11
            date(from_iso8601_timestamp('2026-03-01T20:30:11-05:00')) => 2026-03-01
            hour(from_iso8601_timestamp('2026-03-01T20:30:11-05:00')) => 20
            to_unixtime(from_iso8601_timestamp('1970-01-01T00:00:01.5+00:00')) => 1.5
            to_unixtime(from_iso8601_timestamp('1970-W01')) => -259200.0
            from_iso8601_timestamp('2026-01-02 03:04:05') => error 2026-01-02
            hour(with_timezone(timestamp '2026-03-08 10:00:00', 'Asia/Kolkata')) => 10
            to_unixtime(with_timezone(timestamp '1970-01-01 05:30:00', 'Asia/Kolkata')) => 0.0
            hour(at_timezone(timestamp '2026-03-08 10:00:00 UTC', '-03:00')) => 7
            hour(from_unixtime(0, 'Asia/Kolkata')) => 5
            minute(from_unixtime(0, 5, 30)) => 30
            current_timezone() => UTC
            CAST('2026-03-01 10:00:00 America/Sao_Paulo' AS timestamp with time zone) = timestamp '2026-03-01 13:00:00' => true
            hour(CAST('2026-03-01 10:00:00 America/Sao_Paulo' AS timestamp with time zone)) => 10
            timestamp '2026-03-08 10:00:00' AT TIME ZONE 'Nowhere/Land' => error Nowhere
            (timestamp '2026-03-08 10:00:00 +02:00' - timestamp '2026-03-08 07:00:00 UTC') = interval '1' hour => true
            """,
        ["text"] = """
            substr('20191125', 0, 4) = '' => true
            substr('abc', -2) => bc
            substr('abc', -5, 3) = '' => true
            substr('abc', 2, -1) = '' => true
            substr('abc', 2) => bc
            substring('abc' FROM 2 FOR 1) => b
            substr(NULL, 1) => NULL
            substr('añb😀c', 2, 3) => ñb😀
            split_part('a,b', ',', 5) IS NULL => true
            split_part('a,b', ',', 2) => b
            split_part('a,b', ',', 0) => error split_part
            split('a,b,c', ',', 2) => [a, 'b,c']
            split('a,b', ',') => [a, b]
            split('a.b', '.') => [a, b]
            split('abc', '') => error split
            regexp_like('Order', '^(?!Test)') => true
            regexp_like(NULL, 'a') => NULL
            regexp_extract('ab', '(a)(c)?', 2) IS NULL => true
            regexp_extract('ab', '(a)(b)', 3) => error group
            regexp_extract('aab', '(a)\1') => aa
            regexp_extract_all('1a 2b 14m', '\d+') => [1, 2, 14]
            regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 2) => [a, b, m]
            regexp_replace('1a 2b', '(\d)([a-z])', '3$2') => 3a 3b
            regexp_replace('1a 2b', '(?<n>\d)', '<${n}>') => <1>a <2>b
            regexp_replace('a.b', '\.', '\$') => a$b
            regexp_split('1a2b3', '[a-z]') => [1, 2, 3]
            regexp_count('1a 2b 14m', '\d+') => 3
            regexp_position('a1b2', '\d') => 2
            regexp_position('a1b2', '\d', 3) => 4
            regexp_position('ab', '\d') => -1
            regexp_like('ab', 'a++') => error possessive
            replace('aXbX', 'X') => ab
            replace('aXbX', 'X', '-') => a-b-
            trim(chr(9) || ' a ' || chr(10)) => a
            trim(BOTH 'x' FROM 'xax') => a
            ltrim('  a') => a
            repeat('a', 3) => [a, a, a]
            repeat(NULL, 2) => [NULL, NULL]
            reverse('añ') => ña
            lpad('abc', 2, 'x') => ab
            rpad('a', 3, 'xy') => axy
            strpos('abcab', 'b') => 2
            strpos('abcab', 'b', 2) => 5
            strpos('abcab', 'b', -1) => 5
            strpos('abc', 'x') => 0
            position('b' IN 'abc') => 2
            concat('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l') => abcdefghijkl
            concat('a', NULL) => NULL
            'a' || NULL => NULL
            concat_ws(',', 'a', NULL, 'b') => a,b
            concat_ws(',', ARRAY['a', NULL, 'b']) => a,b
            concat_ws(NULL, 'a', 'b') => NULL
            levenshtein_distance('ñandú', 'nandu') => 2
            hamming_distance('añb', 'anb') => 1
            normalize('e' || U&'\0301', NFC) => é
            normalize('é', NFD) => error NFC
            codepoint('a') => 97
            upper('ñ') => Ñ
            length('ñ😀') => 2
            url_encode('a b&ñ*') => a+b%26%C3%B1*
            url_decode('a+b%26%C3%B1') => a b&ñ
            url_extract_host('https://u:p@Example.com:8080/p%20a/b?x=1&y=a%20b#f') => Example.com
            url_extract_port('https://example.com:8080/') => 8080
            url_extract_port('https://example.com/') => NULL
            url_extract_path('https://example.com/p/b?x=1') => /p/b
            url_extract_query('https://example.com/p?x=1&y=2#f') => x=1&y=2
            url_extract_fragment('https://example.com/p#f') => f
            url_extract_protocol('https://example.com') => https
            url_extract_parameter('https://example.com/?x=1&y=a%20b', 'y') => a b
            url_extract_parameter('https://example.com/?x=1', 'z') => NULL
            split_to_map('a=1,b=2', ',', '=') => {a=1, b=2}
            split_to_map('a=1,a=2', ',', '=') => error twice
            split_to_multimap('a=1,a=2', ',', '=') => {a=[1, 2]}
            U&'\0041\+01F600' => A😀
            from_utf8(X'6162') => ab
            to_hex(sha512(to_utf8(''))) => CF83E1357EEFB8BDF1542850D66D8007D620E4050B5715DC83F4A921D36CE9CE47D0D13C5D85F2B0FF8318D2877EEC2F63B931BD47417A81A538327AF927DA3E
            """,
        ["format"] = """
            format('%s-%s', 'a', 7) => a-7
            format('%.2f', CAST(1.005 AS decimal(10,3))) => 1.01
            format('%.0f', 2.5) => 3
            format('%.1f', -0.25e0) => -0.3
            format('%b', true) => true
            format('%05d|%-5d|%+d|%,d|%(d', 7, 7, 7, 1234567, -7) => 00007|7    |+7|1,234,567|(7)
            format('%x %X %o', 255, 255, 8) => ff FF 10
            format('%e', 12345.678e0) => 1.234568e+04
            format('%8.3f|%-8.2f|', 3.14159e0, 2e0) => "   3.142|2.00    |"
            format('%s %s %s', 1e0, 1e10, CAST(1.50 AS decimal(5,2))) => 1.0 1.0E10 1.50
            format('%s', date '2026-01-02') => 2026-01-02
            format('%2$s %1$s', 'a', 'b') => b a
            format('%S %%', 'a') => A %
            format('%s', NULL) => null
            format(NULL, 1) => NULL
            format('%d', 1.5) => error %d
            format('%s %s', 1) => error values
            format('%.3s', 'abcdef') => abc
            format_number(123456) => 123K
            """,
        ["JSON"] = """
            json_value('{"a":{"b":5}}', 'lax $.a.b') => 5
            json_value('{"a":"x"}', 'lax $.b') => NULL
            json_value('{"a":"x"}', 'lax $.b' DEFAULT 'none' ON EMPTY) => none
            json_value('{"a":"5"}', 'lax $.a' RETURNING bigint) + 1 => 6
            json_value('{"a":[1]}', 'lax $.a') => NULL
            json_value('{"a":[1,2]}', 'lax $.a') => NULL
            json_value('{"a":[1,2]}', 'lax $.a' ERROR ON ERROR) => error json_value
            json_value('no json', 'lax $.a') => NULL
            json_query('{"a":{"b":[1, 2]}}', 'lax $.a.b') => [1,2]
            json_query('{"a":[{"b":1},{"b":2}]}', 'lax $.a[*].b' WITH ARRAY WRAPPER) => [1,2]
            json_query('{"a":"x"}', 'lax $.a') => "x"
            json_query('{"a":"x"}', 'lax $.a' OMIT QUOTES) => x
            json_exists('{"a":1}', 'lax $.a') => true
            json_exists('{"a":1}', 'lax $.b') => false
            json_exists('{"a":1}', 'strict $.b' ERROR ON ERROR) => error json_exists
            json_extract_scalar('{"a b":1}', '$["a b"]') => 1
            json_extract_scalar('{"a":[5,6]}', '$.a[1]') => 6
            json_extract_scalar('{"a":1}', 'a') => error $
            json_extract('{"a":null}', '$.a') => null
            json_extract('{"a":[1,{"b":2}]}', '$.a[1].b') => 2
            json_format(json_parse('{"b":1,"a":1.50}')) => {"a":1.50,"b":1}
            json_parse('no') => error json_parse
            try(json_parse('no')) => NULL
            CAST(json_extract('{"a":"x"}', '$.a') AS varchar) => x
            CAST(json_extract('{"a":5}', '$.a') AS varchar) => 5
            CAST(json_extract('{"a":null}', '$.a') AS varchar) => NULL
            CAST(json_extract('{"a":[1]}', '$.a') AS varchar) => error json_format
            CAST(json_extract('{"a":[1,2]}', '$.a') AS array(bigint)) => [1, 2]
            CAST(json_parse('{"a":1}') AS map(varchar, bigint)) => {a=1}
            CAST('a' AS JSON) => "a"
            CAST(ARRAY[1, NULL] AS JSON) => [1,null]
            json_array_contains('[1, "a"]', 'a') => true
            json_array_contains('[1, "a"]', 1) => true
            json_array_contains('[1, "a"]', '1') => false
            json_array_get('["a", "b"]', 1) => "b"
            json_size('{"a b":[1,2]}', '$["a b"]') => 2
            is_json_scalar('1') => true
            is_json_scalar('[1]') => false
            json_object('a' : 1, 'b' : 'x') => {"a":1,"b":"x"}
            json_array(1, NULL, 'a') => [1,"a"]
            """,
        ["arrays"] = """
            all_match(ARRAY[1, NULL], x -> x = 1) IS NULL => true
            all_match(ARRAY[1, NULL], x -> x = 2) => false
            any_match(ARRAY[1, NULL], x -> x = 2) IS NULL => true
            any_match(ARRAY[1, NULL], x -> x = 1) => true
            none_match(ARRAY[1, NULL], x -> x = 2) IS NULL => true
            all_match(CAST(ARRAY[] AS array(bigint)), x -> x = 1) => true
            any_match(NULL, x -> x = 1) => NULL
            array_remove(ARRAY[1, NULL, 2], 2) => [1, NULL]
            contains(ARRAY[1, NULL], 2) => NULL
            contains(ARRAY[1, NULL], 1) => true
            contains(ARRAY[1, 2], 3) => false
            contains(ARRAY[1], NULL) => NULL
            array_sort(ARRAY[3, NULL, 1]) => [1, 3, NULL]
            array_sort(ARRAY[1, 2], (x, y) -> IF(x < y, 1, -1)) => [2, 1]
            array_sort(ARRAY['bc', 'a', 'def'], (x, y) -> length(x) - length(y)) => [a, bc, def]
            ARRAY[1] || 2 => [1, 2]
            0 || ARRAY[1] => [0, 1]
            ARRAY[1] || ARRAY[2] => [1, 2]
            concat(ARRAY[1], ARRAY[2], ARRAY[3]) => [1, 2, 3]
            cardinality(ARRAY[1, NULL]) => 2
            cardinality(MAP(ARRAY['a'], ARRAY[1])) => 1
            cardinality(NULL) => NULL
            ARRAY[1, 2][3] => error element_at
            ARRAY[1, 2][0] => error positions
            try(ARRAY[1, 2][3]) => NULL
            ARRAY[1, NULL][2] => NULL
            MAP(ARRAY['a'], ARRAY[1])['b'] => error key
            MAP(ARRAY['a'], ARRAY[NULL])['a'] => NULL
            element_at(ARRAY[1, 2], 3) => NULL
            element_at(ARRAY[1, 2], -1) => 2
            element_at(ARRAY[1, 2], 0) => error positions
            array_union(ARRAY[1, 2, NULL], ARRAY[2, NULL, 3]) => [1, 2, NULL, 3]
            array_intersect(ARRAY[1, 2, 2, NULL], ARRAY[2, NULL]) => [2, NULL]
            array_except(ARRAY[1, 2, 1], ARRAY[2]) => [1]
            array_distinct(ARRAY[1, 2, 1, NULL, NULL]) => [1, 2, NULL]
            array_position(ARRAY[1, NULL], NULL) => NULL
            array_max(ARRAY[1, NULL]) => NULL
            arrays_overlap(ARRAY[1, NULL], ARRAY[1]) => true
            array_join(ARRAY[1, NULL, 2], ',') => 1,2
            array_join(ARRAY[true, NULL], ',', '?') => true,?
            flatten(ARRAY[ARRAY[1], NULL, ARRAY[2, NULL]]) => [1, 2, NULL]
            slice(ARRAY[1, 2, 3], 0, 1) => error slice
            trim_array(ARRAY[1, 2, 3], 2) => [1]
            reverse(ARRAY[1, 2]) => [2, 1]
            ngrams(ARRAY[1, 2, 3], 2) => [[1, 2], [2, 3]]
            ngrams(ARRAY[1, 2], 3) => [[1, 2]]
            zip_with(ARRAY[1, 2], ARRAY[10], (x, y) -> x + coalesce(y, 0)) => [11, 2]
            zip(ARRAY[1, 2], ARRAY['a'])[1] => (1, a)
            transform(ARRAY[1, NULL], x -> coalesce(x, 0) + 1) => [2, 1]
            filter(ARRAY[1, NULL, 3], x -> x > 1) => [3]
            reduce(ARRAY[5, 20, NULL, 50], 0, (s, x) -> s + COALESCE(x, 0), s -> s) => 75
            reduce(CAST(ARRAY[] AS array(bigint)), 7, (s, x) -> s + x, s -> s * 2) => 14
            reduce(NULL, 0, (s, x) -> s + x, s -> s) => NULL
            reduce(ARRAY[1, 2], CAST(0 AS double), (s, x) -> s + x / 2e0, s -> s) => 1.5
            reduce(ARRAY['a', 'b'], '', (s, x) -> s || x, s -> upper(s)) => AB
            reduce(ARRAY[1, 2], CAST(ROW(0, 0) AS ROW(n bigint, t bigint)), (s, x) -> CAST(ROW(s.n + 1, s.t + x) AS ROW(n bigint, t bigint)), s -> s.t * 10 + s.n) => 32
            array_first(ARRAY[1, 2]) => 1
            array_last(ARRAY[1, 2]) => 2
            sequence(5, 1, -2) => [5, 3, 1]
            """,
        ["maps"] = """
            map_filter(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> v > 1) => {b=2}
            transform_values(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> k || CAST(v AS varchar)) => {a=a1, b=b2}
            transform_keys(MAP(ARRAY['a'], ARRAY[1]), (k, v) -> upper(k)) => {A=1}
            map_zip_with(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a', 'b'], ARRAY[10, 20]), (k, x, y) -> coalesce(x, 0) + y) => {a=11, b=20}
            map_concat(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(ARRAY['b'], ARRAY[3])) => {a=1, b=3}
            map_concat(MAP(ARRAY['a'], ARRAY[1]), NULL) => NULL
            map_keys(MAP(ARRAY['a'], ARRAY[1])) => [a]
            map_from_entries(ARRAY[ROW('a', 1)]) => {a=1}
            multimap_from_entries(ARRAY[ROW('a', 1), ROW('a', 2)]) => {a=[1, 2]}
            cardinality(map()) => 0
            element_at(MAP(ARRAY['a'], ARRAY[1]), 'z') => NULL
            """,
        ["numbers"] = """
            1 / 0 => error zero
            1 % 0 => error zero
            mod(5, 0) => error zero
            try(1 / 0) => NULL
            1.0 / 0 => error zero
            1e0 / 0 => inf
            -1e0 / 0 => -inf
            7 / 2 => 3
            -7 / 2 => -3
            -7 % 3 => -1
            7 / nullif(0, 0) => NULL
            CAST(NULL AS integer) / 0 => NULL
            round(2.5) => 3
            round(-2.5e0) => -3.0
            round(1234, -2) => 1200
            truncate(-2.7) => -2
            greatest(1, 2, 3, 4, 5, 6, 7) => 7
            greatest(1, 2, 3, 4, 5, 6, NULL) => NULL
            least(3) => 3
            bitwise_xor(12, 10) => 6
            bitwise_not(5) => -6
            bitwise_left_shift(1, 4) => 16
            bitwise_right_shift(-8, 2) => 4611686018427387902
            bitwise_right_shift_arithmetic(-8, 2) => -2
            bit_count(9, 64) => 2
            bit_count(-7, 8) => 6
            to_base(255, 16) => ff
            from_base('ff', 16) => 255
            width_bucket(5, 0, 10, 5) => 3
            width_bucket(-1, 0, 10, 5) => 0
            is_infinite(infinity()) => true
            is_nan(nan()) => true
            e() > 2.718 => true
            log(2, 8) => 3.0
            sign(-3) => -1
            """,
        ["casts"] = """
            CAST('19.99' AS DECIMAL) => 20
            CAST(2.5 AS bigint) => 3
            CAST(2.5e0 AS bigint) => 3
            CAST(-2.5e0 AS integer) => -3
            CAST('5.5' AS bigint) => error 5.5
            CAST(' 5' AS bigint) => error cast
            try_cast('5.5' AS bigint) => NULL
            try_cast('x' AS integer) => NULL
            CAST('-5' AS integer) => -5
            CAST(9223372036854775807 AS bigint) => 9223372036854775807
            CAST(true AS integer) => 1
            CAST(100e0 AS varchar) => 1.0E2
            CAST(0e0 AS varchar) => 0.0E0
            CAST(-0.00125e0 AS varchar) => -1.25E-3
            CAST(CAST(1.1 AS real) AS varchar) => 1.1E0
            CAST(1.50 AS varchar) => 1.50
            CAST(true AS varchar) => true
            CAST(timestamp '2026-01-02 03:04:05' AS varchar) => 2026-01-02 03:04:05
            CAST(timestamp '2026-01-02 03:04:05.12' AS varchar) => 2026-01-02 03:04:05.12
            CAST(date_trunc('hour', timestamp '2026-01-02 03:04:05') AS varchar) => 2026-01-02 03:00:00.000
            CAST(date '2026-01-02' AS varchar) => 2026-01-02
            CAST('abcdef' AS varchar(3)) => abc
            CAST(12345 AS varchar(3)) => error varchar(3)
            CAST(123 AS varchar(3)) => 123
            try_cast(12345 AS varchar(3)) => NULL
            CAST(NULL AS varchar(3)) => NULL
            CAST('ab' AS char(3)) || 'c' => ab c
            CAST(ARRAY[1, 2] AS array(bigint)) => [1, 2]
            CAST(ARRAY['1'] AS array(decimal(5, 2))) => [1.00]
            CAST(MAP(ARRAY['a'], ARRAY[1]) AS map(varchar, array(bigint))) IS NULL => error cast
            CAST(ROW(1, 'a') AS ROW(x bigint, y varchar)).y => a
            CAST(timestamp '2026-01-02 03:04:05.6789' AS timestamp(3)) => 2026-01-02 03:04:05.679
            CAST(timestamp '2026-01-02 03:04:05.6789' AS timestamp(0)) => 2026-01-02 03:04:06
            DECIMAL '19.99' => 19.99
            BIGINT '5' => 5
            '5.5'::bigint => 6
            '{"a":1}'::JSON ->> 'a' => 1
            if(false, 1) => NULL
            if(true, 1) => 1
            """,
    }.ToDictionary(area => area.Key, area => Lines(area.Value), StringComparer.Ordinal);

    /// <summary>Whole queries.</summary>
    public static IReadOnlyList<(string Sql, string Rows)> Queries { get; } =
    [
        ("VALUES 1, 2", "1 / 2"),
        ("SELECT year(max(x)), date_format(max(x), '%Y'), date_trunc('day', max(x)), CAST(max(x) AS varchar), CAST(max(x) AS date) FROM (VALUES (timestamp '2026-01-01 10:00:00')) t(x)",
            "2026|2026|2026-01-01T00:00:00|2026-01-01 10:00:00.000|2026-01-01"),
        ("SELECT max(x) - interval '1' day FROM (VALUES (date '2026-01-01')) t(x)", "2025-12-31"),
        ("SELECT max(x) OVER () - interval '1' day, (SELECT max(y) FROM (VALUES (date '2026-01-01')) z(y)) - interval '1' day FROM (VALUES (date '2026-01-01')) t(x)", "2025-12-31|2025-12-31"),
        ("SELECT sum(x) / count(*), sum(y) / nullif(count(*), 0) FROM (VALUES (1, 1.5), (2, 2.5)) t(x, y)", "1|2"),
        ("SELECT x / 2 AS g, 100.0 * count(*) / count(*) AS share, sum(x) / (x / 2) FROM (VALUES 2, 3, 4) t(x) GROUP BY x / 2 HAVING sum(x) / count(*) > 0 ORDER BY sum(x) / count(*)", "1|100|5 / 2|100|2"),
        ("SELECT CAST(sum(x) AS varchar), CAST(avg(x) AS bigint), md5(max(s)), reverse(max(s)), contains(max(s), 'a') FROM (VALUES (5, 'abc')) t(x, s)", "5|5|900150983cd24fb0d6963f7d28e17f72|cba|True"),
        ("SELECT date_diff('day', lag(d) OVER (ORDER BY d), d) FROM (VALUES (timestamp '2026-01-01 10:00:00'), (timestamp '2026-01-03 10:00:00')) t(d) ORDER BY 1", "2 / NULL"),
        ("SELECT reduce(array_agg(x), 0, (s, e) -> s + e, s -> s), any_match(array_agg(x), e -> e = 2), array_join(array_agg(x ORDER BY x), ',') FROM (VALUES 1, 2) t(x)", "3|True|1,2"),
        ("SELECT CAST(x AS varchar) FROM (VALUES 1e0) t(x) WHERE x = 1e0", "1.0E0"),
        ("VALUES (1, 'a'), (2, 'b') ORDER BY 1 DESC", "2|b / 1|a"),
        ("SELECT x FROM (VALUES 1, 2, 3) AS t (x) WHERE x IN (VALUES 2, 3) ORDER BY x", "2 / 3"),
        ("SELECT listagg(k, ',') WITHIN GROUP (ORDER BY k) FROM (VALUES ('b'), (NULL), ('a')) t(k)", "a,b"),
        ("SELECT listagg(DISTINCT k, ',' ON OVERFLOW TRUNCATE '…' WITH COUNT) WITHIN GROUP (ORDER BY k DESC) FROM (VALUES ('b'), ('a'), ('b')) t(k)", "b,a"),
        ("SELECT listagg(k) WITHIN GROUP (ORDER BY k) FROM (VALUES ('b'), ('a')) t(k)", "ab"),
        ("SELECT approx_percentile(v, w, 0.5) FROM (VALUES (1, 1), (2, 10)) t(v, w)", "2"),
        ("SELECT map_agg(k, v)['a'] IN (1, 2), map_agg(k, v) FILTER (WHERE v > 1)['a'] FROM (VALUES ('a', 1), ('a', 2), (NULL, 3)) t(k, v)", "True|2"),
        ("SELECT multimap_agg(k, v)['a'][2] FROM (VALUES ('a', 1), ('a', 2)) t(k, v)", "2"),
        ("SELECT element_at(map_union(m), 'b') FROM (VALUES (MAP(ARRAY['a'], ARRAY[1])), (MAP(ARRAY['b'], ARRAY[2]))) t(m)", "2"),
        ("SELECT cardinality(set_agg(x)), cardinality(set_union(ARRAY[x, 9])) FROM (VALUES 1, 1, 2) t(x)", "2|3"),
        ("SELECT max_by(b, a, 2)[1], min_by(b, a) FROM (VALUES (1, 'x'), (2, 'y'), (3, 'z')) t(a, b)", "z|x"),
        ("SELECT bitwise_and_agg(x), bitwise_or_agg(x) FROM (VALUES 6, 3) t(x)", "2|7"),
        ("SELECT round(skewness(x), 4), round(entropy(x), 4) FROM (VALUES 1, 2, 10, 4) t(x)", "0.8483|1.5452"),
        ("SELECT x, lag(x) IGNORE NULLS OVER (ORDER BY n) FROM (VALUES (1, 5), (2, NULL), (3, 6)) t(n, x) ORDER BY n", "5|NULL / NULL|5 / 6|5"),
        ("SELECT first_value(x) RESPECT NULLS OVER (ORDER BY n) FROM (VALUES (1, NULL), (2, 6)) t(n, x) ORDER BY n", "NULL / NULL"),
        ("SELECT x FROM (VALUES 1, NULL, 2) t(x) ORDER BY x DESC", "2 / 1 / NULL"),
        ("SELECT count(*) FROM (VALUES 1, 2) t(x) TABLESAMPLE BERNOULLI (100)", "2"),
        ("SELECT x FROM (VALUES 1, 2, 3) t(x) ORDER BY x OFFSET 1 ROWS FETCH FIRST 1 ROW ONLY", "2"),
        ("SELECT hour(t), date(t), to_unixtime(t) FROM (SELECT timestamp '2026-03-08 20:00:00' AT TIME ZONE 'Asia/Kolkata' AS t)", "1|2026-03-09|1773000000"),
        ("WITH z AS (SELECT from_iso8601_timestamp(x) AS t FROM (VALUES '2026-03-01T20:30:11-05:00') AS v (x)) SELECT date(t), CAST(t AS timestamp), t > timestamp '2026-03-02 01:00:00' FROM z WHERE t < now() + interval '100000' day", "2026-03-01|2026-03-01T20:30:11|True"),
        ("WITH z (u) AS (SELECT from_iso8601_timestamp(x) FROM (VALUES '2026-03-01T20:30:11-05:00') AS v (x)) SELECT hour(max(u)), max(u) - interval '1' hour < max(u) FROM z", "20|True"),
        ("SELECT hour(t) FROM (VALUES (timestamp '2026-03-01 10:00:00 +02:00')) AS v (t) WHERE t = timestamp '2026-03-01 08:00:00'", "10"),
        ("SELECT timestamp '2026-03-01 10:00:00 America/Sao_Paulo', timestamp '2026-03-08 10:00:00' AT TIME ZONE '+05:30'", "2026-03-01T13:00:00Z|2026-03-08T15:30:00"),
        ("SELECT strftime(from_iso8601_timestamp('2026-03-01T20:30:11-05:00'), '%d')", "02"),
        ("SELECT a.x, c.y FROM (VALUES 1, 2) a(x) CROSS JOIN UNNEST(ARRAY[a.x * 10]) AS u(z) JOIN (VALUES (1, 'p'), (2, 'q')) c(k, y) ON a.x = c.k WHERE CAST(z AS varchar) = '10'", "1|p"),
    ];

    private static (string Expression, string Answer)[] Lines(string text) =>
        [.. text.Split('\n').Select(line => line.Split(" => ")).Select(parts => (parts[0], parts[1].Trim('"') is var answer && parts[1].StartsWith("\" ", StringComparison.Ordinal) ? answer : parts[1]))];
}
