import type { Suite } from "../src/model/check.ts";
import { authBypass } from "./auth-bypass/suite.ts";
import { errorLeakage } from "./error-leakage/suite.ts";
import { load } from "./load/suite.ts";
import { promises } from "./promises/suite.ts";
import { resilience } from "./resilience/suite.ts";
import { sqlInjection } from "./sql-injection/suite.ts";
import { toolExposure } from "./tool-exposure/suite.ts";

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [
  sqlInjection,
  authBypass,
  errorLeakage,
  toolExposure,
  promises,
  resilience,
  load,
];
