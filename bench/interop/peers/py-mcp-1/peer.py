"""The interop peer on the Python SDK 1.x (its FastMCP), from 1.6 on. Usage: peer.py stdio | http PORT | sse PORT."""

import inspect
import sys

import anyio
from mcp.server.fastmcp import Context, FastMCP
from mcp.types import SamplingMessage, TextContent
from pydantic import BaseModel

mode, *rest = sys.argv[1:]
server = FastMCP("interop-py-mcp-1", host="127.0.0.1", port=int(rest[0]) if rest else 8000)


class Name(BaseModel):
    name: str = ""


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
async def ask_client(kind: str, ctx: Context) -> str:
    try:
        return f"answered: {await ask_now(kind, ctx)}"
    except Exception as error:
        return f"refused: {error}"


async def ask_now(kind: str, ctx: Context) -> object:
    session = ctx.session
    if kind == "elicitation":
        return await ctx.elicit("What is your name?", Name)
    if kind == "sampling":
        content = TextContent(type="text", text="Say hello")
        # Since Streamable HTTP a question must say which call it belongs to.
        related = "related_request_id" in inspect.signature(session.create_message).parameters
        extra = {"related_request_id": ctx.request_id} if related else {}
        return await session.create_message(
            messages=[SamplingMessage(role="user", content=content)], max_tokens=16, **extra
        )
    if kind == "roots":
        return await session.list_roots()
    return await session.send_ping()


server.run({"stdio": "stdio", "http": "streamable-http", "sse": "sse"}[mode])
