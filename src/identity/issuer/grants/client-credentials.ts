import type { GrantType } from "./grant-type.ts";
import { audienceOf } from "./grant-type.ts";
import { issue } from "./issue.ts";

/** RFC 6749 section 4.4: the client acts for itself, and there is no user. */
export const clientCredentials: GrantType = (desk, clientId, form) =>
  issue(
    desk,
    {
      account: undefined,
      clientId,
      scope: form.get("scope") ?? undefined,
      audience: audienceOf(form),
      nonce: undefined,
    },
    { family: undefined },
  );
