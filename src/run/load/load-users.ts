import type { Scene } from "../../model/scene.ts";
import type { Run } from "../open-run.ts";

/** As whom the users of a load call, by their number: the users of the config in turn, else whoever the run acts as. */
export function loadUsers(run: Pick<Run, "principal">, scene: Scene): (user: number) => string {
  const users = scene.identities.filter(
    ({ admitted, standing, credentials }) => admitted.ok && credentials && standing === "user",
  );
  const names = users.length > 0 ? users.map(({ name }) => name) : [run.principal.name];
  return (user) => names[user % names.length] ?? run.principal.name;
}
