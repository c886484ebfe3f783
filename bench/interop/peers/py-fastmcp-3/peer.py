"""The interop peer on the fastmcp package, 3.x. Usage: peer.py stdio | http PORT | sse PORT."""

import sys

import anyio
from fastmcp import Context, FastMCP

server = FastMCP("interop-py-fastmcp-3", version="3.4.10")


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
async def ask_client(kind: str, ctx: Context) -> str:
    try:
        return f"answered: {await ask_now(kind, ctx)}"
    except Exception as error:
        return f"refused: {error}"


async def ask_now(kind: str, ctx: Context) -> object:
    if kind == "elicitation":
        return await ctx.elicit("What is your name?", response_type=str)
    if kind == "sampling":
        return await ctx.sample("Say hello", max_tokens=16)
    if kind == "roots":
        return await ctx.list_roots()
    return await ctx.session.send_ping()


mode, *rest = sys.argv[1:]
if mode == "stdio":
    server.run("stdio", show_banner=False)
else:
    server.run(mode, host="127.0.0.1", port=int(rest[0]), show_banner=False)
