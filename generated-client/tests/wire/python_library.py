#!/usr/bin/env python3
"""Prints what the official Python library sends for the cases of `cases.rs`: one JSON object a line.

    python3 -m venv /tmp/official && /tmp/official/bin/pip install meraki
    /tmp/official/bin/python generated-client/tests/wire/python_library.py

It needs neither a key nor the network: the library is pointed at a server on the loopback interface, which records
the raw request and answers with an empty success. Given the names of cases, it prints only those.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import meraki

NETWORK = "N_24329156"
STRANGE = "a b/c%2F&d+e'f=g?h#i;j,k:l@m$n\\o|p[q]{r}é日本~!*()\""
MAC = "00:11:22:33:44:55"

EVERY_OPTION = {
    "t0": "2024-12-04T00:00:00Z",
    "timespan": 86400,
    "perPage": 1000,
    "startingAfter": "k74272e",
    "endingBefore": "k74272f",
    "statuses": ["Online", "Offline"],
    "ip": "1.2.3.4",
    "ip6": "2001:db8:3c4d:15::1",
    "ip6Local": "fe80:0:0:0:1430:aac1:6826:75ab",
    "mac": "22:33:44:55:66:77",
    "os": "iOS",
    "pskGroup": "Group 1",
    "description": "Miles's phone",
    "vlan": "100",
    "namedVlan": "My VLAN",
    "recentDeviceConnections": ["Wired", "Wireless"],
}

EVERY_MEMBER = {
    "clients": [{"mac": MAC, "name": "Miles's phone"}, {"mac": "66:77:88:99:aa:bb"}],
    "devicePolicy": "Group policy",
    "groupPolicyId": "101",
    "policiesBySecurityAppliance": {"devicePolicy": "Normal"},
    "policiesBySsid": {
        "0": {"devicePolicy": "Group policy", "groupPolicyId": "102"},
        "14": {"devicePolicy": "Allowed"},
    },
}


def listing(network=NETWORK, **options):
    return lambda api: api.networks.getNetworkClients(network, **options)


def provision(network=NETWORK, **members):
    members = {"clients": [{"mac": MAC}], "devicePolicy": "Allowed", **members}
    return lambda api: api.networks.provisionNetworkClients(network, **members)


def ids(call):
    """A case for each character that has a meaning of its own somewhere in a URL, and one for all."""
    cases = {"space": "a b", "slash": "a/b", "percent": "100%", "encoded slash": "a%2Fb", "ampersand": "a&b"}
    cases |= {"plus": "a+b", "quote": "Miles's", "non-ASCII": "é日本", "everything": STRANGE}
    return {name: call(text) for name, text in cases.items()}


CASES = {
    "no options": listing(),
    "every option": listing(**EVERY_OPTION),
    "timespan 0.5": listing(timespan=0.5),
    "timespan 86400": listing(timespan=86400),
    "timespan 86400.0": listing(timespan=86400.0),
    "perPage 5000": listing(perPage=5000),
    "one status": listing(statuses=["Online"]),
    "no status": listing(statuses=[]),
    "empty filter": listing(description=""),
    **{f"id: {name}": case for name, case in ids(lambda text: listing(network=text)).items()},
    **{f"filter: {name}": case for name, case in ids(lambda text: listing(description=text)).items()},
    "body: required members": provision(),
    "body: every member": provision(**EVERY_MEMBER),
    "body: text of every kind": provision(network=STRANGE, clients=[{"mac": MAC, "name": STRANGE}]),
    "body: empty containers": provision(clients=[], policiesBySsid={}),
}


class Recorder(BaseHTTPRequestHandler):
    """Keeps the last request, and answers that all is well."""

    last = {}

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        Recorder.last = {
            "method": self.command,
            "target": self.path,
            "body": json.loads(body) if body else None,
        }
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, *_):
        """The requests are printed, not logged."""


def main(names):
    unknown = [name for name in names if name not in CASES]
    if unknown:
        sys.exit(f"no such case: {', '.join(unknown)}")
    server = HTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    api = meraki.DashboardAPI(
        api_key="not-a-key",
        base_url=f"http://127.0.0.1:{server.server_port}/api/v1",
        suppress_logging=True,
        maximum_retries=1,
    )
    for name in names or CASES:
        CASES[name](api)
        print(json.dumps({"case": name, **Recorder.last}))


if __name__ == "__main__":
    main(sys.argv[1:])
