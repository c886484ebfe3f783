import { expect, it } from "vitest";
import { anonymous } from "../../model/principal.ts";
import { callerInHeaders } from "./caller-in-headers.ts";

const target = (headers: Record<string, string>) =>
  ({ kind: "http", url: "http://127.0.0.1/mcp", transport: "auto", era: "auto", headers }) as const;

it("makes a caller of the credentials among the target's headers", () => {
  const found = callerInHeaders(target({ authorization: "Bearer t", "x-api-key": "k", "x-trace": "1" }), []);
  expect(found.target).toMatchObject({ headers: { "x-trace": "1" } });
  expect(found.principals).toMatchObject([
    { name: "caller", headers: { authorization: "Bearer t", "x-api-key": "k" } },
  ]);
});

it("leaves them where they are beside principals, and where they are none", () => {
  const named = [{ ...anonymous, name: "alice" }];
  const gateway = target({ "x-api-key": "of the gateway" });
  expect(callerInHeaders(gateway, named)).toEqual({ target: gateway, principals: named });
  const plain = target({ "x-trace": "1" });
  expect(callerInHeaders(plain, [])).toEqual({ target: plain, principals: [] });
});
