import { z } from "zod";
import type { JsonObject } from "../../model/json.ts";
import { endpointNames } from "./faults.ts";
import type { Answer } from "./http.ts";
import { issuerAlgorithms } from "./key-ring.ts";
import type { Control } from "./routes.ts";
import type { TestIssuer } from "./test-issuer.ts";

const object = z.record(z.string(), z.json());
const mintOptions = z.strictObject({
  expiresIn: z.int().nullable().optional(),
  notBefore: z.int().optional(),
  audience: z.union([z.string(), z.array(z.string())]).optional(),
  issuer: z.string().optional(),
  clientId: z.string().optional(),
  service: z.boolean().optional(),
  raw: z.boolean().optional(),
  without: z.array(z.string()).optional(),
  renamed: z.record(z.string(), z.string()).optional(),
  retyped: z.array(z.string()).optional(),
  algorithm: z.enum(issuerAlgorithms).optional(),
  header: object.optional(),
  opaque: z.boolean().optional(),
});
const mintBody = z.strictObject({ claims: object, options: mintOptions.optional() });
const faultsBody = z.strictObject({
  slowMs: z.number().min(0).max(600_000).optional(),
  errorShare: z.number().min(0).max(1).optional(),
  skewSeconds: z.int().optional(),
  renamed: z.record(z.string(), z.string()).optional(),
  retyped: z.array(z.string()).optional(),
  down: z.array(z.enum(endpointNames)).optional(),
});
const rotateBody = z.strictObject({ how: z.enum(["at-once", "overlapping"]) });

/**
 * The control endpoints: `/mint`, `/faults`, `/rotate` and `/requests`. What changes something must come as
 * `application/json`, which a page of another origin cannot send unasked.
 */
export function control(issuer: TestIssuer): Control {
  const posts: Readonly<Record<string, (body: unknown) => Promise<Answer>>> = {
    "/mint": async (body) => {
      const { claims, options: { opaque, ...options } = {} } = mintBody.parse(body);
      // zod says `| undefined` where a member may be absent
      const how = options as Parameters<TestIssuer["mint"]>[1];
      const token = opaque ? await issuer.mintOpaque(claims as JsonObject, how) : await issuer.mint(claims, how);
      return { status: 200, body: { token } };
    },
    "/faults": async (body) => {
      issuer.fail(faultsBody.parse(body) as Parameters<TestIssuer["fail"]>[0]);
      return faultsNow(issuer);
    },
    "/rotate": async (body) => {
      await issuer.rotate(rotateBody.parse(body).how);
      return { status: 200, body: { keys: issuer.keys().keys.map(({ kid }) => kid ?? "") } };
    },
  };
  return async ({ method, path, headers, body }) => {
    if (method === "GET" && path === "/requests")
      return { status: 200, body: { requests: [...issuer.requests()] as never } };
    if (method === "GET" && path === "/faults") return faultsNow(issuer);
    if (method === "DELETE" && path === "/faults") {
      issuer.heal();
      return faultsNow(issuer);
    }
    const post = Object.hasOwn(posts, path) ? posts[path] : undefined;
    if (post === undefined) return undefined;
    if (method !== "POST") return { status: 405, headers: { allow: "POST" } };
    if (!/^application\/json\b/i.test(headers["content-type"] ?? ""))
      return { status: 415, body: { error: "the body must be application/json" } };
    try {
      return await post(JSON.parse(body === "" ? "{}" : body));
    } catch (cause) {
      const error = cause instanceof z.ZodError ? z.prettifyError(cause) : "the body is no JSON that this understands";
      return { status: 400, body: { error } };
    }
  };
}

function faultsNow(issuer: TestIssuer): Answer {
  return {
    status: 200,
    body: { ...issuer.faults(), retyped: [...issuer.faults().retyped], down: [...issuer.faults().down] },
  };
}
