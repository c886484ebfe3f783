import { isObject, type JsonObject } from "../../model/json.ts";
import { clientCapabilities, clientInfo } from "./client-identity.ts";
import { metaKeys } from "./versions.ts";

/** Parameters with the metadata that every request of the modern era carries; members the caller set stay as they are. */
export function withModernMeta(params: JsonObject | undefined, protocolVersion: string): JsonObject {
  const own = isObject(params?._meta) ? params._meta : {};
  return {
    ...params,
    _meta: {
      [metaKeys.protocolVersion]: protocolVersion,
      [metaKeys.clientInfo]: clientInfo,
      [metaKeys.clientCapabilities]: clientCapabilities,
      ...own,
    },
  };
}
