import type { Suite } from "../../src/model/check.ts";
import badRequestBreaksServer from "./bad-request-breaks-server.ts";
import canaryInLog from "./canary-in-log.ts";
import canaryInReply from "./canary-in-reply.ts";
import dependencyErrorUnhelpful from "./dependency-error-unhelpful.ts";
import dependencyFaultHidden from "./dependency-fault-hidden.ts";
import dependencyFaultNotRecovered from "./dependency-fault-not-recovered.ts";
import errorOfTheWrongKind from "./error-of-the-wrong-kind.ts";
import internalsInDependencyError from "./internals-in-dependency-error.ts";
import internalsInError from "./internals-in-error.ts";
import personalDataInError from "./personal-data-in-error.ts";
import plantedRowInReply from "./planted-row-in-reply.ts";
import productVersionInError from "./product-version-in-error.ts";
import secretInDependencyError from "./secret-in-dependency-error.ts";
import secretInError from "./secret-in-error.ts";
import secretInLog from "./secret-in-log.ts";

export const errorLeakage: Suite = {
  name: "error-leakage",
  purpose:
    "Whether errors tell what is inside the server, and whether planted secrets turn up anywhere in what it says.",
  checks: [
    badRequestBreaksServer,
    errorOfTheWrongKind,
    secretInError,
    canaryInReply,
    canaryInLog,
    plantedRowInReply,
    internalsInError,
    personalDataInError,
    productVersionInError,
    secretInLog,
    secretInDependencyError,
    dependencyFaultHidden,
    internalsInDependencyError,
    dependencyErrorUnhelpful,
    // Last of all: it may be the end of a server.
    dependencyFaultNotRecovered,
  ],
};
