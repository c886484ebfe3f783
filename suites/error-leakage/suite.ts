import type { Suite } from "../../src/model/check.ts";
import badRequestBreaksServer from "./bad-request-breaks-server.ts";
import canaryInLog from "./canary-in-log.ts";
import canaryInReply from "./canary-in-reply.ts";
import internalsInError from "./internals-in-error.ts";
import personalDataInError from "./personal-data-in-error.ts";
import plantedRowInReply from "./planted-row-in-reply.ts";
import productVersionInError from "./product-version-in-error.ts";
import secretInError from "./secret-in-error.ts";

export const errorLeakage: Suite = {
  name: "error-leakage",
  purpose:
    "Whether errors tell what is inside the server, and whether planted secrets turn up anywhere in what it says.",
  checks: [
    badRequestBreaksServer,
    secretInError,
    canaryInReply,
    canaryInLog,
    plantedRowInReply,
    internalsInError,
    personalDataInError,
    productVersionInError,
  ],
};
