import type { Identity } from "../../../src/model/identity.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { users } from "./people.ts";

/** Another user whose credentials work, to whom what one user is shown can be compared; undefined where there is none. */
export function rivalOf(scene: Scene, user: Identity): Identity | undefined {
  return users(scene).find(({ name }) => name !== user.name);
}
