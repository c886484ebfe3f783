/** What ours may cost at the most: as a share of what the others do, in MB with 2,000 users, and in milliseconds above an exact server. */
export const targets = { wrk: 2.5, sdkClient: 0.1, autocannon: 1, rssMb2000: 200, p99OverMs: 6 } as const;
