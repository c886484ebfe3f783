import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import { rightUser } from "../people/people.ts";

/** What all checks share that ask the authorization server as a client of it. */
export const asClient = {
  needs: ["identities", "authorization"],
  uses: [],
  phase: "last",
  control: "success",

  /** One, where users come with credentials over HTTP. */
  subjects(scene: Scene): readonly Subject[] {
    const user = rightUser(scene);
    if (user === undefined || !user.credentials || scene.surface.transport === "stdio") return [];
    return [{ key: "authorization-server" }];
  },
} as const;
