"""The partition routine on Spark: brings ingestion hours from the stage into the consumable tables.

    spark-submit partition_routine.py --plan <uri>

One file, because that is what a cluster is given. From top to bottom: the plan, the contract, its types, sizes and markers (plain Python, tested
without Spark), then the store, the rows and the hour (Spark). docs/decisions/0009 gives the reasons; README.md says how to run and test it.
"""
from __future__ import annotations

import argparse
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timezone
from functools import reduce
from math import ceil
from time import monotonic

try:
    from pyspark import StorageLevel
    from pyspark.sql import SparkSession, Window
    from pyspark.sql import functions as F
    from pyspark.sql.types import StructType
except ModuleNotFoundError:  # The plain parts are tested without it.
    SparkSession = None

# About what Athena and Spark read best: large enough for long column chunks, small enough to be shared out.
FILE_BYTES = 256 << 20

# Days below this share a task. A task writes a file for each of its days, so this decides how busy the cluster is, not how large files are.
TASK_BYTES = 64 << 20

# The change dates that are believed; the lake sends others to quarantine (contract.md, "Timestamps").
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)

# As src/Datalake/Tables/TableSchema.cs has them; a test there compares the two.
LINEAGE = {"_rescued": "string", "_source": "string", "_ingested_at": "timestamp_ntz", "_digest": "string"}
_, SOURCE, INGESTED_AT, DIGEST = LINEAGE
PARTITION_COLUMNS = ["year", "month", "day", "ingestion"]
CALLS_AT_ONCE = 16
STALE_SECONDS = 24 * 3600


class RoutineError(Exception):
    """An expected failure: the text says what is wrong and what to do."""


# The plan


@dataclass(frozen=True)
class DueHour:
    """An ingestion hour to bring into the table."""

    dataset: str
    contract: str
    hour: str

    @property
    def stage(self) -> str:
        hour = self.hour
        return (f"stage/{self.dataset}/ingestion_year={hour[:4]}/ingestion_month={hour[4:6]}"
                f"/ingestion_day={hour[6:8]}/ingestion_hour={hour[8:]}/")

    @property
    def table(self) -> str:
        return f"consumable_tables/{self.dataset}/"

    @property
    def marker(self) -> str:
        return f"_state/finished/{self.dataset}/{self.hour}.json"

    def __str__(self) -> str:
        return f"Dataset {self.dataset}, hour {self.hour}"


@dataclass(frozen=True)
class Plan:
    """What a run is to do."""

    run: str
    lake: str
    hours: tuple


def read_plan(text: str) -> Plan:
    """Reads a plan; every problem is reported at once."""
    try:
        document = json.loads(text)
    except ValueError as failure:
        raise RoutineError(f"The plan is no JSON: {failure}.") from failure
    if not isinstance(document, dict):
        raise RoutineError("The plan is no JSON object.")
    problems = [f"'{name}' is no text" for name in ("run", "lake") if not is_text(document.get(name))]
    hours = document.get("hours")
    if not isinstance(hours, list) or not hours:
        problems.append("'hours' is no list of at least one hour")
        hours = []
    for number, hour in enumerate(hours):
        problems += [f"hours[{number}]: {problem}" for problem in hour_problems(hour)]
    if problems:
        raise RoutineError(f"The plan cannot be run: {'; '.join(problems)}.")
    due = tuple(DueHour(hour["dataset"], hour["contract"], hour["hour"]) for hour in hours)
    return Plan(document["run"], document["lake"].rstrip("/"), due)


def hour_problems(hour) -> list:
    if not isinstance(hour, dict):
        return ["is no object"]
    problems = []
    if not is_text(hour.get("dataset")) or not re.fullmatch(r"[a-z][a-z0-9_]{0,63}", hour["dataset"]):
        problems.append(f"'dataset' {hour.get('dataset')!r} is no dataset's name")
    if not is_text(hour.get("contract")):
        problems.append("'contract' is no URI")
    if not is_text(hour.get("hour")) or not is_hour(hour["hour"]):
        problems.append(f"'hour' {hour.get('hour')!r} is no UTC hour yyyyMMddHH")
    return problems


def is_text(value) -> bool:
    return isinstance(value, str) and value != ""


def is_hour(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{10}", text):
        return False
    try:
        datetime.strptime(text, "%Y%m%d%H")
    except ValueError:
        return False
    return True


# The contract


@dataclass(frozen=True)
class Contract:
    """What the routine needs of a dataset's contract. Types are Spark's, in its JSON form."""

    name: str
    columns: dict
    identity: list
    changed_at: list

    @property
    def table_columns(self) -> dict:
        """All columns of the tables in their order."""
        return {**self.columns, **LINEAGE}


def read_contract(text: str, dataset: str) -> Contract:
    """Reads a contract. `lake datasets validate` checks all of it; here only what the routine takes from it."""
    try:
        document = json.loads(plain_json(text))
    except ValueError as failure:
        raise RoutineError(f"The contract is no JSON: {failure}.") from failure
    if not isinstance(document, dict):
        raise RoutineError("The contract is no JSON object.")
    problems = []
    if document.get("name") != dataset:
        problems.append(f"it is the one of {document.get('name')!r}, not of '{dataset}'")
    columns, given = {}, document.get("columns")
    if not isinstance(given, dict) or not given:
        problems.append("'columns' declares none")
        given = {}
    for key, hive in given.items():
        name = lower(key)
        if name in columns or name in LINEAGE or name in PARTITION_COLUMNS:
            problems.append(f"the column '{key}' is there already")
        try:
            columns[name] = spark_type(hive.get("type") if isinstance(hive, dict) else hive)
        except RoutineError as failure:
            problems.append(f"the column '{key}': {failure}")
    lists, declared = {}, {lower(key) for key in given}
    for role in ("identity", "changedAt"):
        keys = document.get(role)
        lists[role] = [lower(key) for key in keys] if isinstance(keys, list) and all(map(is_text, keys)) else []
        if not lists[role]:
            problems.append(f"'{role}' names no column")
        problems += [f"'{role}' names '{name}', which 'columns' does not declare" for name in lists[role] if name not in declared]
    if problems:
        raise RoutineError(f"The contract cannot be used: {'; '.join(problems)}.")
    return Contract(dataset, columns, lists["identity"], lists["changedAt"])


def plain_json(text: str) -> str:
    """A contract may have comments and trailing commas; Python's reader takes neither."""
    string = r'"(?:\\.|[^"\\])*"'
    text = re.sub(rf"({string})|//[^\n]*|/\*.*?\*/", lambda found: found[1] or " ", text.lstrip("\ufeff"), flags=re.DOTALL)
    return re.sub(rf"({string})|,(?=\s*[}}\]])", lambda found: found[1] or "", text, flags=re.DOTALL)


def lower(key: str) -> str:
    """Lower case letter by letter, as the lake does it: a capital sigma becomes the same letter wherever it stands."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in key)


# Types

SCALARS = {
    "string": "string", "boolean": "boolean", "tinyint": "byte", "smallint": "short", "int": "integer", "integer": "integer", "bigint": "long",
    "float": "float", "double": "double", "date": "date",
    # Without a zone, as the embedded engine writes it; decision 9 says what that means in Parquet.
    "timestamp": "timestamp_ntz",
}


def spark_type(hive: str):
    """A Hive type as Spark's JSON form of a type. Names of struct fields become lower-case."""
    if not is_text(hive):
        raise RoutineError(f"{hive!r} is no type")
    return TypeReader(hive).read_all()


class TypeReader:
    """Recursive descent over the text of a Hive type, as the contract's reader takes it."""

    def __init__(self, text: str):
        self.text, self.position = text, 0

    def read_all(self):
        found = self.read()
        self.expect(r"$", "the end of the type")
        return found

    def read(self):
        word = self.expect(r"[A-Za-z0-9]+", "a type").lower()
        if word in SCALARS:
            return SCALARS[word]
        if word == "decimal":
            return self.read_decimal()
        if word not in ("array", "map", "struct"):
            raise RoutineError(f"'{word}' in '{self.text}' is no type")
        self.expect("<", "'<'")
        if word == "array":
            found = array_of(self.read())
        elif word == "map":
            key = self.read()
            if key != "string":
                raise RoutineError(f"the keys of a map are string, in '{self.text}'")
            self.expect(",", "','")
            found = map_of(self.read())
        else:
            found = struct_of(self.read_fields())
        self.expect(">", "'>'")
        return found

    def read_decimal(self) -> str:
        if not self.skip(r"\("):
            return "decimal(10,0)"
        precision = int(self.expect("[0-9]+", "a precision"))
        scale = int(self.expect("[0-9]+", "a scale")) if self.skip(",") else 0
        self.expect(r"\)", "')'")
        if not 1 <= precision <= 38 or scale > precision:
            raise RoutineError(f"decimal({precision},{scale}) has no 1 to 38 digits")
        return f"decimal({precision},{scale})"

    def read_fields(self) -> dict:
        fields = {}
        while True:
            word = self.expect(r"`(?:``|[^`])+`|[A-Za-z0-9_$@-]+", "a field's name")
            name = lower(word[1:-1].replace("``", "`") if word.startswith("`") else word)
            if name in fields:
                raise RoutineError(f"the field '{name}' is twice in '{self.text}'")
            self.expect(":", "':'")
            fields[name] = self.read()
            if not self.skip(","):
                return fields

    def skip(self, pattern: str):
        found = re.compile(rf"\s*({pattern})").match(self.text, self.position)
        if found:
            self.position = found.end()
        return found

    def expect(self, pattern: str, what: str) -> str:
        found = self.skip(pattern)
        if not found:
            raise RoutineError(f"character {self.position + 1} of '{self.text}': expected {what}")
        return found[1]


def array_of(element) -> dict:
    return {"type": "array", "elementType": element, "containsNull": True}


def map_of(value) -> dict:
    return {"type": "map", "keyType": "string", "valueType": value, "valueContainsNull": True}


def struct_of(fields: dict) -> dict:
    return {"type": "struct", "fields": [field_of(name, kind) for name, kind in fields.items()]}


def field_of(name: str, kind, nullable: bool = True) -> dict:
    return {"name": name, "type": kind, "nullable": nullable, "metadata": {}}


def fields_of(struct: dict) -> dict:
    """The fields of a struct: name as it is written, and type."""
    return {field["name"]: field["type"] for field in struct["fields"]}


def kind_of(kind) -> str:
    return kind["type"] if isinstance(kind, dict) else "scalar"


def parts_of(kind) -> list:
    if kind_of(kind) == "struct":
        return list(fields_of(kind).values())
    return {"array": lambda: [kind["elementType"]], "map": lambda: [kind["keyType"], kind["valueType"]]}.get(kind_of(kind), list)()


def names_of(kind) -> list:
    return [lower(name) for name in fields_of(kind)] if kind_of(kind) == "struct" else []


def is_same(have, want) -> bool:
    """True where a value needs no cast: the types are equal, but for what may be null."""
    if kind_of(have) == "scalar" or kind_of(want) == "scalar":
        return have == want
    return is_alike(have, want) and list(fields_of(have) if kind_of(have) == "struct" else []) == names_of(want) \
        and all(map(is_same, parts_of(have), parts_of(want)))


def is_alike(have, want) -> bool:
    """True where a plain cast will do: Spark casts structs by place, so they must have the same fields in the same order."""
    if kind_of(have) != kind_of(want) or names_of(have) != names_of(want):
        return False
    return all(map(is_alike, parts_of(have), parts_of(want)))


# Sizes


@dataclass(frozen=True)
class Share:
    """The rows of one change date in one stage file."""

    file: str
    file_bytes: int
    day: date
    rows: int
    lost: int = 0


def bytes_by_day(shares: list) -> dict:
    """Bytes that each day will have: its part of each stage file, less what was dropped. Days without rows are omitted."""
    rows = {}
    for share in shares:
        rows[share.file] = rows.get(share.file, 0) + share.rows
    days = {}
    for share in shares:
        if share.rows > share.lost:
            days[share.day] = days.get(share.day, 0) + share.file_bytes * (share.rows - share.lost) / rows[share.file]
    return dict(sorted(days.items()))


def share_out(days: dict, file_bytes: int, task_bytes: int) -> dict:
    """The tasks that write each day, numbered from 0: several for a day above a file's size, one for several days that are small together."""
    tasks, count, room = {}, 0, 0
    for day, size in sorted(days.items(), key=lambda entry: (-entry[1], entry[0])):
        if size > task_bytes:
            files = ceil(size / file_bytes)
            tasks[day] = list(range(count, count + files))
            count += files
        else:
            if size > room or room == 0:
                count, room = count + 1, task_bytes
            tasks[day] = [count - 1]
            room -= size
    return tasks


# Markers and log


def completion_marker(due: DueHour, stage_keys: list, shares: list, finished_at: datetime) -> dict:
    """The completion marker, as src/Datalake/Partitioning/CompletionMarker.cs has it."""
    rows, lost = sum(share.rows for share in shares), sum(share.lost for share in shares)
    return {
        "dataset": due.dataset,
        "hour": due.hour,
        "stageFiles": stage_keys,
        "days": [day.isoformat() for day in bytes_by_day(shares)],
        "rows": rows,
        "written": rows - lost,
        "duplicates": lost,
        "finishedAt": finished_at.isoformat(),
    }


def log(level: str, message: str, **values) -> None:
    """One JSON line on stdout."""
    print(json.dumps({"level": level, "message": message, **values}, ensure_ascii=False), flush=True)


def reason_of(failure) -> str:
    """What a failure says, from its outside to its root. Spark wraps an error in several others, and puts the stack of an executor into a text."""
    lines = []
    for _ in range(20):
        if failure is None:
            break
        if isinstance(failure, BaseException):
            java = getattr(failure, "java_exception", None)
            text = java.toString() if java is not None else str(failure) or type(failure).__name__
            failure = java.getCause() if java is not None else getattr(failure, "_cause", None) or failure.__cause__
        else:
            text, failure = failure.toString(), failure.getCause()
        said = [line.strip() for line in text.splitlines() if line.strip()]
        causes = [line for line in said[1:] if line.startswith("Caused by: ")]
        lines += [line[:500] for line in said[:1] + causes[-1:] if not any(line[:500] in known for known in lines)]
    return " | ".join(lines)


# The store


class Store:
    """The lake's files, through Hadoop's file systems: s3:// on EMR, file: or a plain path elsewhere."""

    def __init__(self, spark, root: str):
        self.root = root
        self._jvm = spark.sparkContext._jvm
        self._conf = spark.sparkContext._jsc.hadoopConfiguration()

    def uri(self, key: str) -> str:
        return f"{self.root}/{key}"

    def _open(self, uri: str):
        path = self._jvm.org.apache.hadoop.fs.Path(uri)
        return path.getFileSystem(self._conf), path

    def read(self, uri: str) -> str:
        system, path = self._open(uri)
        stream = system.open(path)
        try:
            return bytes(self._jvm.org.apache.commons.io.IOUtils.toByteArray(stream)).decode("utf-8")
        finally:
            stream.close()

    def write(self, key: str, text: str) -> None:
        system, path = self._open(self.uri(key))
        system.setWriteChecksum(False)  # No .crc file beside it in a folder; S3 has none anyway.
        stream = system.create(path, True)
        stream.write(bytearray(text.encode("utf-8")))
        stream.close()

    def delete(self, key: str) -> None:
        system, path = self._open(self.uri(key.rstrip("/")))
        system.delete(path, True)

    def exists(self, key: str) -> bool:
        system, path = self._open(self.uri(key.rstrip("/")))
        return system.exists(path)

    def list(self, key: str) -> list:
        """What lies in a folder: (name, is a file, bytes, when it changed in ms from 1970), by name. Nothing where there is no folder."""
        system, path = self._open(self.uri(key.rstrip("/")))
        if not system.exists(path):
            return []
        return sorted((found.getPath().getName(), found.isFile(), found.getLen(), found.getModificationTime())
                      for found in system.listStatus(path))

    def folders(self, key: str, prefix: str) -> list:
        return [f"{key}{name}/" for name, is_file, _, _ in self.list(key) if not is_file and name.startswith(prefix)]


def at_once(work, things) -> list:
    """Store calls wait, so several go at once."""
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        return list(pool.map(work, list(things)))


def stage_files(store: Store, due: DueHour) -> list:
    """The keys of the hour's stage files. All of them count: what is in the folder and not in the marker would open the hour again and again."""
    found = [(name, size) for name, is_file, size, _ in store.list(due.stage) if is_file]
    if not found:
        raise RoutineError(f"There is no stage file in {store.uri(due.stage)}. The plan names an hour without data, or its files are gone.")
    empty = [name for name, size in found if size == 0]
    if empty:
        raise RoutineError(f"Stage files without a byte are no Parquet: {', '.join(empty)} in {due.stage}. "
                           "Take them away or put the whole files there.")
    # Spark leaves such names out without a word, and their rows would be lost.
    hidden = [name for name, _ in found if name.startswith(("_", "."))]
    if hidden:
        raise RoutineError(f"Spark does not read files whose names begin with '_' or '.': {', '.join(hidden)} in {due.stage}. "
                           "Rename them or take them away.")
    return [due.stage + name for name, _ in found]


def day_folder(due: DueHour, day: date) -> str:
    return f"{due.table}year={day:%Y}/month={day:%m}/day={day:%d}/"


def other_folders(store: Store, due: DueHour, days: list) -> list:
    """The folders that other hours have under the touched days, where they hold a file."""
    folders = [folder for found in at_once(lambda day: store.folders(day_folder(due, day), "ingestion="), days) for folder in found]
    folders = [folder for folder in folders if not folder.endswith(f"/ingestion={due.hour}/")]
    filled = at_once(lambda folder: any(is_file and name.endswith(".parquet") for name, is_file, _, _ in store.list(folder)), folders)
    return [folder for folder, is_filled in zip(folders, filled) if is_filled]


def own_folders(store: Store, due: DueHour) -> list:
    """Every folder that this hour has, under whatever day. Looked up and not remembered: a run that was killed has left no marker."""
    folders = [due.table]
    for prefix in ("year=", "month=", "day="):
        folders = [below for found in at_once(lambda folder: store.folders(folder, prefix), folders) for below in found]
    folders = [f"{folder}ingestion={due.hour}/" for folder in folders]
    return [folder for folder, is_there in zip(folders, at_once(store.exists, folders)) if is_there]


def sweep(store: Store, due: DueHour, now: datetime) -> None:
    """Takes away what killed runs have left in the table. What is young may belong to a run that still works."""
    for name, is_file, _, changed in store.list(due.table):
        if not is_file and name.startswith(".spark-staging-") and now.timestamp() - changed / 1000 > STALE_SECONDS:
            store.delete(due.table + name)


# The rows


SETTINGS = {
    # Change dates are UTC dates, and timestamps in files are UTC.
    "spark.sql.session.timeZone": "UTC",
    # A timestamp without a zone is read like one with: both are UTC here. Firehose's INT96 has no other reading.
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
    "spark.sql.parquet.int96AsTimestamp": "true",
    # The calendar is the same for all years, as in the embedded engine; no file here comes from Spark 2 or Hive.
    "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    # There is no binary column in a contract, so bytes without the mark of a text are a text.
    "spark.sql.parquet.binaryAsString": "true",
    # A value that does not fit its type fails the hour instead of becoming null or another value.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
    # "03" stays "03".
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    # A file that cannot be read fails its hour; it is not skipped.
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
}


def type_of(kind):
    """A type in Spark's JSON form as an object."""
    return StructType.fromJson(struct_of({"value": kind}))["value"].dataType


def plain_path(path: str) -> str:
    """Readers take a path for a pattern."""
    return re.sub(r"([{}\[\]*?\\])", r"\\\1", path)


def quoted(name: str):
    return F.col("`" + name.replace("`", "``") + "`")


def schemas_of(spark, paths: list, alone: bool) -> list:
    """
    The schemas of files, as (schema, paths). Files of one contract are one group, and their footers are read by the cluster at once. Where
    schemas do not go together (a column has become wider), halves are tried. With `alone` each file is looked at for itself.
    """
    if not alone or len(paths) == 1:
        try:
            found = spark.read.option("mergeSchema", "true").parquet(*map(plain_path, paths)).schema
            return [(found, paths)]
        except Exception as failure:
            if len(paths) == 1:
                raise RoutineError(f"{paths[0]} cannot be read as Parquet: {reason_of(failure)}") from failure
    middle = len(paths) // 2
    groups = {}
    for schema, members in schemas_of(spark, paths[:middle], alone) + schemas_of(spark, paths[middle:], alone):
        groups.setdefault(schema.json(), (schema, []))[1].extend(members)
    return list(groups.values())


def rows_of(spark, groups: list, columns: dict):
    """The rows of groups of files with the contract's columns, and where each row lies (_file, _row, _file_bytes)."""
    parts = []
    for schema, members in groups:
        have = {lower(name): (name, kind) for name, kind in fields_of(json.loads(schema.json())).items()}
        chosen = [fit_column(have.get(name), want).alias(name) for name, want in columns.items()]
        place = [F.col(f"_metadata.{own}").alias(name) for own, name in (("file_path", "_file"), ("row_index", "_row"), ("file_size", "_file_bytes"))]
        parts.append(spark.read.schema(schema).parquet(*map(plain_path, members)).select(*chosen, *place))
    return reduce(lambda left, right: left.unionByName(right), parts)


def fit_column(have, want):
    """A column of a file as one of the contract's type; null where the file, written under an older contract, has none."""
    if have is None:
        return F.lit(None).cast(type_of(want))
    name, kind = have
    try:
        return fit(quoted(name), kind, want)
    except RoutineError as failure:
        raise RoutineError(f"The column '{name}' {failure}") from failure


def fit(value, have, want):
    """A value of one type as one of another: fields by name, what is not there null, scalars by cast."""
    if is_same(have, want):
        return value
    if is_alike(have, want):
        return value.cast(type_of(want))
    if kind_of(have) != kind_of(want):
        raise RoutineError(f"is of type {json.dumps(have)} in a file and of type {json.dumps(want)} in the contract.")
    if kind_of(want) == "array":
        return F.transform(value, lambda element: fit(element, have["elementType"], want["elementType"]))
    if kind_of(want) == "map":
        return F.transform_values(value, lambda _, element: fit(element, have["valueType"], want["valueType"]))
    there = {lower(name): (name, kind) for name, kind in fields_of(have).items()}
    fields = []
    for name, kind in fields_of(want).items():
        own = fit(value.getField(there[name][0]), there[name][1], kind) if name in there else F.lit(None).cast(type_of(kind))
        fields.append(own.alias(name))
    return F.when(value.isNotNull(), F.struct(*fields))


def changed_at(contract: Contract):
    """When a row changed: the first present of the contract's columns, in UTC."""
    return F.coalesce(*[quoted(name).cast("timestamp_ntz") for name in contract.changed_at])


def key_columns(contract: Contract) -> dict:
    """The columns that tell whether two rows are the same, and which of them stays. Few and narrow."""
    names = list(dict.fromkeys([*contract.identity, *contract.changed_at, DIGEST, SOURCE, INGESTED_AT]))
    return {name: contract.table_columns[name] for name in names}


def keys_of(rows, contract: Contract):
    """The keys of rows: _id0, _id1, …, the timestamp of change and the digest; with the day, and where the row lies."""
    ids = [quoted(name).alias(f"_id{number}") for number, name in enumerate(contract.identity)]
    keys = rows.select(*ids, changed_at(contract).alias("_changed_at"), DIGEST, SOURCE, INGESTED_AT, "_file", "_row", "_file_bytes")
    return keys.withColumn("_day", F.col("_changed_at").cast("date"))


def key_names(contract: Contract) -> list:
    return [*(f"_id{number}" for number in range(len(contract.identity))), "_changed_at", DIGEST]


def check_keys(keys, contract: Contract) -> None:
    """A row without a key cannot be distinguished from others and has no place in the table; only another program can have written one."""
    missing = [F.col(name).isNull() for name in key_names(contract)]
    beyond = (F.col("_day") < F.lit(FIRST_DAY)) | (F.col("_day") > F.lit(LAST_DAY))
    bad = keys.where(reduce(lambda left, right: left | right, missing) | beyond).groupBy("_file").count().orderBy("_file").collect()
    if bad:
        raise RoutineError(
            f"{sum(row['count'] for row in bad)} rows of the stage files have no identity, no digest or no change date from {FIRST_DAY} to "
            f"{LAST_DAY}. The lake does not write such rows. Delete the files that another program put there. "
            f"Files: {', '.join(row['_file'] for row in bad)}")


def mark_lost(keys, others, contract: Contract):
    """
    Adds _lost: the row is in the hour before (by _source, then _ingested_at), or another hour has brought it to its day. Keys have no null here,
    so plain equality will do.
    """
    names = key_names(contract)
    order = Window.partitionBy(*names).orderBy(*[F.col(name).asc_nulls_last() for name in (SOURCE, INGESTED_AT, "_file", "_row")])
    placed = keys.withColumn("_place", F.row_number().over(order))
    if others is None:
        return placed.withColumn("_lost", F.col("_place") > 1)
    seen = others.select(*names).dropDuplicates().withColumn("_seen", F.lit(True))
    return placed.join(seen, names, "left").withColumn("_lost", (F.col("_place") > 1) | F.col("_seen").isNotNull())


def shares_of(marked) -> list:
    """How many rows each day has in each file."""
    counted = marked.groupBy("_file", "_file_bytes", "_day").agg(F.count(F.lit(1)).alias("rows"), F.sum(F.col("_lost").cast("long")).alias("lost"))
    return [Share(row["_file"], row["_file_bytes"], row["_day"], row["rows"], row["lost"]) for row in counted.collect()]


def salts(spark, count: int) -> list:
    """
    For each task a number that Spark's shuffle sends to that task alone: it takes the remainder of this very hash. If another Spark took another,
    tasks would be filled unevenly, and nothing else.
    """
    if count == 1:
        return [0]
    numbers = spark.range(64 * count).select(F.col("id").cast("int").alias("salt"))
    found = numbers.withColumn("task", F.pmod(F.hash(F.col("salt")), F.lit(count))).groupBy("task").agg(F.min("salt").alias("salt")).collect()
    known = {row["task"]: row["salt"] for row in found}
    return [known.get(task, task) for task in range(count)]


def day_rows(spark, due: DueHour, tasks: dict):
    """
    The partition columns of each day, and the salts of its tasks. Joined and not given as literals: Spark forgets that rows are sorted by a literal,
    or by a text that may be null, and would sort again by the partition columns alone.
    """
    count = max(max(numbers) for numbers in tasks.values()) + 1
    salt = salts(spark, count)
    text = [field_of(name, "string", nullable=False) for name in PARTITION_COLUMNS]
    schema = StructType.fromJson({"type": "struct", "fields": [field_of("_day", "date"), field_of("_salts", array_of("integer")), *text]})
    rows = [(day, [salt[task] for task in numbers], f"{day:%Y}", f"{day:%m}", f"{day:%d}", due.hour) for day, numbers in tasks.items()]
    return spark.createDataFrame(rows, schema), count


def write_days(spark, store: Store, contract: Contract, due: DueHour, rows, lost, tasks: dict) -> None:
    """Writes the rows that stay, each day in as many files as it has tasks, sorted by identity, over what this hour has under these days."""
    if lost is not None:
        rows = rows.join(lost, ["_file", "_row"], "left_anti")
    identity = [quoted(name) for name in contract.identity]
    days, count = day_rows(spark, due, tasks)
    placed = rows.withColumn("_changed_at", changed_at(contract)).withColumn("_day", F.col("_changed_at").cast("date")).join(F.broadcast(days), "_day")
    # All versions of an entity go to one file of their day.
    salted = placed.withColumn("_salt", F.get(F.col("_salts"), F.pmod(F.xxhash64(*identity), F.size("_salts")).cast("int")))
    ordered = salted.repartition(count, "_salt").sortWithinPartitions(*PARTITION_COLUMNS, *identity, "_changed_at", DIGEST)
    (ordered.select(*map(quoted, [*contract.table_columns, *PARTITION_COLUMNS]))
        .write.mode("overwrite")
        .option("partitionOverwriteMode", "dynamic")
        .option("compression", "snappy")
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .partitionBy(*PARTITION_COLUMNS)
        .parquet(store.uri(due.table.rstrip("/"))))


# The hour


def bring(spark, store: Store, contract: Contract, due: DueHour, now, alone: bool = False) -> dict:
    """Brings an hour into the table and puts its marker. Until the rows are known to be whole nothing in the lake is touched."""
    stage = stage_files(store, due)
    kept = []
    try:
        groups = schemas_of(spark, [store.uri(key) for key in stage], alone)
        keys = keys_of(rows_of(spark, groups, key_columns(contract)), contract).persist(StorageLevel.MEMORY_AND_DISK)
        kept.append(keys)
        check_keys(keys, contract)
        days = [row["_day"] for row in keys.select("_day").distinct().collect()]
        folders = other_folders(store, due, days)
        marked = mark_lost(keys, keys_in(spark, store, contract, folders, alone), contract).persist(StorageLevel.MEMORY_AND_DISK)
        kept.append(marked)
        shares = shares_of(marked)
        tasks = share_out(bytes_by_day(shares), FILE_BYTES, TASK_BYTES)
        marker = completion_marker(due, stage, shares, now())
        lost = marked.where("_lost").select("_file", "_row") if marker["duplicates"] else None

        sweep(store, due, now())
        # Without a marker the hour is due: a run that is killed from here on must not leave an old marker over half an hour.
        store.delete(due.marker)
        if tasks:
            write_days(spark, store, contract, due, rows_of(spark, groups, contract.table_columns), lost, tasks)
        filled = [f"{day_folder(due, day)}ingestion={due.hour}/" for day in tasks]
        at_once(store.delete, [folder for folder in own_folders(store, due) if folder not in filled])
        check_written(spark, store, filled, marker["written"])
        marker["finishedAt"] = now().isoformat()
        store.write(due.marker, json.dumps(marker, indent=2, ensure_ascii=False))
        return {**marker, "files": len({(day, task) for day, numbers in tasks.items() for task in numbers})}
    finally:
        for frame in kept:
            frame.unpersist()


def keys_in(spark, store: Store, contract: Contract, folders: list, alone: bool):
    """The keys of the rows in folders of the table; None where there is no folder."""
    if not folders:
        return None
    return keys_of(rows_of(spark, schemas_of(spark, [store.uri(folder) for folder in folders], alone), key_columns(contract)), contract)


def check_written(spark, store: Store, filled: list, expected: int) -> None:
    """Counts what is in the table now, from the files' footers."""
    there = spark.read.parquet(*[plain_path(store.uri(folder)) for folder in filled]).count() if filled else 0
    if there != expected:
        raise RoutineError(f"{expected} rows were given to the engine and {there} are in the table. The hour has no marker and is due again.")


# Spark reads a whole group of files with one schema. Where decimals of several precisions went into it, it may refuse a single file in the middle
# of the work, with one of these texts; then each file is read with its own schema.
NARROWER = ("cannot be converted in file", "PARQUET_COLUMN_DATA_TYPE_MISMATCH", "SchemaColumnConvertNotSupportedException")


def take_hour(spark, store: Store, due: DueHour, now) -> dict:
    contract = contract_of(store, due)
    try:
        return bring(spark, store, contract, due, now)
    except RoutineError:
        raise
    except Exception as failure:
        if not any(text in f"{reason_of(failure)} {failure}" for text in NARROWER):
            raise
        return bring(spark, store, contract, due, now, alone=True)


def contract_of(store: Store, due: DueHour) -> Contract:
    try:
        return read_contract(store.read(due.contract), due.dataset)
    except RoutineError as failure:
        raise RoutineError(f"{due.contract}: {failure}") from failure
    except Exception as failure:
        raise RoutineError(f"The contract {due.contract} cannot be read: {reason_of(failure)}") from failure


def run_hours(spark, plan: Plan, now) -> list:
    """Takes the hours in their order; the reasons of those that failed. One that fails does not keep the next from running."""
    store = Store(spark, plan.lake)
    failures = []
    for due in plan.hours:
        started = monotonic()
        about = {"run": plan.run, "dataset": due.dataset, "hour": due.hour}
        try:
            marker = take_hour(spark, store, due, now)
            log("info", "Hour finished", **about, rows=marker["rows"], written=marker["written"], duplicates=marker["duplicates"], days=len(marker["days"]),
                stageFiles=len(marker["stageFiles"]), files=marker["files"], seconds=round(monotonic() - started, 1))
        except Exception as failure:
            reason = str(failure) if isinstance(failure, RoutineError) else reason_of(failure)
            failures.append(f"{due}: {reason}")
            log("error", "Hour failed", **about, reason=reason, seconds=round(monotonic() - started, 1))
    log("error" if failures else "info", "Run ended", run=plan.run, finished=len(plan.hours) - len(failures), failed=len(failures), reasons=failures)
    return failures


def main(arguments: list, now=lambda: datetime.now(timezone.utc)) -> int:
    """Runs a plan. 0: all hours are done; 1: some are not, or the plan cannot be run."""
    parser = argparse.ArgumentParser(description="Brings ingestion hours from the stage into the consumable tables.")
    parser.add_argument("--plan", required=True, help="URI of the plan, e.g. s3://bucket/_state/runs/<run>/plan.json")
    chosen = parser.parse_args(arguments)
    if SparkSession is None:
        log("error", "Run failed", reason="pyspark is not there. Start the job with spark-submit.")
        return 1
    mine = SparkSession.getActiveSession() is None
    spark = SparkSession.builder.appName("partition_routine").getOrCreate()
    try:
        for name, value in SETTINGS.items():
            spark.conf.set(name, value)
        try:
            plan = read_plan(Store(spark, "").read(chosen.plan))
        except Exception as failure:
            reason = str(failure) if isinstance(failure, RoutineError) else reason_of(failure)
            log("error", "Run failed", plan=chosen.plan, reason=reason)
            return 1
        return 1 if run_hours(spark, plan, now) else 0
    finally:
        if mine:
            spark.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
