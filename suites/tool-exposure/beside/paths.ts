/** Addresses that frameworks, and forgetful people, open at the root of a host. */
const atRoot =
  `/metrics /health /healthz /ready /status /info /version /debug /debug/vars /debug/pprof/ /actuator /actuator/env
 /env /config /config.json /.env /.git/HEAD /openapi.json /swagger.json /swagger-ui/index.html /docs /api-docs /graphql
 /server-info /sessions /admin /inspector`.split(/\s+/);

/** The same below the folder that the endpoint is in. */
const below = "/metrics /health /status /debug /env /config /sessions /admin /openapi.json /docs".split(" ");

/** A heap is large, and is asked for with HEAD. */
export const heapPath = "/actuator/heapdump";

export const mostPaths = atRoot.length + below.length + 1;

/** The addresses to ask for beside an endpoint at this path; pure. */
export function pathsBeside(endpoint: string): readonly string[] {
  const folder = endpoint.replace(/\/[^/]*\/?$/, "");
  const inFolder = folder === "" ? [] : below.map((path) => `${folder}${path}`);
  return [...atRoot, ...inFolder].filter((path) => path !== endpoint && `${path}/` !== endpoint);
}
