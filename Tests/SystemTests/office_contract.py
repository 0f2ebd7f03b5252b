"""Signs what schemathesis makes up for POST /v1/summaries, so that it comes past the signature and is looked at.

A body that breaks the contract is signed as well, for it has to be refused for what it is; headers that break it are left
alone. The JSON Schema cannot say that the parts of a summary agree with each other and with the headers, so that is
brought about here.
"""

import base64
import hashlib
import hmac
import json
import os
import re
import time

import schemathesis
from schemathesis.core.parameters import ParameterLocation

KEY = base64.b64decode(os.environ["OFFICE_KEY"].removeprefix("whsec_"))
PERIOD = {"code": "2015-Q4", "from": "2015-10-01", "to": "2015-12-31", "kind": "quarter"}
DAY = "[12][0-9]{3}-[0-9]{2}-[0-9]{2}"


def is_whole(period):
    """Each part by itself keeps the schema, whether or not they agree."""
    patterns = {"code": "[0-9]{4}(-(Q[1-4]|H[12]|[01][0-9]))?", "from": DAY, "to": DAY, "kind": "month|quarter|half|year"}
    return (
        isinstance(period, dict)
        and period.keys() == patterns.keys()
        and all(re.fullmatch(pattern, str(period[name])) for name, pattern in patterns.items())
    )


def written(context, value):
    """The one way in which the contract lets a summary be written."""
    if isinstance(value, bytes):
        return value
    return json.dumps(value, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()


schemathesis.serializer("application/json")(written)


@schemathesis.hook
def before_call(context, case, kwargs):
    summary, meta = case.body, case.meta
    if case.method != "POST" or case.path != "/v1/summaries" or not isinstance(summary, dict) or meta is None:
        return
    if meta.is_negative_at(ParameterLocation.HEADER) and not meta.is_negative_at(ParameterLocation.BODY):
        return
    if is_whole(summary.get("period")):
        summary["period"] = PERIOD
    if meta.generation.mode.is_positive:
        summary["supersedes"] = None
    # What is made up is not compressed; OfficeCodingTests sends what is.
    case.headers.pop("Content-Encoding", None)
    body = written(None, summary)
    key, source, now = str(summary.get("idempotencyKey")), str(summary.get("source")), str(int(time.time()))
    if not re.fullmatch("[0-9a-f]{64}", key):
        key = "0" * 64
    if not re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", source):
        source = "00000000-0000-4000-8000-000000000000"
    code = hmac.new(KEY, f"{key}.{now}.".encode() + body, hashlib.sha256).digest()
    case.headers.update(
        {
            "Content-Digest": f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:",
            "Idempotency-Key": key,
            "webhook-id": key,
            "webhook-timestamp": now,
            "webhook-signature": f"v1,{base64.b64encode(code).decode()}",
            "ce-specversion": "1.0",
            "ce-id": key,
            "ce-source": f"urn:uuid:{source}",
            "ce-type": "eshkol.summary.v1",
            "ce-subject": "2015-Q4",
            "ce-time": "2016-01-04T06:00:00Z",
        }
    )
