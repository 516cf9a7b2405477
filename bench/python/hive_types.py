"""Hive types as functions that give a JSON value its type. A function returns None for what is null or does not fit, which it rescues."""

import re
from datetime import datetime, timezone
from decimal import Decimal

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
WIDTHS = {"tinyint": 8, "smallint": 16, "int": 32, "integer": 32, "bigint": 64}
TRUTHS = {True: True, False: False, "true": True, "True": True, "false": False, "False": False}
PLAIN_KEY = re.compile(r"[A-Za-z0-9_$@-]+")


def member(path, key):
    """The path of a member."""
    if PLAIN_KEY.fullmatch(key):
        return f"{path}.{key}" if path else key
    return f'{path}["{key}"]'


def make(text):
    """The function for a type."""
    convert, rest = parse(text)
    if rest:
        raise ValueError(f"{rest} behind a type")
    return convert


def make_struct(fields):
    """The function for an object with fields, by name in lower case."""
    names = {}

    def convert(value, path, rescued):
        if not isinstance(value, dict):
            rescued[path] = value
            return None
        result = {}
        for key, inner in value.items():
            name = names.get(key)
            if name is None:
                name = names[key] = key.lower()
            field = fields.get(name)
            if field is None or name in result:
                rescued[member(path, key)] = inner
            elif inner is not None:
                typed = field(inner, member(path, key), rescued)
                if typed is not None:
                    result[name] = typed
        return result

    return convert


def parse(text):
    """The function for the type at the beginning, and what is behind it."""
    name = re.match(r"[a-z]+", text).group()
    rest = text[len(name) :]
    if name == "struct":
        fields = {}
        while rest[0] in "<,":
            field, _, rest = rest[1:].partition(":")
            fields[field.lower()], rest = parse(rest)
        return make_struct(fields), rest[1:]
    if name == "array":
        element, rest = parse(rest[1:])
        return make_array(element), rest[1:]
    if name == "map":
        value, rest = parse(rest[1:].partition(",")[2])
        return make_map(value), rest[1:]
    if name == "decimal":
        size, _, rest = rest.partition(")")
        precision, scale = (int(part) for part in size[1:].split(","))
        return make_scalar(decimal_of(precision, scale)), rest
    if name in WIDTHS:
        return make_scalar(integer_of(1 << (WIDTHS[name] - 1))), rest
    return make_scalar({"string": text_of, "boolean": TRUTHS.get, "double": double_of, "float": double_of, "timestamp": moment_of}[name]), rest


def make_array(element):
    def convert(value, path, rescued):
        if not isinstance(value, list):
            rescued[path] = value
            return None
        return [None if inner is None else element(inner, f"{path}[{index}]", rescued) for index, inner in enumerate(value)]

    return convert


def make_map(content):
    def convert(value, path, rescued):
        if not isinstance(value, dict):
            rescued[path] = value
            return None
        return {key: None if inner is None else content(inner, member(path, key), rescued) for key, inner in value.items()}

    return convert


def make_scalar(typed):
    def convert(value, path, rescued):
        result = None if isinstance(value, (dict, list)) else typed(value)
        if result is None:
            rescued[path] = value
        return result

    return convert


def text_of(value):
    if isinstance(value, str):
        return value
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def integer_of(limit):
    def convert(value):
        if type(value) is not int:
            if isinstance(value, bool) or (isinstance(value, str) and not NUMBER.fullmatch(value)):
                return None
            number = float(value)
            if not number.is_integer():
                return None
            value = int(number) if isinstance(value, float) or not value.lstrip("-").isdigit() else int(value)
        return value if -limit <= value < limit else None

    return convert


def double_of(value):
    if isinstance(value, bool) or (isinstance(value, str) and not NUMBER.fullmatch(value)):
        return None
    return float(value)


def decimal_of(precision, scale):
    def convert(value):
        if isinstance(value, bool) or (isinstance(value, str) and not NUMBER.fullmatch(value)):
            return None
        number = Decimal(str(value)).normalize()
        whole = max(0, number.adjusted() + 1)
        return f"{number:f}" if -number.as_tuple().exponent <= scale and whole <= precision - scale else None

    return convert


def moment_of(value):
    if not isinstance(value, str):
        return None
    try:
        # From Python 3.11 on it takes Z, and cuts the seventh digit of a second, which .NET writes.
        timestamp = datetime.fromisoformat(value)
    except ValueError:
        return None
    if timestamp.tzinfo is not None:
        timestamp = timestamp.astimezone(timezone.utc)
    return f"{timestamp:%Y-%m-%d %H:%M:%S.%f}"
