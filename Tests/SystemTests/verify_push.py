"""An office made of public parts: verifies one push with the Standard Webhooks, CloudEvents and JSON Schema libraries.

Prints its address, answers one POST with the echo, prints what the libraries made of it as JSON, and ends.
Usage: verify_push.py WHSEC_KEY
"""
import http.server
import json
import pathlib
import sys

from cloudevents.core.bindings.http import HTTPMessage, from_binary_event
from cloudevents.core.formats.json import JSONFormat
import jsonschema
from standardwebhooks import Webhook, WebhookVerificationError

SCHEMA = json.loads(
    (pathlib.Path(__file__).parents[2] / "docs" / "eshkol-summary-1.schema.json").read_text(encoding="utf-8")
)


class Office(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = json.dumps({"received": headers["idempotency-key"]}).encode()
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
        self.server.result = judge(sys.argv[1], headers, body)

    def log_message(self, *arguments):
        pass


def judge(key, headers, body):
    document = Webhook(key).verify(body, headers)
    try:
        Webhook(key).verify(body + b" ", headers)
        forged = True
    except WebhookVerificationError:
        forged = False
    event = from_binary_event(HTTPMessage(headers, body), JSONFormat())
    return {
        "verified": document["idempotencyKey"] == headers["idempotency-key"],
        "forged": forged,
        "event": {
            "specversion": event.get_specversion(),
            "id": event.get_id(),
            "source": event.get_source(),
            "type": event.get_type(),
            "subject": event.get_subject(),
            "time": event.get_time().isoformat(),
        },
        "schema": document["schema"],
        "violations": [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(document)],
    }


server = http.server.HTTPServer(("127.0.0.1", 0), Office)
server.result = None
print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
server.timeout = 60
server.handle_request()
print(json.dumps(server.result), flush=True)
