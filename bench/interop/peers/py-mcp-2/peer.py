"""The interop peer on the Python SDK 2.x, both eras. Usage: peer.py stdio | http PORT | sse PORT."""

import json
import sys

import anyio
from mcp.server.mcpserver import Context, MCPServer
from mcp_types import (
    CallToolResult,
    CreateMessageRequest,
    CreateMessageRequestParams,
    ElicitRequest,
    ElicitRequestFormParams,
    InputRequiredResult,
    ListRootsRequest,
    SamplingMessage,
    TextContent,
)
from pydantic import BaseModel

server = MCPServer("interop-py-mcp-2", version="2.3.0")


class Name(BaseModel):
    name: str = ""


SAMPLING = [SamplingMessage(role="user", content=TextContent(type="text", text="Say hello"))]
QUESTION = "What is your name?"


def text(value: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=value)])


@server.tool()
def echo(text: str) -> str:
    return text


@server.tool()
def fail() -> str:
    raise ValueError("failed on purpose")


@server.tool()
async def slow(ms: int, ctx: Context) -> str:
    await ctx.info("slow has begun")
    for step in range(1, 4):
        await anyio.sleep(ms / 3000)
        await ctx.report_progress(step, 3)
    return "done"


@server.tool()
async def ask_client(kind: str, ctx: Context) -> CallToolResult | InputRequiredResult:
    if ctx.input_responses:
        return text("answered: " + json.dumps({k: v.model_dump(mode="json") for k, v in ctx.input_responses.items()}))
    if (ctx.protocol_version or "") >= "2026-07-28":
        schema = {"type": "object", "properties": {"name": {"type": "string"}}}
        asked = {
            "elicitation": ElicitRequest(params=ElicitRequestFormParams(message=QUESTION, requested_schema=schema)),
            "sampling": CreateMessageRequest(params=CreateMessageRequestParams(messages=SAMPLING, max_tokens=16)),
            "roots": ListRootsRequest(),
        }.get(kind)
        if asked is None:
            return text(f"not offered: {kind}")
        return InputRequiredResult(input_requests={"asked": asked}, request_state="state-1")
    try:
        return text(f"answered: {await ask_now(kind, ctx)}")
    except Exception as error:
        return text(f"refused: {error}")


async def ask_now(kind: str, ctx: Context) -> object:
    session = ctx.session
    if kind == "elicitation":
        return await ctx.elicit(QUESTION, Name)
    if kind == "sampling":
        return await session.create_message(messages=SAMPLING, max_tokens=16, related_request_id=ctx.request_id)
    if kind == "roots":
        return await session.list_roots()
    return await session.send_ping()


mode, *rest = sys.argv[1:]
if mode == "stdio":
    server.run("stdio")
else:
    server.run("sse" if mode == "sse" else "streamable-http", host="127.0.0.1", port=int(rest[0]))
