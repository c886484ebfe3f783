/** Who we say we are; the version is that of the package. */
export const clientInfo = { name: "mcp-gauntlet", version: "0.1.0" };

/**
 * What we say we can do. All three are declared so that a server shows the tools that need them and runs the code
 * behind them; a request for one is then answered (`roots`: none) or declined.
 */
export const clientCapabilities = { roots: {}, sampling: {}, elicitation: {} };
