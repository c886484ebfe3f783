import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { loadOn } from "../../test/load-on.ts";
import sessionResidue from "./session-residue.ts";

const samples = { run_report: { sql: "SELECT 1 AS one" } };

async function residueOf(connections: string) {
  const database = await freshDatabase();
  try {
    const args = ["--database", database.url, "--connections", connections];
    return await loadOn({ fixture: "reports", args, users: 3, changes: { samples } }, [sessionResidue]);
  } finally {
    await database.drop();
  }
}

describe.concurrent("what one user leaves on a connection", () => {
  it("reaches the next session where connections go back as they are", async () => {
    const { "session-residue": result } = await residueOf("kept");
    expect(result).toMatchObject({
      verdict: "noted",
      because: expect.stringContaining("session was shown the setting"),
    });
  });

  it("is gone where they are made new", async () => {
    const { "session-residue": result } = await residueOf("reset");
    expect(result).toMatchObject({ verdict: "pass" });
  });

  it("cannot be asked where nothing takes statements", async () => {
    const { "session-residue": result } = await loadOn({ fixture: "crowded", args: ["--open"], users: 2 }, [
      sessionResidue,
    ]);
    expect(result).toMatchObject({ verdict: "not-applicable" });
  });
});
