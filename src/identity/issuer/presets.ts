import type { Preset } from "./preset.ts";
import { cognito } from "./presets/cognito.ts";
import { entra } from "./presets/entra.ts";
import { google } from "./presets/google.ts";
import { okta } from "./presets/okta.ts";
import { plain } from "./presets/plain.ts";

/** The providers whose tokens the test issuer can shape. */
export const presets = { plain, okta, entra, cognito, google } as const satisfies Readonly<Record<string, Preset>>;

export type PresetName = keyof typeof presets;
