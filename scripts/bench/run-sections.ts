import { GrowingReadModel } from "./growing-read-model";
import type { Options, Section } from "./options";
import { formatNumber } from "./print";
import { figure } from "./result";
import type { ResultBook } from "./result-book";
import { benchCalls } from "./sections/calls";
import { benchGeohash } from "./sections/geohash";
import { benchProjector } from "./sections/projector";
import { benchQuestions } from "./sections/questions";
import { benchReads } from "./sections/reads";
import { benchSubmit } from "./sections/submit";
import { benchVisibility } from "./sections/visibility";
import type { BenchStores } from "./throwaway-engines";

const PROGRESS_EVERY = 50_000;

/** Runs the chosen sections; the ones about reads share one read model that grows from size to size. */
export async function runSections(stores: BenchStores, options: Options, book: ResultBook): Promise<void> {
  const { rounds, sizes } = options;
  const chosen = (...sections: Section[]) => sections.some((section) => options.sections.includes(section));
  if (chosen("geohash")) await book.add(await benchGeohash(rounds));
  if (chosen("projector")) await book.add(await benchProjector(stores, rounds));
  if (chosen("submit")) await book.add(await benchSubmit(stores, rounds, options.apps));
  if (!chosen("reads", "calls", "questions", "visibility")) return;
  const model = new GrowingReadModel(stores.admin, stores.runtime.now());
  for (const size of sizes) {
    await grow(model, size);
    if (chosen("reads")) await book.add(await benchReads(stores, model, rounds));
    if (chosen("calls")) await book.add(await benchCalls(stores, model));
  }
  await book.add({
    id: "fill",
    title: "Filling the read model",
    notes: ["Through the projector, in batches of 2,000."],
    comparisons: [],
    figures: [figure("reports projected per second", (1000 * model.size) / model.projectingMs, "/s")],
  });
  if (chosen("questions")) await book.add(await benchQuestions(stores, model));
  if (chosen("visibility")) {
    const { seconds, apps } = options;
    await book.add(await benchVisibility(stores, { seconds, size: model.size, app: apps[0] ?? "next" }));
  }
}

async function grow(model: GrowingReadModel, size: number): Promise<void> {
  let told = model.size;
  await model.growTo(size, (reached) => {
    if (reached - told < PROGRESS_EVERY) return;
    told = reached;
    console.log(`  … ${formatNumber(reached)} of ${formatNumber(size)} reports`);
  });
}
