"""The loop of a Lambda function over the Runtime API, and the services it calls: what the managed Python runtime does, and no more."""

import http.client
import json
import os
import traceback
import urllib.parse

try:
    import boto3
except ImportError:
    boto3 = None


def run(create):
    """Makes a handler and hands it event after event, until the process is ended. The services come first: they are part of a start."""
    host = os.environ["AWS_LAMBDA_RUNTIME_API"]
    base = "/2018-06-01/runtime/"
    handler = create(Services())
    connection = http.client.HTTPConnection(host)
    while True:
        connection.request("GET", base + "invocation/next")
        response = connection.getresponse()
        event = json.loads(response.read())
        place = base + "invocation/" + response.headers["Lambda-Runtime-Aws-Request-Id"]
        try:
            answer, path = handler(event), place + "/response"
        except Exception as failure:  # An event that fails must not end the process.
            answer = {"errorType": type(failure).__name__, "errorMessage": str(failure), "stackTrace": traceback.format_exc().splitlines()}
            path = place + "/error"
        connection.request("POST", path, json.dumps(answer), {"Content-Type": "application/json"})
        connection.getresponse().read()


def notices(event):
    """Bucket, key and ETag of every object that an event names: an S3 event in the message of an SNS event."""
    for outer in event["Records"]:
        for inner in json.loads(outer["Sns"]["Message"])["Records"]:
            s3 = inner["s3"]
            yield s3["bucket"]["name"], urllib.parse.unquote_plus(s3["object"]["key"]), s3["object"]["eTag"]


def load_contract(services):
    """The first contract of DATALAKE_CONTRACTS; the bench has one."""
    bucket, key = os.environ["DATALAKE_CONTRACTS"].split(",")[0].removeprefix("s3://").split("/", 1)
    return json.loads(services.get(bucket, key)[0])


class Services:
    """S3 and Firehose: boto3 where it is installed, as such functions have it, else plain HTTP without signatures."""

    def __init__(self):
        if boto3:
            self._s3, self._firehose = boto3.client("s3"), boto3.client("firehose")
        else:
            self._http = http.client.HTTPConnection(urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL"]).netloc)

    def get(self, bucket, key):
        """The bytes of an object, and its ETag."""
        if boto3:
            found = self._s3.get_object(Bucket=bucket, Key=key)
            return found["Body"].read(), found["ETag"].strip('"')
        headers, body = self._call("GET", f"/{bucket}/{urllib.parse.quote(key)}")
        return body, headers["ETag"].strip('"')

    def etag(self, bucket, key):
        """The ETag that an object has now."""
        if boto3:
            return self._s3.head_object(Bucket=bucket, Key=key)["ETag"].strip('"')
        return self._call("HEAD", f"/{bucket}/{urllib.parse.quote(key)}")[0]["ETag"].strip('"')

    def put(self, bucket, key, content):
        """Writes an object."""
        if boto3:
            self._s3.put_object(Bucket=bucket, Key=key, Body=content)
        else:
            self._call("PUT", f"/{bucket}/{urllib.parse.quote(key)}", content)

    def put_record_batch(self, stream, entries):
        """Sends entries to a delivery stream; those that it refuses are sent again."""
        while entries:
            if boto3:
                answer = self._firehose.put_record_batch(DeliveryStreamName=stream, Records=[{"Data": entry} for entry in entries])
            else:
                import base64

                records = [{"Data": base64.b64encode(entry).decode()} for entry in entries]
                headers = {"X-Amz-Target": "Firehose_20150804.PutRecordBatch", "Content-Type": "application/x-amz-json-1.1"}
                answer = json.loads(self._call("POST", "/", json.dumps({"DeliveryStreamName": stream, "Records": records}), headers)[1])
            if not answer["FailedPutCount"]:
                return
            entries = [entry for entry, one in zip(entries, answer["RequestResponses"]) if "ErrorCode" in one]

    def _call(self, method, path, body=None, headers=None):
        self._http.request(method, path, body, headers or {})
        response = self._http.getresponse()
        content = response.read()
        if response.status >= 300:
            raise RuntimeError(f"{method} {path}: {response.status} {content[:200]!r}")
        return response.headers, content
