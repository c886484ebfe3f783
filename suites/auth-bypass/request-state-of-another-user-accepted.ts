import { defineCheck } from "../../src/model/check.ts";
import { asOthers } from "../as-others.ts";
import { rightUser } from "./people/people.ts";
import { rivalOf } from "./people/rival.ts";
import { judgeRequestState } from "./request-state/judge-request-state.ts";
import { askableTools, probeRequestState } from "./request-state/probe-request-state.ts";

/** The revision from which a server that asks for input hands its state to the client. */
const withRequestState = "2026-07-28";

/**
 * Does the state that a server hands to a client, while it waits for input, decide who the user is: sent by another user, or with
 * another name in it? The control is the user whose state it is, who goes on with it.
 */
export default defineCheck({
  id: "auth-bypass/request-state-of-another-user-accepted",
  title: "The state of a request decides who the user is",
  severity: "high",
  why: "The state goes through the client: whoever learns one goes on in another one's name, and where it is not sealed, writes the name into it.",
  fix: "Seal the state (HMAC), bind it to the user, the tool and a time, and take the user from the token alone.",
  refs: {
    cwe: ["CWE-565", "CWE-639"],
    owaspMcp: ["MCP07:2025"],
    cosai: ["MCP-T2"],
    spec: ["basic/patterns/mrtr#server-requirements"],
  },
  ...asOthers,
  requests: 40,

  subjects(scene) {
    const user = rightUser(scene);
    const rival = user && rivalOf(scene, user);
    const { transport, protocolVersion } = scene.surface;
    const has = transport === "streamable-http" && protocolVersion >= withRequestState;
    if (!has || user === undefined || rival === undefined || askableTools(scene, user, rival).length === 0) return [];
    return [{ key: "requestState", principal: user.name }];
  },

  probe: probeRequestState,
  judge: judgeRequestState,
});
