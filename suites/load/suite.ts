import type { Suite } from "../../src/model/check.ts";
import deepJsonHarmful from "./deep-json-harmful.ts";
import foreignReply from "./foreign-reply.ts";
import internalsInFailure from "./internals-in-failure.ts";
import largeBodyHarmful from "./large-body-harmful.ts";
import noPooling from "./no-pooling.ts";
import oneUserStarvesOthers from "./one-user-starves-others.ts";
import poolExhausted from "./pool-exhausted.ts";
import poolLeaked from "./pool-leaked.ts";
import rateLimitMissing from "./rate-limit-missing.ts";
import refusedCallerAccepted from "./refused-caller-accepted.ts";
import secretInFailure from "./secret-in-failure.ts";
import serverSaturated from "./server-saturated.ts";
import sessionGrowth from "./session-growth.ts";
import sessionResidue from "./session-residue.ts";
import sloBroken from "./slo-broken.ts";
import slowClientsHarmful from "./slow-clients-harmful.ts";
import slowRecovery from "./slow-recovery.ts";
import slowerThanBaseline from "./slower-than-baseline.ts";

export const load: Suite = {
  name: "load",
  purpose:
    "Whether the server stands the users that it is going to have: what breaks first, at how many, and whether it comes back.",
  checks: [
    foreignReply,
    poolLeaked,
    noPooling,
    poolExhausted,
    serverSaturated,
    sloBroken,
    slowRecovery,
    slowerThanBaseline,
    rateLimitMissing,
    secretInFailure,
    internalsInFailure,
    // From here on more is asked, the more it may hurt the later: what others need may be gone after it.
    refusedCallerAccepted,
    sessionResidue,
    oneUserStarvesOthers,
    sessionGrowth,
    slowClientsHarmful,
    largeBodyHarmful,
    deepJsonHarmful,
  ],
};
