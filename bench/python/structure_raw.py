#!/usr/bin/env python3
"""StructureRaw as a Python function: json.loads, a walk over the dicts, json.dumps. For the bench only: no quarantine, no CSV, no gzip."""

import json
import os

import lambda_runtime

# What JSON can begin with; a string that begins otherwise need not be tried.
MAY_BEGIN_JSON = frozenset('{["-0123456789tfn ')


class Structurer:
    """The structure rules of a contract."""

    def __init__(self, contract):
        self.texts = {name.lower() for name, kind in contract["columns"].items() if kind == "string"}
        self.stringified = contract["raw"].get("stringified", False)
        self.parts, self.paths, self.entries = [], [], []
        self.droppable = {}
        for rule in contract.get("structure", []):
            path = rule.get("drop") or rule["entries"]
            if path.startswith("**."):
                self.parts.append(path[3:].strip("*").lower())
            elif "drop" in rule:
                self.paths.append(self.steps(path))
            else:
                self.entries.append((self.steps(path), rule["as"], rule.get("default")))

    @staticmethod
    def steps(path):
        """a[].b as [("a", True), ("b", False)]."""
        return [(step.removesuffix("[]").lower(), step.endswith("[]")) for step in path.split(".")]

    def structure(self, record):
        """Structures a record."""
        if self.stringified:
            for key, value in record.items():
                if type(value) is str and value[:1] in MAY_BEGIN_JSON and key.lower() not in self.texts:
                    try:
                        record[key] = json.loads(value)
                    except ValueError:
                        pass
        if self.parts:
            self.drop_anywhere(record)
        for steps in self.paths:
            self.change(record, steps, lambda holder, key: holder.pop(key))
        for steps, (name, content), default in self.entries:

            def turn(holder, key):
                value = holder[key]
                if isinstance(value, dict):
                    holder[key] = [{name: one, content: other} for one, other in value.items()]
                elif value is None and default is not None:
                    holder[key] = default

            self.change(record, steps, turn)
        return record

    def drop_anywhere(self, value):
        """Drops keys by their name, at any depth."""
        if isinstance(value, dict):
            for key in [key for key in value if self.is_droppable(key)]:
                del value[key]
            value = value.values()
        for inner in value:
            if isinstance(inner, (dict, list)):
                self.drop_anywhere(inner)

    def is_droppable(self, key):
        """Whether a key is named by a rule for any depth; there are few keys, so what was found is kept."""
        known = self.droppable.get(key)
        if known is None:
            lower = key.lower()
            known = self.droppable[key] = any(part in lower for part in self.parts)
        return known

    def change(self, holder, steps, action):
        """Does something with what a path leads to."""
        if not isinstance(holder, dict):
            return
        (name, elements), rest = steps[0], steps[1:]
        for key in [key for key in holder if key.lower() == name]:
            if not rest:
                action(holder, key)
            elif elements:
                if isinstance(holder[key], list):
                    for element in holder[key]:
                        self.change(element, rest, action)
            else:
                self.change(holder[key], rest, action)


def records_of(text):
    """The records of an arrival: one object, an array of objects, or NDJSON."""
    try:
        whole = json.loads(text)
        return whole if isinstance(whole, list) else [whole]
    except json.JSONDecodeError as fault:
        if fault.msg != "Extra data":
            raise
    return (json.loads(line) for line in text.splitlines() if line.strip())


def create(services):
    """Makes the handler."""
    structurer = Structurer(lambda_runtime.load_contract(services))
    lake, dataset = os.environ["DATALAKE_LAKE_BUCKET"], os.environ["DATALAKE_DATASET"]

    def handle(event):
        arrivals = records = 0
        for bucket, key, etag in lambda_runtime.notices(event):
            content, found = services.get(bucket, key)
            if found != etag:
                continue
            lines = []
            for record in records_of(content):
                lines.append(json.dumps(structurer.structure(record), ensure_ascii=False, separators=(",", ":")))
            if services.etag(bucket, key) != etag:
                continue
            services.put(lake, f"structured_json/{dataset}/{key}.json", ("\n".join(lines) + "\n").encode())
            arrivals += 1
            records += len(lines)
        print(json.dumps({"level": "info", "message": "Done.", "dataset": dataset, "records": records}), flush=True)
        return {"arrivals": arrivals, "ignored": 0, "records": records, "passed": records, "quarantined": 0}

    return handle


if __name__ == "__main__":
    lambda_runtime.run(create)
