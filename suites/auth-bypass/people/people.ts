import type { Identity } from "../../../src/model/identity.ts";
import type { Scene } from "../../../src/model/scene.ts";

/** Everybody whose credentials work, first those of users. */
export function admitted(scene: Scene): readonly Identity[] {
  const all = scene.identities.filter(({ credentials, admitted }) => credentials && admitted.ok);
  return [
    ...all.filter(({ standing }) => standing === "user"),
    ...all.filter(({ standing }) => standing === "service"),
  ];
}

/** Users whose credentials work. */
export function users(scene: Scene): readonly Identity[] {
  return admitted(scene).filter(({ standing }) => standing === "user");
}

/** Who stands for a right user: the first one whose credentials work. */
export function rightUser(scene: Scene): Identity | undefined {
  return admitted(scene)[0];
}

/** A principal by name; undefined where there is none. */
export function personNamed(scene: Scene, name: string | undefined): Identity | undefined {
  return scene.identities.find((identity) => identity.name === name);
}
