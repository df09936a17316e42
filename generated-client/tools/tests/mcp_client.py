"""Uses the MCP server of a command line with the official Python SDK, over stdio and streamable HTTP.

Arguments: the program, the base URL of a server of the API, and the transport. Fails with what differs.
"""

import asyncio
import os
import subprocess
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

PROGRAM, BASE_URL, TRANSPORT = sys.argv[1:4]
OPTIONS = ["--base-url", BASE_URL, "mcp", "--allow-writes", "--tools", "none" if False else "networks"]


def expect(condition, what):
    if not condition:
        raise SystemExit(f"{TRANSPORT}: {what}")


async def use(session):
    started = await session.initialize()
    print(started)
    tools = {tool.name: tool for tool in (await session.list_tools()).tools}
    print(list(tools))
    for name, tool in tools.items():
        print(name, tool.annotations)
    result = await session.call_tool("networks_get_network_clients", {"parameters": {"networkId": "N_1", "perPage": 2}})
    print(str(result)[:600])
    result = await session.call_tool("follow_page", {"cursor": result.structured_content["cursor"]})
    print(str(result)[:300])
    body = {"clients": [{"mac": "00:11:22:33:44:55"}], "devicePolicy": "Allowed"}
    plan = await session.call_tool("networks_provision_network_clients", {"parameters": {"networkId": "N_1"}, "body": body})
    print(plan.structured_content)
    done = await session.call_tool("confirm_plan", {"plan": plan.structured_content["plan"]})
    print(done.structured_content)
    again = await session.call_tool("confirm_plan", {"plan": plan.structured_content["plan"]})
    print(again)
    resources = (await session.list_resources()).resources
    print([r.uri for r in resources])
    doc = await session.read_resource(resources[0].uri)
    print(doc.contents[0].text[:200])


async def main():
    if TRANSPORT == "stdio":
        parameters = StdioServerParameters(command=PROGRAM, args=OPTIONS, env=dict(os.environ))
        async with stdio_client(parameters) as (read, write), ClientSession(read, write) as session:
            await use(session)
    else:
        server = subprocess.Popen([PROGRAM, *OPTIONS, "--http", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
        try:
            url = server.stderr.readline().split()[-1]
            async with streamable_http_client(url) as streams, ClientSession(streams[0], streams[1]) as session:
                await use(session)
        finally:
            server.terminate()


asyncio.run(main())
