import { parseArgs } from "node:util";
import { judgeRow, type Row } from "./judge-row.ts";
import { usualVersion } from "./keycloak/distribution.ts";
import { startInKeycloak } from "./keycloak/start-in-keycloak.ts";
import { guardsOf, ladder, verifiers } from "./ladder.ts";
import { startOidcProvider } from "./oidc-provider.ts";
import { type Result, scanDesk } from "./scan-desk.ts";
import { table } from "./table.ts";

const { values } = parseArgs({
  options: {
    provider: { type: "string", multiple: true, default: ["oidc-provider", "keycloak"] },
    dist: { type: "string", default: usualVersion },
    verifier: { type: "string", multiple: true, default: [...verifiers] },
    guard: { type: "string", multiple: true, default: ["hardened", ...Object.keys(ladder)] },
  },
});
const tell = (line: string) => void process.stderr.write(`${line}\n`);
const providers = { keycloak: () => startInKeycloak(values.dist, tell), "oidc-provider": startOidcProvider };
const names = known("--provider", Object.keys(providers) as (keyof typeof providers)[], values.provider);
const wanted = known("--guard", ["hardened", ...Object.keys(ladder)], values.guard);

// What was started ends when this program exits, which a signal alone does not make it do.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

let right = true;
for (const name of names) {
  const provider = await providers[name]();
  try {
    const rows: Row[] = [];
    for (const verifier of known("--verifier", verifiers, values.verifier)) {
      for (const guard of ["hardened", ...guardsOf(verifier)].filter((one) => wanted.includes(one))) {
        const without = guard === "hardened" ? undefined : guard;
        const results = await scanDesk(provider, verifier, without);
        const row = judgeRow(verifier, without, results);
        rows.push(row);
        tell(`${name}, ${verifier}, ${guard}: ${row.failed.join(", ") || "nothing found"}`);
        if (without === undefined || !row.right) for (const result of open(results, row)) tell(`  ${line(result)}`);
      }
    }
    process.stdout.write(`${table(name, rows)}\n\n`);
    right &&= rows.every((row) => row.right);
  } finally {
    await provider.stop();
  }
}
process.exit(right ? 0 : 1);

/** What whoever reads the table asks next. */
function open(results: readonly Result[], { expected }: Row): readonly Result[] {
  return results.filter(
    ({ verdict, check }) => !["pass", "not-applicable"].includes(verdict) || expected.includes(check),
  );
}

function line({ verdict, check, subject, because }: Result): string {
  return `${verdict} ${check} (${subject}): ${because}`;
}

function known<T extends string>(option: string, all: readonly T[], given: readonly string[]): readonly T[] {
  return given.map((name) => {
    const found = all.find((one) => one === name);
    if (found === undefined) throw new Error(`${option} is one of ${all.join(", ")}.`);
    return found;
  });
}
