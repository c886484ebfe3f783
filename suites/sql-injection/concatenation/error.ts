import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import type { SqlDialect } from "../../../src/payloads/sql/dialects.ts";
import { type ErrorPlace, escapedName, insertedTablePlaces } from "../../../src/payloads/sql/error-places.ts";
import { aName, type SqlPlace } from "../../../src/payloads/sql/place.ts";
import { placeNamed } from "../../../src/payloads/sql/places.ts";
import { baseAnswer } from "./baselines.ts";
import { shownPlace } from "./boolean.ts";
import { likelyDialects, speaksOfDatabase } from "./likely-dialects.ts";
import { sightOf } from "./sight.ts";
import { type Aim, labelled, type Technique } from "./technique.ts";

/**
 * Makes the database name a value in an error message that it had to compute, or to decode. What is sent holds the factors
 * or the codes of letters, so text that merely echoes the request cannot match.
 */
export const errorTechnique: Technique = {
  name: "error",
  computes: true,
  async probe(aim) {
    const dialects = likelyDialects(aim.sent());
    for (const place of errorPlaces(aim)) {
      for (const dialect of dialects) {
        if (await named(aim, dialect, place)) return;
      }
    }
    if (!aName.test(aim.base) || shownPlace(aim.sent())?.leaves !== undefined) return;
    if (dialects.some(({ name }) => name === "postgres")) await decoded(aim);
  },
  find(exchanges) {
    const hit = labelled(exchanges, "error").find((exchange) =>
      showsComputed(exchange, String(exchange.facts.computed)),
    );
    if (hit === undefined) return undefined;
    return { proof: [hit.id], because: "the database computed a value from the argument and named it in an error" };
  },
};

type Embedding = ErrorPlace | (SqlPlace & Required<Pick<SqlPlace, "embed">>);

/** Where conditions were seen to be evaluated, there alone; else the places that are most frequent, where errors can be seen. */
function errorPlaces(aim: Aim): readonly Embedding[] {
  const sent = aim.sent();
  const shown = shownPlace(sent);
  if (shown !== undefined) return [shown].filter(embedding);
  const sight = sightOf(sent);
  if (sight.blind) return [];
  const unsteady = baseAnswer(sent) === undefined;
  const names = ["quoted", "stored", "parenthesised", "bare", "expression", "double-quoted"];
  const usual = names.flatMap((name) => placeNamed(name) ?? []).filter(embedding);
  const fitting = usual.filter(
    (place) => place.takes.test(aim.base) && (unsteady || sight.open({ breaker: place.breaker, shows: "errors" })),
  );
  if (!speaksOfDatabase(sent)) return fitting.slice(0, 3);
  return aName.test(aim.base) ? [...fitting, ...insertedTablePlaces] : fitting;
}

function embedding(place: SqlPlace): place is SqlPlace & Required<Pick<SqlPlace, "embed">> {
  return place.embed !== undefined;
}

async function named(aim: Aim, dialect: SqlDialect, place: Embedding): Promise<boolean> {
  const marker = newMarker(aim.random);
  const exchange = await aim.send(place.embed(aim, `1=${dialect.erring(marker)}`), {
    role: "attack",
    label: `error:${dialect.name}:${place.name}`,
    facts: { computed: marker.product },
  });
  return showsComputed(exchange, marker.product);
}

async function decoded(aim: Aim): Promise<void> {
  const name = `gauntlet_${aim.random.word(10)}`;
  await aim.send(escapedName(name), { role: "attack", label: "error:postgres:name", facts: { computed: name } });
}
