"""The interop peer on the fastmcp package, 4.x. Usage: peer.py stdio | http PORT | sse PORT."""

import json
import sys

import anyio
from fastmcp import Context, FastMCP
from mcp_types import (
    CreateMessageRequest,
    CreateMessageRequestParams,
    ElicitRequest,
    ElicitRequestFormParams,
    InputRequiredResult,
    ListRootsRequest,
    SamplingMessage,
    TextContent,
)

server = FastMCP("interop-py-fastmcp-4", version="4.1.2")

SAMPLING = [SamplingMessage(role="user", content=TextContent(type="text", text="Say hello"))]
SCHEMA = {"type": "object", "properties": {"name": {"type": "string"}}}
QUESTIONS = {
    "elicitation": ElicitRequest(
        params=ElicitRequestFormParams(message="What is your name?", requested_schema=SCHEMA)
    ),
    "sampling": CreateMessageRequest(params=CreateMessageRequestParams(messages=SAMPLING, max_tokens=16)),
    "roots": ListRootsRequest(),
}


@server.tool
def echo(text: str) -> str:
    return text


@server.tool
def fail() -> str:
    raise ValueError("failed on purpose")


@server.tool
async def slow(ms: int, ctx: Context) -> str:
    await ctx.info("slow has begun")
    for step in range(1, 4):
        await anyio.sleep(ms / 3000)
        await ctx.report_progress(step, 3)
    return "done"


@server.tool
async def ask_client(kind: str, ctx: Context) -> str | InputRequiredResult:
    if ctx.input_responses:
        answers = {key: value.model_dump(mode="json") for key, value in ctx.input_responses.items()}
        return "answered: " + json.dumps(answers)
    if ctx.request_context.protocol_version >= "2026-07-28":
        if kind not in QUESTIONS:
            return f"not offered: {kind}"
        return InputRequiredResult(input_requests={"asked": QUESTIONS[kind]}, request_state="state-1")
    try:
        return f"answered: {await ask_now(kind, ctx)}"
    except Exception as error:
        return f"refused: {error}"


async def ask_now(kind: str, ctx: Context) -> object:
    if kind == "elicitation":
        return await ctx.elicit("What is your name?", response_type=str)
    if kind == "sampling":
        return await ctx.session.create_message(messages=SAMPLING, max_tokens=16, related_request_id=ctx.request_id)
    if kind == "roots":
        return await ctx.session.list_roots()
    return await ctx.session.send_ping()


mode, *rest = sys.argv[1:]
if mode == "stdio":
    server.run("stdio", show_banner=False)
else:
    server.run(mode, host="127.0.0.1", port=int(rest[0]), show_banner=False)
