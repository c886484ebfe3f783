import type { Config } from "../../model/config.ts";

/** Keys of a config that are understood and that no check looks at so far: a reader must not take them for tested. */
export function uncheckedKeys(config: Config): readonly string[] {
  const { readOnly, maxRows, statementSeconds, tables, authentication, exposure, objects, slo, ...promises } =
    config.promises ?? {};
  return [
    ...Object.keys(promises).map((name) => `promises.${name}`),
    ...(config.principals?.some(({ expect }) => expect?.list !== undefined) ? ["principals[].expect.list"] : []),
  ];
}
