import { readJwt } from "../../forge/read-jwt.ts";
import type { Asked } from "../http.ts";

/** Who the client says it is: by Basic, by a signed assertion or in the form. Its secret and its signature are not looked at. */
export function clientOf({ headers }: Asked, form: URLSearchParams): string | undefined {
  return (
    fromBasic(headers.authorization) ?? fromAssertion(form.get("client_assertion")) ?? named(form.get("client_id"))
  );
}

function fromBasic(header: string | undefined): string | undefined {
  const encoded = /^basic +(\S+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const [id = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  // RFC 6749 section 2.3.1: id and secret are form-encoded first
  return named(new URLSearchParams(`id=${id}`).get("id"));
}

function fromAssertion(assertion: string | null): string | undefined {
  const sub = readJwt(assertion ?? "")?.claims.sub;
  return typeof sub === "string" ? named(sub) : undefined;
}

function named(id: string | null): string | undefined {
  return id === null || id === "" ? undefined : id;
}
