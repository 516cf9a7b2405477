#!/usr/bin/env python3
"""DeliverToFirehoseProxy as a Python function: types by the contract, what does not fit into _rescued, lineage, digest, PutRecordBatch. For the bench only."""

import hashlib
import json
import os
from datetime import datetime, timezone

import hive_types
import lambda_runtime

ENTRY_BYTES = 64 << 10
CALL_ENTRIES = 500
CALL_BYTES = 4 << 20


class Conformer:
    """The columns of a contract."""

    def __init__(self, contract):
        self.columns = hive_types.make_struct({name.lower(): hive_types.make(kind) for name, kind in contract["columns"].items()})
        self.identity = [name.lower() for name in contract["identity"]]
        self.changed_at = [name.lower() for name in contract["changedAt"]]

    def conform(self, record, source, ingested_at):
        """The conformed record as a line; None when it has no identity or no change date."""
        rescued = {}
        row = self.columns(record, "", rescued)
        if not all(row.get(name) for name in self.identity) or not any(row.get(name) for name in self.changed_at):
            return None
        if rescued:
            row["_rescued"] = json.dumps(rescued, ensure_ascii=False, separators=(",", ":"))
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))[:-1].encode()
        lineage = {"_digest": hashlib.sha256(text).hexdigest()[:32], "_source": source, "_ingested_at": ingested_at}
        return text + b"," + json.dumps(lineage, ensure_ascii=False, separators=(",", ":"))[1:].encode()


def calls(lines):
    """Entries of several records, as many as one call takes."""
    call, call_bytes, entry, entry_bytes = [], 0, [], 0
    for line in lines:
        if entry and entry_bytes + len(line) + 1 > ENTRY_BYTES:
            if len(call) + 1 >= CALL_ENTRIES or call_bytes + 2 * ENTRY_BYTES > CALL_BYTES:
                yield [*call, b"".join(entry) + b"\n"]
                call, call_bytes = [], 0
            else:
                call.append(b"".join(entry) + b"\n")
                call_bytes += entry_bytes + 1
            entry, entry_bytes = [], 0
        entry.append(line)
        entry_bytes += len(line)
    if entry:
        yield [*call, b"".join(entry) + b"\n"]


def create(services):
    """Makes the handler."""
    conformer = Conformer(lambda_runtime.load_contract(services))
    streams = dict(pair.split("=") for pair in os.environ["DATALAKE_DELIVERY_STREAMS"].split(","))

    def handle(event):
        arrivals = records = passed = 0
        for bucket, key, _ in lambda_runtime.notices(event):
            _, dataset, raw_key = key.removesuffix(".json").split("/", 2)
            lines = services.get(bucket, key)[0].splitlines()
            now = f"{datetime.now(timezone.utc):%Y-%m-%d %H:%M:%S.%f}"
            rows = []
            for number, line in enumerate(lines, 1):
                if line:
                    records += 1
                    row = conformer.conform(json.loads(line), raw_key if len(lines) == 1 else f"{raw_key}#{number}", now)
                    if row is not None:
                        rows.append(row)
            for call in calls(rows):
                services.put_record_batch(streams[dataset], call)
            arrivals += 1
            passed += len(rows)
        print(json.dumps({"level": "info", "message": "Done.", "records": records}), flush=True)
        return {"arrivals": arrivals, "ignored": 0, "records": records, "passed": passed, "quarantined": records - passed}

    return handle


if __name__ == "__main__":
    lambda_runtime.run(create)
