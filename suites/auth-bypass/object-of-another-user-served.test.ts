import { expect, it } from "vitest";
import type { Identity } from "../../src/model/identity.ts";
import type { Json } from "../../src/model/json.ts";
import type { Promises } from "../../src/model/promises.ts";
import { scanGuarded } from "../../test/guarded.ts";
import { type Asked, type Door, holding, judgedAt, person, refusal, told } from "../../test/imagined-door.ts";
import check from "./object-of-another-user-served.ts";
import { authBypass } from "./suite.ts";

interface Order {
  readonly id: number;
  readonly [more: string]: Json;
}

const orders: readonly Order[] = ["alice", "dave", "alice", "alice"].map((owner, n) => ({
  id: 7001 + n,
  owner,
  org: owner === "alice" ? "acme" : "globex",
  item: `${["lamp", "chair", "shelf", "bench"][n]} for ${n}th street`,
  note: `call ${["Smith", "Jones", "Brown", "Green"][n]} before`,
}));
const tools = { list_orders: {}, get_order: { id: { type: "integer" } }, track_order: { id: { type: "integer" } } };
const one = (name: string, tenant: string | undefined): Identity =>
  holding({ ...person(name, "user", { sub: name, email: `${name}@shop.example` }), tenant }, tools);
const strangers = [one("alice", "acme"), one("dave", "globex")];
const colleagues = [one("alice", undefined), one("dave", undefined)];

interface Shop {
  readonly identities: readonly Identity[];
  readonly promises?: Promises;
  shown?(order: Order): Json;
  may?(who: string, order: Order): boolean;
  mayTrack?(who: string, order: Order): boolean;
  listed?(who: string): Json;
}

const hers = (who: string, { owner }: Order) => owner === who;
const anyone = () => true;

function shop({ identities, promises, shown = (order) => order, may = anyone, mayTrack = anyone, listed }: Shop): Door {
  const own = (who: string): Json => ({ orders: orders.filter((order) => hers(who, order)).map(shown) });
  const list = listed ?? own;
  return {
    identities,
    ...(promises === undefined ? {} : { promises }),
    answer({ principal, forged }, { method, params }: Asked) {
      if (forged === null) return refusal(401, "");
      if (method !== "tools/call") return told({});
      if (params.name === "list_orders") return told(list(principal));
      const id = (params.arguments as { id?: number }).id;
      const order = orders.find((one) => one.id === id);
      const allows = params.name === "get_order" ? may : mayTrack;
      return order !== undefined && allows(principal, order) ? told(shown(order)) : refusal(404, "no such order");
    },
  };
}

const judged = (said: Shop) => judgedAt(check, shop(said));

it("proves it where the object bears the name of another organisation", async () => {
  const judgement = await judged({ identities: strangers });
  expect(judgement).toMatchObject({
    verdict: "fail",
    because: expect.stringContaining("dave was served what only alice"),
  });
});

it("proves it where another tool refuses the same object", async () => {
  const judgement = await judged({ identities: colleagues, mayTrack: hers });
  expect(judgement).toMatchObject({ verdict: "fail", because: expect.stringContaining("what track_order refuses it") });
});

it("proves it where the owner promises that what is not listed is not shared", async () => {
  expect(await judged({ identities: colleagues, promises: { objects: "by-owner" } })).toMatchObject({
    verdict: "fail",
  });
});

it("suspects it where the object bears the name of its user", async () => {
  expect(await judged({ identities: colleagues })).toMatchObject({ verdict: "suspected" });
});

it("passes a server that looks at the owner", async () => {
  expect(await judged({ identities: strangers, may: hers })).toMatchObject({ verdict: "pass" });
});

it.each<[string, Partial<Shop>]>([
  ["what says that it is public", { shown: (order) => ({ ...order, visibility: "public" }) }],
  ["what names the other one, too", { shown: (order) => ({ ...order, members: ["alice", "dave"] }) }],
  ["what bears nobody's name", { shown: ({ id, item = null, note = null }) => ({ id, item, note }) }],
  ["some, and refuses others", { may: (who, order) => hers(who, order) || order.id === 7001 }],
  ["what both lists name", { listed: () => ({ orders: orders.map(({ id }) => ({ id })) }) }],
  [
    "what may be on the next page of the other's list",
    { listed: (who) => ({ orders: orders.filter((order) => hers(who, order)), nextCursor: "2" }) },
  ],
  ["a list of the other that it cannot read", { listed: (who) => (who === "alice" ? { orders } : "3 orders") }],
])("raises no alarm on a server that shows %s", async (_, said) => {
  const { verdict } = await judged({ identities: strangers, ...said });
  expect(["inconclusive", "not-applicable"]).toContain(verdict);
});

it("does not take who has more rights for another user", () => {
  const [alice, dave] = colleagues as [Identity, Identity];
  const admin = holding(dave, { ...tools, list_staff: {} });
  const asked = (identities: readonly Identity[]) =>
    check.subjects({
      identities,
      sampled: () => false,
      mayCall: () => true,
      promisedReadOnly: () => false,
      drawsFrom: () => [],
    } as unknown as Parameters<typeof check.subjects>[0]);
  expect(asked([alice, admin]).map(({ key }) => key)).toEqual([
    "get_order.id of dave as alice",
    "track_order.id of dave as alice",
  ]);
});

it("finds it on the guarded server, whose owner gave no samples", async () => {
  const suite = { ...authBypass, checks: [check] };
  const selection = {
    suites: [],
    checks: [],
    includeTools: ["list_orders", "get_order"],
    excludeTools: [],
    includeParams: [],
  };
  const report = await scanGuarded(["--without", "ownership"], suite, { selection }, (principal) => ({
    ...principal,
    samples: {},
  }));
  const found = report.results.filter(({ verdict }) => verdict === "fail");
  expect(found.map(({ subject }) => subject)).toContain("get_order.id of bob as dave");
});
