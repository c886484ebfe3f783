import type { Suite } from "../../src/model/check.ts";
import changedSinceLocked from "./changed-since-locked.ts";
import destructiveHintBroken from "./destructive-hint-broken.ts";
import endpointBesideOpen from "./endpoint-beside-open.ts";
import freeFormParameter from "./free-form-parameter.ts";
import hiddenTextInMetadata from "./hidden-text-in-metadata.ts";
import hiddenToolExists from "./hidden-tool-exists.ts";
import idempotentHintBroken from "./idempotent-hint-broken.ts";
import instructionsInMetadata from "./instructions-in-metadata.ts";
import internalToolListed from "./internal-tool-listed.ts";
import internalsInListing from "./internals-in-listing.ts";
import listingChanges from "./listing-changes.ts";
import lookAlikeName from "./look-alike-name.ts";
import readOnlyHintBroken from "./read-only-hint-broken.ts";
import secretInListing from "./secret-in-listing.ts";
import surfaceBeyondRole from "./surface-beyond-role.ts";
import surfaceShownToNobody from "./surface-shown-to-nobody.ts";
import writingToolNotAnnotated from "./writing-tool-not-annotated.ts";

/** What the server tells of itself to anyone who asks for its lists, and whether what the lists say is true. */
export const toolExposure: Suite = {
  name: "tool-exposure",
  purpose: "What the server shows of itself to whoever asks, and whether what its lists say is true.",
  checks: [
    changedSinceLocked,
    surfaceShownToNobody,
    surfaceBeyondRole,
    secretInListing,
    instructionsInMetadata,
    hiddenTextInMetadata,
    lookAlikeName,
    internalsInListing,
    freeFormParameter,
    internalToolListed,
    hiddenToolExists,
    readOnlyHintBroken,
    idempotentHintBroken,
    destructiveHintBroken,
    writingToolNotAnnotated,
    listingChanges,
    endpointBesideOpen,
  ],
};
