import { expect, it } from "vitest";
import type { Suite } from "../../../src/model/check.ts";
import { anonymous } from "../../../src/model/principal.ts";
import { startFixture } from "../../../test/fixtures.ts";
import { requestFor, scanned } from "../../../test/scan-fixture.ts";
import { authBypass } from "../suite.ts";

const wanted = /pkce|redirect-uri|client-address|refresh-token/;
const suite: Suite = { ...authBypass, checks: authBypass.checks.filter(({ id }) => wanted.test(id)) };

it("a scan finds all that is wrong with the authorization server of the order desk, and says how to see it", async () => {
  const provider = await startFixture("authorization-server", ["--variant", "vulnerable"]);
  const desk = await startFixture("guarded", ["--issuer", provider.ready.url, "--audience", "guarded"]);
  const { alice: token } = provider.ready.tokens as { readonly alice: string };
  try {
    const alice = { ...anonymous, name: "alice", standing: "user" } as const;
    const principals = [{ ...alice, token: { get: async () => ({ ok: true, token }) as const } }];
    const target = { kind: "http", url: desk.ready.url, transport: "auto", era: "auto", headers: {} } as const;
    const request = requestFor(target, { principals, secrets: [token] });
    const { report } = await scanned(request, [suite], new AbortController().signal, () => undefined);
    expect(report.results.map(({ verdict }) => verdict)).toEqual(Array(4).fill("fail"));
    for (const { reproduction } of report.results)
      expect(reproduction?.curl).toContain(`curl -sSi '${provider.ready.url}/`);
    expect(report.coverage.leftBehind).toEqual([]);
    expect(report.exitCode).toBe(1);
  } finally {
    await Promise.all([desk.stop(), provider.stop()]);
  }
});
