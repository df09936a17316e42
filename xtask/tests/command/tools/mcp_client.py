"""Uses the MCP server of the command line with the official SDK for Python.

Arguments: the program, the base URL of a server of the API, and the transport. Fails with what is not as expected.
"""

import asyncio
import os
import subprocess
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

PROGRAM, BASE_URL, TRANSPORT = sys.argv[1:]
ARGUMENTS = ["--base-url", BASE_URL, "mcp", "--allow-writes"]
KEY = os.environ["MERAKI_DASHBOARD_API_KEY"]


def expect(condition, seen):
    if not condition:
        raise SystemExit(f"unexpected: {seen}")


async def call(session, tool, **arguments):
    result = await session.call_tool(tool, arguments)
    expect(not result.is_error and KEY not in str(result), result)
    return result.structured_content


async def use(session):
    await session.initialize()
    tools = {tool.name: tool for tool in (await session.list_tools()).tools}
    expect(tools["networks_get_network_clients"].annotations.read_only_hint is True, tools)
    expect(tools["confirm_plan"].annotations.destructive_hint is True, tools)

    page = await call(session, "networks_get_network_clients", parameters={"networkId": "N_1"})
    expect([client["id"] for client in page["body"]] == ["k1", "k2"], page)
    page = await call(session, "follow_page", cursor=page["cursor"])
    expect([client["id"] for client in page["body"]] == ["k3"], page)

    body = {"clients": [{"mac": "00:11:22:33:44:55"}], "devicePolicy": "Allowed"}
    plan = await call(session, "networks_provision_network_clients", parameters={"networkId": "N_1"}, body=body)
    expect("status" not in plan and plan["request"].startswith("POST "), plan)
    done = await call(session, "confirm_plan", plan=plan["plan"])
    expect(done["status"] == 201, done)

    resource = (await session.list_resources()).resources[0]
    document = await session.read_resource(resource.uri)
    expect(document.contents[0].text.startswith("# getNetworkClients"), document)


async def over_stdio():
    server = StdioServerParameters(command=PROGRAM, args=ARGUMENTS, env=dict(os.environ))
    async with stdio_client(server) as streams, ClientSession(*streams) as session:
        await use(session)


async def over_http():
    arguments = [PROGRAM, *ARGUMENTS, "--http", "127.0.0.1:0"]
    server = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)
    try:
        url = server.stderr.readline().split()[-1]
        async with streamable_http_client(url) as streams, ClientSession(*streams[:2]) as session:
            await use(session)
    finally:
        server.terminate()


asyncio.run(over_stdio() if TRANSPORT == "stdio" else over_http())
