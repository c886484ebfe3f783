import { expect, it } from "vitest";
import { startFixture } from "../../test/fixtures.ts";
import { httpTarget } from "../../test/http-target.ts";
import { requestFor, scanned } from "../../test/scan-fixture.ts";
import { defineCheck } from "../model/check.ts";
import { anonymous, type Principal } from "../model/principal.ts";

const body = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';

it("sends a raw request with the credentials of the run, or without them", async () => {
  const server = await startFixture("showcase", ["--transport", "http"]);
  const seen: unknown[] = [];
  const check = defineCheck({
    id: "test/raw",
    title: "",
    severity: "low",
    why: "",
    fix: "",
    refs: { cwe: [], owaspMcp: [], cosai: [], spec: [] },
    needs: ["raw"],
    uses: [],
    phase: "main",
    control: "baseline",
    requests: 2,
    subjects: () => [{ key: "it" }],
    async probe({ raw }) {
      const step = { role: "control", label: "" } as const;
      const own = await raw.send({ verb: "POST", headers: {}, body }, step);
      const nobody = await raw.send({ verb: "POST", headers: {}, body, anonymous: true }, step);
      seen.push(raw.path);
      for (const { principal, reply } of [own, nobody]) {
        seen.push([principal, reply.kind === "http-error" ? reply.status : reply.kind]);
      }
    },
    judge: () => ({ verdict: "not-applicable", because: "" }),
  });
  const token = { get: async () => ({ ok: true, token: "alice-token" }) } as unknown as NonNullable<Principal["token"]>;
  const alice: Principal = { ...anonymous, name: "alice", token };
  const request = requestFor(httpTarget(server.ready.url), { principals: [alice] });
  await scanned(
    request,
    [{ name: "test", purpose: "", checks: [check] }],
    new AbortController().signal,
    () => undefined,
  );
  await server.stop();
  expect(seen).toEqual(["/mcp", ["alice", "result"], ["anonymous", 401]]);
});
