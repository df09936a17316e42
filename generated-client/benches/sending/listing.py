"""Reads the listing with the official library; prints how long it took, in seconds, and the most memory, in megabytes."""

import resource
import sys
import time

import meraki

dashboard = meraki.DashboardAPI(
    "0123456789-key",
    base_url=sys.argv[1],
    output_log=False,
    print_console=False,
    suppress_logging=True,
    smart_flow_enabled=False,
)
start = time.perf_counter()
clients = dashboard.networks.getNetworkClients("N_1", total_pages="all", perPage=1000)
seconds = time.perf_counter() - start
assert len(clients) == 100_000, len(clients)
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1.024 / 1000)
