"""The partition routine on Spark: brings ingestion hours from the stage into the consumable tables.

    spark-submit partition_routine.py --plan <uri>

One file, because that is what a cluster is given. From top to bottom: the plan, the contract, its types, days and markers (plain Python, tested
without Spark), then the store, the rows, the table and the hour (Spark and Delta Lake). docs/decisions/0009 and 0035 give the reasons; README.md
says how to run and test it.
"""
from __future__ import annotations

import argparse
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import reduce
from time import monotonic

try:
    from delta.tables import DeltaTable
    from pyspark import StorageLevel
    from pyspark.sql import SparkSession, Window
    from pyspark.sql import functions as F
    from pyspark.sql.types import StructType
except ModuleNotFoundError as missing:  # The plain parts are tested without them.
    SparkSession, MISSING = None, missing.name

# Files are compacted to this size; those below a quarter of it count as small.
FILE_BYTES = 128 << 20
SMALL_FILE_BYTES = FILE_BYTES // 4

# A day with more small files than this is compacted after an hour that touched it.
SMALL_FILES = 16

VACUUM_INTERVAL = timedelta(days=7)

# The change dates that are believed; the lake sends others to quarantine (contract.md, "Timestamps").
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)

# As src/Datalake/Tables/TableSchema.cs has them; a test there compares the two.
LINEAGE = {"_rescued": "string", "_source": "string", "_ingested_at": "timestamp", "_digest": "string"}
_, SOURCE, INGESTED_AT, DIGEST = LINEAGE
PARTITION_COLUMNS = {"year": "integer", "month": "integer", "day": "integer"}

CALLS_AT_ONCE = 16


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
        return f"consumable_tables/{self.dataset}"

    @property
    def marker(self) -> str:
        return f"_state/finished/{self.dataset}/{self.hour}.json"

    @property
    def vacuum_mark(self) -> str:
        return f"_state/vacuumed/{self.dataset}.json"

    @property
    def keys_note(self) -> str:
        return f"_state/keys/{self.dataset}.json"

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
        """All columns of the files in their order."""
        return {**self.columns, **LINEAGE}

    @property
    def table(self) -> dict:
        """The struct of the table's rows."""
        return struct_of({**self.table_columns, **PARTITION_COLUMNS})


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
            check_name(name)
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
    "timestamp": "timestamp",
}


def spark_type(hive: str):
    """A Hive type as Spark's JSON form of a type. Names of struct fields become lower-case."""
    if not is_text(hive):
        raise RoutineError(f"{hive!r} is no type")
    return TypeReader(hive).read_all()


def check_name(name: str) -> None:
    if set(" ,;{}()\n\t=") & set(name):
        raise RoutineError(f"a Delta table takes no name with a space or one of ,;{{}}()= as '{name}' has it; declare another, with a rule 'rename'")


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
            check_name(name)
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


def added_to(have, want, path: str = "") -> list:
    """
    The paths of what a contract's type has and a table's has not, as src/Datalake/Tables/Delta/Schemas/SchemaChange.cs finds them: fields may be
    added at any depth. What the contract has lost stays in the table. Another type is refused.
    """
    if have == want:
        return []
    if kind_of(have) != kind_of(want) or kind_of(have) == "scalar":
        now, declared = (kind if isinstance(kind, str) else kind["type"] for kind in (have, want))
        raise RoutineError(f"The column {path} has the type {now} in the table, and the contract declares {declared}")
    if kind_of(have) != "struct":
        part, name = ("elementType", "element") if kind_of(have) == "array" else ("valueType", "value")
        return added_to(have[part], want[part], f"{path}.{name}")
    prefix, there, found = f"{path}." if path else "", {lower(name): kind for name, kind in fields_of(have).items()}, []
    for name, kind in fields_of(want).items():
        found += added_to(there[name], kind, prefix + name) if name in there else [prefix + name]
    return found


# Keys and days


def key_columns(contract: Contract) -> dict:
    """The columns that tell whether two rows are the same, and which of them stays. Few and narrow."""
    names = list(dict.fromkeys([*contract.identity, *contract.changed_at, DIGEST, SOURCE, INGESTED_AT]))
    return {name: contract.table_columns[name] for name in names}


def table_properties(contract: Contract) -> dict:
    """The properties of a new table: manifests for Redshift, and statistics of the keys. By default Delta has those of the first 32 columns."""
    return {
        "delta.compatibility.symlinkFormatManifest.enabled": "true",
        "delta.dataSkippingStatsColumns": ", ".join(ticked(name) for name, kind in key_columns(contract).items() if kind != "boolean"),
    }


def keys_note(contract: Contract) -> dict:
    """The columns that identify and date the rows of the table. They are recorded, because rows of other keys cannot be compared with new ones."""
    return {"identity": contract.identity, "changedAt": contract.changed_at}


def changed_key(known: dict, contract: Contract):
    """Why rows of the contract cannot be compared with those of a table with this note; None when they can, or nothing is known."""
    for role, declared in keys_note(contract).items():
        # Rows of the table have a value in the columns that were declared: with fewer of them in the identity they can still be compared, and a
        # further one at the end of changedAt changes no timestamp.
        there = known.get(role, declared)
        if not (set(declared) <= set(there) if role == "identity" else there == declared[:len(there)]):
            return f"The rows of the table were inserted with {role} {', '.join(known[role])}, and the contract declares {', '.join(declared)}"
    return None


def ticked(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def on_days(days: list, table: str = "") -> str:
    """The SQL condition for the rows of change dates. It has partition columns only, so that Delta opens no other files."""
    numbers = ", ".join(f"{day:%Y%m%d}" for day in sorted(days))
    return f"{table}year * 10000 + {table}month * 100 + {table}day IN ({numbers})"


def is_vacuum_due(mark, now: datetime) -> bool:
    """True when the last vacuum, of which the mark tells, is long ago or was none."""
    return mark is None or now - datetime.fromisoformat(json.loads(mark)["vacuumedAt"]) >= VACUUM_INTERVAL


# Markers and log


def completion_marker(due: DueHour, stage_keys: list, days: list, rows: int, written: int, finished_at: datetime) -> dict:
    """The completion marker, as src/Datalake/Partitioning/CompletionMarker.cs has it."""
    return {
        "dataset": due.dataset,
        "hour": due.hour,
        "stageFiles": stage_keys,
        "days": [day.isoformat() for day in sorted(days)],
        "rows": rows,
        "written": written,
        "duplicates": rows - written,
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

    def exists(self, key: str) -> bool:
        system, path = self._open(self.uri(key))
        return system.exists(path)

    def list(self, key: str) -> list:
        """What lies in a folder: (name, is a file, bytes), by name. Nothing where there is no folder."""
        system, path = self._open(self.uri(key.rstrip("/")))
        if not system.exists(path):
            return []
        return sorted((found.getPath().getName(), found.isFile(), found.getLen()) for found in system.listStatus(path))

    def folders(self, key: str, prefix: str) -> list:
        return [f"{key}{name}/" for name, is_file, _ in self.list(key) if not is_file and name.startswith(prefix)]


def at_once(work, things) -> list:
    """Store calls wait, so several go at once."""
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        return list(pool.map(work, list(things)))


def stage_files(store: Store, due: DueHour) -> list:
    """The keys of the hour's stage files. All of them count: what is in the folder and not in the marker would open the hour again and again."""
    found = [(name, size) for name, is_file, size in store.list(due.stage) if is_file]
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


def is_delta(store: Store, due: DueHour) -> bool:
    """True when the table's log has a version. Its folder alone may be what a killed run left."""
    return any(re.match(r"[0-9]{20}\.", name) for name, _, _ in store.list(f"{due.table}/_delta_log"))


def old_files(store: Store, due: DueHour) -> list:
    """The keys of the files of a table that an earlier version of the lake made: below folders of change dates and ingestion hours."""
    folders = [f"{due.table}/"]
    for prefix in ("year=", "month=", "day=", "ingestion="):
        folders = [below for found in at_once(lambda folder: store.folders(folder, prefix), folders) for below in found]
    return [folder + name for folder, found in zip(folders, at_once(store.list, folders)) for name, is_file, _ in found
            if is_file and name.endswith(".parquet") and not name.startswith(("_", "."))]


def is_finished(store: Store, due: DueHour) -> bool:
    """True when a completion marker says that rows of the dataset are in its table."""
    folder = due.marker[:due.marker.rindex("/") + 1]
    keys = [folder + name for name, is_file, _ in store.list(folder) if is_file and name.endswith(".json")]
    return any(json.loads(text)["written"] for text in at_once(lambda key: store.read(store.uri(key)), keys))


# The rows


SETTINGS = {
    # Change dates are UTC dates, and timestamps in files are UTC.
    "spark.sql.session.timeZone": "UTC",
    # A timestamp without a zone, as earlier versions of the lake wrote it, is read like one with: both are UTC.
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
    "spark.sql.parquet.int96AsTimestamp": "true",
    # The calendar is the same for all years, as in the embedded engine; no file here comes from Spark 2 or Hive.
    "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    # Spark's default, INT96, has no statistics, so that nobody could skip files by a timestamp.
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    # There is no binary column in a contract, so bytes without the mark of a text are a text.
    "spark.sql.parquet.binaryAsString": "true",
    # A value that does not fit its type fails the hour instead of becoming null or another value.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
    # A file that cannot be read fails its hour; it is not skipped.
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    # A day gets few files, whatever the number of tasks (from Delta 3.1 on, that is EMR 7.2; before that only compaction sees to it).
    "spark.databricks.delta.optimizeWrite.enabled": "true",
    "spark.databricks.delta.optimize.minFileSize": str(SMALL_FILE_BYTES),
    "spark.databricks.delta.optimize.maxFileSize": str(FILE_BYTES),
    "spark.databricks.delta.vacuum.parallelDelete.enabled": "true",
}

# What the next commits say about themselves in the table's history.
COMMIT_NOTE = "spark.databricks.delta.commitInfo.userMetadata"


def type_of(kind):
    """A type in Spark's JSON form as an object."""
    return StructType.fromJson(struct_of({"value": kind}))["value"].dataType


def plain_path(path: str) -> str:
    """Readers take a path for a pattern."""
    return re.sub(r"([{}\[\]*?\\])", r"\\\1", path)


def quoted(name: str, table: str = ""):
    return F.col(table + ticked(name))


def schemas_of(spark, paths: list) -> list:
    """The schemas of files, as (schema, paths). Files of one contract have one, and Spark reads a group of files with one schema."""
    groups = {}
    for path, schema in zip(paths, at_once(lambda path: schema_of(spark, path), paths)):
        groups.setdefault(schema.json(), (schema, []))[1].append(path)
    return list(groups.values())


def schema_of(spark, path: str):
    try:
        return spark.read.parquet(plain_path(path)).schema
    except Exception as failure:
        raise RoutineError(f"{path} cannot be read as Parquet: {reason_of(failure)}") from failure


def rows_of(spark, groups: list, columns: dict):
    """The rows of groups of files with the columns given, and where each row lies (_file, _row)."""
    parts = []
    for schema, members in groups:
        have = {lower(name): (name, kind) for name, kind in fields_of(json.loads(schema.json())).items()}
        chosen = [fit_column(have.get(name), want).alias(name) for name, want in columns.items()]
        place = [F.col(f"_metadata.{own}").alias(name) for own, name in (("file_path", "_file"), ("row_index", "_row"))]
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


def all_of(conditions: list):
    return reduce(lambda left, right: left & right, conditions)


def changed_at(contract: Contract, table: str = ""):
    """When a row changed: the first present of the contract's columns, in UTC."""
    return F.coalesce(*[quoted(name, table).cast("timestamp") for name in contract.changed_at])


def dated(rows, contract: Contract):
    """Rows with the partition columns of their change dates."""
    day = changed_at(contract).cast("date")
    return rows.select("*", F.year(day).alias("year"), F.month(day).alias("month"), F.dayofmonth(day).alias("day"))


def keys_of(rows, contract: Contract, *place: str):
    """The keys of rows, _id0, _id1, …, the timestamp of change and the digest; with the row's origin, and with what says where it lies."""
    ids = [quoted(name).alias(f"_id{number}") for number, name in enumerate(contract.identity)]
    return rows.select(*ids, changed_at(contract).alias("_changed_at"), DIGEST, SOURCE, INGESTED_AT, *place)


def key_names(contract: Contract) -> list:
    return [*(f"_id{number}" for number in range(len(contract.identity))), "_changed_at", DIGEST]


def check_keys(keys, contract: Contract) -> None:
    """A row without a key cannot be distinguished from others and has no place in the table; only another program can have written one."""
    missing = [F.col(name).isNull() for name in key_names(contract)]
    day = F.col("_changed_at").cast("date")
    beyond = (day < F.lit(FIRST_DAY)) | (day > F.lit(LAST_DAY))
    bad = keys.where(reduce(lambda left, right: left | right, missing) | beyond).groupBy("_file").count().orderBy("_file").collect()
    if bad:
        raise RoutineError(
            f"{sum(row['count'] for row in bad)} rows of the stage files have no identity, no digest or no change date from {FIRST_DAY} to "
            f"{LAST_DAY}. The lake does not write such rows. Delete the files that another program put there. "
            f"Files: {', '.join(row['_file'] for row in bad)}")


def placed(keys, contract: Contract):
    """Adds _place: 1 for the row that stays of those with one key in the hour, by _source, then _ingested_at."""
    order = Window.partitionBy(*key_names(contract)).orderBy(*[F.col(name).asc_nulls_last() for name in (SOURCE, INGESTED_AT, "_file", "_row")])
    return keys.withColumn("_place", F.row_number().over(order))


# The table


def open_table(spark, store: Store, contract: Contract, due: DueHour, now) -> dict:
    """
    Makes the table where there is none, and gives it the columns that the contract has gained; its columns and their types. The files of a table
    that an earlier version of the lake made become its first version: until that commit there is no table, and from then on it is whole.
    """
    path, nothing = store.uri(due.table), spark.createDataFrame([], StructType.fromJson(contract.table))
    if not is_delta(store, due):
        files, first = [store.uri(key) for key in old_files(store, due)], nothing
        if not files and is_finished(store, due):
            raise RoutineError(
                f"The table {path}/ has no log, and completion markers say that rows are in it. Restore its _delta_log/. To make the table "
                f"again from the stage, delete {path}/ and _state/finished/{due.dataset}/.")
        # A vacuum deletes the files of the old table. It waits as long as it does for other files.
        put_vacuum_mark(store, due, now())
        keep_keys(store, contract, due, is_new=True)
        if files:
            first = dated(rows_of(spark, schemas_of(spark, files), contract.table_columns), contract).drop("_file", "_row")
        first.write.format("delta").mode("append").partitionBy(*PARTITION_COLUMNS).options(**table_properties(contract)).save(path)
    else:
        keep_keys(store, contract, due, is_new=False)
        if gained(columns_in(spark, path), contract, store, due):
            nothing.write.format("delta").mode("append").option("mergeSchema", "true").save(path)
    return {lower(name): kind for name, kind in fields_of(columns_in(spark, path)).items() if lower(name) not in PARTITION_COLUMNS}


def columns_in(spark, path: str) -> dict:
    """The struct of the table's rows, in Spark's JSON form."""
    return json.loads(spark.read.format("delta").load(path).schema.json())


def keep_keys(store: Store, contract: Contract, due: DueHour, is_new: bool) -> None:
    """Refuses a table whose rows were inserted by other keys. A new table, and one of which nothing is known, has the contract's."""
    known = json.loads(store.read(store.uri(due.keys_note))) if not is_new and store.exists(due.keys_note) else {}
    problem = changed_key(known, contract)
    if problem:
        raise RoutineError(f"{problem}. Declare them again as the table has them. {instead(store, due)}")
    if any(known.get(role) != declared for role, declared in keys_note(contract).items()):
        store.write(due.keys_note, json.dumps({"dataset": due.dataset, **keys_note(contract)}, ensure_ascii=False))


def gained(table: dict, contract: Contract, store: Store, due: DueHour) -> list:
    """The columns that the contract has and the table has not."""
    try:
        return added_to(table, contract.table)
    except RoutineError as failure:
        raise RoutineError(f"{failure}. Declare the column again as the table has it. {instead(store, due)}") from failure


def instead(store: Store, due: DueHour) -> str:
    return (f"To follow the contract instead, delete {store.uri(due.table)}/ and _state/finished/{due.dataset}/: the next runs make the table again "
            "from the stage. Records that are not in the stage any more come back from the raw bucket with `lake aws backfill`.")


def insert(spark, path: str, contract: Contract, rows, days: list) -> None:
    """Inserts the rows that the touched days do not hold, in one commit; where nothing is new there is no commit."""
    same = [quoted(name, "t.") == quoted(name, "s.") for name in (*contract.identity, DIGEST)]
    same += [changed_at(contract, "t.") == changed_at(contract, "s."), F.expr(on_days(days, "t."))]
    table = DeltaTable.forPath(spark, path).alias("t")
    table.merge(rows.alias("s"), all_of(same)).whenNotMatchedInsertAll().execute()


def rows_in(spark, path: str, days: list):
    """The rows that the newest version of the table has of these days."""
    return spark.read.format("delta").load(path).where(on_days(days))


def count_written(spark, path: str, contract: Contract, keys, days: list) -> int:
    """
    The rows of the table that are this hour's, whichever run of it brought them: of the same record in the same delivery. A record that was
    delivered twice is not.
    """
    there = keys_of(rows_in(spark, path, days), contract).alias("t")
    same = [F.col(f"t.{name}").eqNullSafe(F.col(f"s.{name}")) for name in (*key_names(contract), SOURCE, INGESTED_AT)]
    return there.join(keys.alias("s"), all_of(same), "left_semi").count()


def tend(spark, store: Store, due: DueHour, days: list, now) -> None:
    """
    Compacts touched days that have many small files, and deletes files that no version of the last week needs. The hour is complete before, so what
    fails here is reported and left to the next hour.
    """
    try:
        path = store.uri(due.table)
        table = DeltaTable.forPath(spark, path)
        small = rows_in(spark, path, days).where(F.col("_metadata.file_size") < SMALL_FILE_BYTES).select(*PARTITION_COLUMNS, "_metadata.file_path")
        many = small.groupBy(*PARTITION_COLUMNS).agg(F.countDistinct("file_path").alias("files")).where(F.col("files") > SMALL_FILES).collect()
        if many:
            table.optimize().where(on_days([date(row["year"], row["month"], row["day"]) for row in many])).executeCompaction()
        if is_vacuum_due(store.read(store.uri(due.vacuum_mark)) if store.exists(due.vacuum_mark) else None, now()):
            table.vacuum()
            put_vacuum_mark(store, due, now())
    except Exception as failure:
        log("warning", "Table not compacted or vacuumed", dataset=due.dataset, hour=due.hour, reason=reason_of(failure))


def put_vacuum_mark(store: Store, due: DueHour, vacuumed_at: datetime) -> None:
    store.write(due.vacuum_mark, json.dumps({"dataset": due.dataset, "vacuumedAt": vacuumed_at.isoformat()}))


# The hour


def bring(spark, store: Store, contract: Contract, due: DueHour, now) -> dict:
    """
    Brings an hour into the table and puts its marker. Cut short before the commit, the table is as it was; cut short after it, the hour has no
    marker, runs again and inserts nothing.
    """
    stage = stage_files(store, due)
    groups = schemas_of(spark, [store.uri(key) for key in stage])
    keys = keys_of(rows_of(spark, groups, key_columns(contract)), contract, "_file", "_row").persist(StorageLevel.MEMORY_AND_DISK)
    try:
        check_keys(keys, contract)
        days = [row["day"] for row in keys.select(F.col("_changed_at").cast("date").alias("day")).distinct().collect()]
        spark.conf.set(COMMIT_NOTE, json.dumps({"ingestionHour": due.hour, "stageFiles": len(stage)}))
        rows = rows_of(spark, groups, open_table(spark, store, contract, due, now))
        path, written = store.uri(due.table), 0
        if days:
            repeated = placed(keys, contract).where(F.col("_place") > 1).select("_file", "_row")
            if not repeated.isEmpty():
                rows = rows.join(repeated, ["_file", "_row"], "left_anti")
            insert(spark, path, contract, dated(rows.drop("_file", "_row"), contract), days)
            written = count_written(spark, path, contract, keys, days)
        marker = completion_marker(due, stage, days, keys.count(), written, now())
        store.write(due.marker, json.dumps(marker, indent=2, ensure_ascii=False))
        return marker
    finally:
        keys.unpersist()


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
            marker = bring(spark, store, contract_of(store, due), due, now)
            log("info", "Hour finished", **about, rows=marker["rows"], written=marker["written"], duplicates=marker["duplicates"], days=len(marker["days"]),
                stageFiles=len(marker["stageFiles"]), seconds=round(monotonic() - started, 1))
            spark.conf.unset(COMMIT_NOTE)
            if marker["days"]:
                tend(spark, store, due, [date.fromisoformat(day) for day in marker["days"]], now)
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
        log("error", "Run failed", reason=f"The Python module {MISSING} is not there. Start the job as spark/README.md says.")
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
