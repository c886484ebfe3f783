import { seededRandom } from "../../../src/engine/random.ts";
import { outcomeOf } from "../../../src/load/outcome/outcome-of.ts";
import { marksOf } from "../../../src/load/owners/marks.ts";
import { openOwners } from "../../../src/load/owners/owners.ts";
import { openRecord } from "../../../src/load/record/open-record.ts";
import { openCrowd } from "../../../src/load/users/crowd.ts";
import { newMember } from "../../../src/load/users/member.ts";
import { runClosed } from "../../../src/load/users/run-closed.ts";
import { runOpen } from "../../../src/load/users/run-open.ts";
import { openLeanSession } from "../../../src/load/wire/lean-session.ts";
import { openLeanNet } from "../../../src/net/open-lean-net.ts";
import { plainPlan } from "../../../test/plain-plan.ts";
import { type OpenGenerator, protocolVersion, text, tool } from "./generator.ts";

/** Users as a load has them: each answer is read, told apart, looked at for its owner and recorded. */
export const openOurs: OpenGenerator = async ({ url, users, perSecond }) => {
  const net = openLeanNet(new URL(url), {
    allowHosts: [],
    proxy: undefined,
    ca: undefined,
    clientCertificate: undefined,
    insecure: false,
  });
  const now = (): number => performance.now();
  const { signal } = new AbortController();
  const record = openRecord(now);
  const place = (_args: unknown, _path: string, value: string) => ({ text: value });
  const owners = openOwners(new Map([[tool, { by: "argument", path: "/text" }]]), marksOf("abcdef"), place);
  const info = { era: "legacy", protocolVersion } as const;
  const opening = { net, url: new URL(url), info, headers: {}, timeoutMs: 30_000 };
  const sessions = { opened: 0, refused: 0, ended: 0, abandoned: 0 };
  const crowd = openCrowd((number) =>
    newMember(number, {
      plan,
      now,
      record,
      open: () => openLeanSession(opening),
      argumentsFor: (share, user) => owners.mark(share.tool, share.args, user),
      judge: (share, user, _args, reply) => owners.check(share.tool, user, reply, outcomeOf(reply)),
      random: (user) => seededRandom(1, "load", user),
      signal,
      sessions,
      resent: () => undefined,
    }),
  );
  return {
    async run(ms) {
      record.phase("profile", users);
      const common = { crowd, now, signal };
      if (perSecond === undefined) {
        const count = (at: number) => (at < ms ? users : undefined);
        await runClosed({ ...common, count, thinkMs: 0, users: () => undefined });
      } else {
        const rate = (at: number) => (at < ms ? perSecond : undefined);
        await runOpen({ ...common, users, rate, mostAtOnce: 20 * users, late: () => undefined });
      }
      const phase = record.sum().phases.at(-1);
      const all = Object.values(phase?.outcomes ?? {}).reduce((sum, count) => sum + count, 0);
      return { calls: all, failed: all - (phase?.ok.calls ?? 0), p99: phase?.ok.p99 };
    },
  };
};

const plan = plainPlan({ users: 0, seconds: 0, mix: [{ tool, args: { text }, weight: 1, complexity: "simple" }] });
