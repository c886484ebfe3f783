import { discover } from "../../connect/discover.ts";
import { matchesGlob } from "../../engine/glob.ts";
import { claimsOf } from "../../identity/claims-of.ts";
import { placeOf } from "../../identity/credential-of.ts";
import { hasCredentials } from "../../identity/has-credentials.ts";
import type { Identity } from "../../model/identity.ts";
import { anonymous, type Principal } from "../../model/principal.ts";
import type { Opened } from "../../model/session.ts";
import type { Surface } from "../../model/surface.ts";
import { lister } from "../lister.ts";
import type { Run } from "../open-run.ts";

/** Asks the server what each principal, and nobody, is shown; the first one was asked at the gate. Never throws for what the server does. */
export async function identify(run: Run, surface: Surface): Promise<readonly Identity[]> {
  const [first = anonymous, ...others] = run.request.principals;
  const identities: Identity[] = [await identityOf(first, admitted(surface), run)];
  for (const principal of first === anonymous ? [] : [...others, anonymous]) {
    if (run.surroundings.signal.aborted) break;
    identities.push(await identityOf(principal, await look(run, principal), run));
  }
  return identities;
}

async function look(run: Run, { name: principal }: Principal): Promise<Identity["admitted"]> {
  const { opened, name } = await run.doors.knock({ principal }, run.surroundings.signal);
  if (!opened.ok) {
    const why = run.recorder.redactor.text(opened.message).value;
    return { ok: false, refused: saidNo(opened), why };
  }
  const { session } = opened;
  try {
    return admitted(await discover(lister(run, session, name, principal), session.info, principal));
  } finally {
    await session.close();
  }
}

/** By a reply, or by ending as soon as it was started for this principal. */
function saidNo({ reply, failure }: Extract<Opened, { ok: false }>): boolean {
  if (reply?.kind === "closed") return reply.exited === true;
  return reply !== undefined && failure !== "unreachable";
}

function admitted(surface: Surface): Identity["admitted"] {
  return { ok: true, surface };
}

async function identityOf(
  principal: Principal,
  admission: Identity["admitted"],
  { surroundings }: Run,
): Promise<Identity> {
  const { name, standing, tenant, samples, expect } = principal;
  const credentials = hasCredentials(principal);
  const place = placeOf(principal).in;
  const claims = await claimsOf(principal, surroundings.signal);
  const among = (globs: readonly string[], tool: string) => globs.some((glob) => matchesGlob(glob, tool));
  const expected = (tool: string) =>
    among(expect.deny, tool) ? "deny" : among(expect.allow, tool) ? "allow" : undefined;
  const expectedInList = (tool: string) => (expect.list.length === 0 ? undefined : among(expect.list, tool));
  const identity = {
    name,
    standing,
    tenant,
    samples,
    expected,
    expectedInList,
    credentials,
    claims,
    admitted: admission,
  };
  return place === "bearer" ? identity : { ...identity, carriedIn: place };
}
