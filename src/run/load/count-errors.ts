import type { LoadSession } from "../../load/wire/load-session.ts";

/** A session over which it is counted how many calls failed: each may have cost the server a connection. */
export function countErrors(session: LoadSession): { readonly session: LoadSession; errors(): number } {
  let errors = 0;
  return {
    session: {
      ...session,
      async ask(call) {
        const answer = await session.ask(call);
        if (answer.reply.kind === "tool-error" || answer.reply.kind === "rpc-error") errors += 1;
        return answer;
      },
    },
    errors: () => errors,
  };
}
