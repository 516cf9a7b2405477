"""A lake in a folder: puts Parquet where the delivery stream would, runs the job, and looks at what came of it."""
import json
import pathlib
import shutil

import partition_routine as job

ORDERS = {
    "name": "orders", "database": "d", "raw": {"keys": "{id*}"}, "identity": ["OrderId"], "changedAt": ["LastChange", "CreationDate"],
    "columns": {"OrderId": "string", "Value": "bigint", "LastChange": "timestamp", "CreationDate": "timestamp"},
}


class Lake:
    def __init__(self, spark, root: pathlib.Path, contract, capsys):
        self.spark, self.root, self.capsys = spark, root, capsys
        self.set_contract(contract)

    def set_contract(self, contract):
        text = contract if isinstance(contract, str) else json.dumps(contract)
        self.name = json.loads(job.plain_json(text))["name"]
        self.contract = job.read_contract(text, self.name)
        self.put("contract.json", text)

    def due(self, hour):
        return job.DueHour(self.name, str(self.root / "contract.json"), hour)

    def put(self, key, text):
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def rows(self, *rows):
        """Rows as a file of conformed JSON; what every row has is filled in."""
        lines = []
        for number, row in enumerate(rows):
            filled = {"_source": f"s{number}", "_ingested_at": "2026-11-20T09:00:00Z", "_digest": digest(row), **row}
            lines.append(json.dumps(filled))
        return self.put("rows.ndjson", "\n".join(lines))

    def read_json(self, path, more=None):
        """Conformed JSON with the contract's types."""
        schema = job.StructType.fromJson(job.struct_of({**self.contract.table_columns, **(more or {})}))
        self.spark.conf.set("spark.sql.session.timeZone", "UTC")
        return self.spark.read.schema(schema).option("mode", "FAILFAST").json(str(path))

    def put_stage(self, hour, name, rows, timestamps="INT96"):
        """Puts a stage file; Firehose writes INT96."""
        frame = rows if hasattr(rows, "write") else self.read_json(rows)
        return self.put_parquet(f"{self.due(hour).stage}{name}.parquet", frame, timestamps)

    def put_parquet(self, key, frame, timestamps="TIMESTAMP_MICROS"):
        self.spark.conf.set("spark.sql.parquet.outputTimestampType", timestamps)
        made = self.root / "made"
        frame.coalesce(1).write.mode("overwrite").parquet(str(made))
        (part,) = made.glob("part-*.parquet")
        target = self.root / key
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(str(part), str(target))
        shutil.rmtree(made)
        return target

    def run(self, *hours):
        """Runs the job on hours of this dataset; its exit code and its log lines."""
        plan = {"run": "test", "lake": str(self.root), "hours": [vars(self.due(hour)) for hour in hours]}
        path = self.put("_state/runs/test/plan.json", json.dumps(plan))
        self.capsys.readouterr()
        code = job.main(["--plan", str(path)])
        lines = [json.loads(line) for line in self.capsys.readouterr().out.splitlines() if line.startswith("{")]
        return code, lines

    def finish(self, *hours):
        code, lines = self.run(*hours)
        assert code == 0, lines
        return self.marker(hours[-1])

    def marker(self, hour):
        path = self.root / self.due(hour).marker
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def files(self, below=""):
        """Keys of the files below a folder, without the checksums that Hadoop keeps beside local files."""
        found = [path for path in (self.root / below).rglob("*") if path.is_file() and not path.name.endswith(".crc")]
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    @property
    def folder(self):
        return self.root / "consumable_tables" / self.name

    def delta(self):
        return job.DeltaTable.forPath(self.spark, str(self.folder))

    def is_there(self):
        return (self.folder / "_delta_log").exists()

    def frame(self, version=None):
        reader = self.spark.read.format("delta")
        return (reader if version is None else reader.option("versionAsOf", version)).load(str(self.folder))

    def table_files(self):
        """Paths of the files of the newest version."""
        return sorted(row["path"] for row in self.frame().select(job.F.col("_metadata.file_path").alias("path")).distinct().collect())

    def table(self):
        """The rows of the newest version with the partition columns, as a bag."""
        return bag(self.frame()) if self.is_there() else []

    def values(self, *columns):
        return sorted(tuple(row) for row in self.frame().select(*columns).collect())

    def versions(self):
        """What the versions were, the oldest first: their operations and notes."""
        rows = self.delta().history().orderBy("version").collect()
        return [(row["operation"], json.loads(row["userMetadata"] or "{}")) for row in rows]

    def put_old_table(self, hour, path):
        """Rows as lakes before Delta had them: each under the day of its change date and its hour, timestamps without a zone."""
        rows = self.read_json(path)
        rows = rows.select(*[job.quoted(name).cast(kind.replace("timestamp", "timestamp_ntz")).alias(name) for name, kind in rows.dtypes])
        rows = rows.withColumn("_day", job.changed_at(self.contract).cast("date"))
        for day in sorted({row["_day"] for row in rows.select("_day").distinct().collect()}):
            folder = f"consumable_tables/{self.name}/year={day:%Y}/month={day:%m}/day={day:%d}/ingestion={hour}"
            self.put_parquet(f"{folder}/{path.stem}.parquet", rows.where(job.F.col("_day") == job.F.lit(day)).drop("_day"))


def digest(row):
    return json.dumps(row, sort_keys=True)


def bag(frame):
    """Rows as sorted texts; what is there twice is twice in it."""
    return sorted(json.dumps(row.asDict(True), sort_keys=True, default=str) for row in frame.collect())
