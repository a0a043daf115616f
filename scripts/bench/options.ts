import { parseArgs } from "node:util";
import type { AppKind } from "./app-server";

/** Sections in the order they run. */
export const SECTIONS = [
  "geohash",
  "projector",
  "submit",
  "reads",
  "calls",
  "questions",
  "visibility",
] as const;
export type Section = (typeof SECTIONS)[number];

export interface Options {
  readonly sections: readonly Section[];
  /** Reports in the read model, ascending. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** Duration of the visibility run. */
  readonly seconds: number;
  /** What serves the HTTP sections. */
  readonly apps: readonly AppKind[];
  /** Folder for the results. */
  readonly out: string;
  /** Words on the circumstances, kept with the results. */
  readonly remark: string | null;
}

const USAGE = `npm run bench -- [sections] [options]

Sections (all when none is named): ${SECTIONS.join(", ")}

  --sizes 10000,100000,1000000   reports in the read model for reads, calls, questions and visibility
  --rounds 9                     rounds of every comparison
  --seconds 60                   length of the visibility run
  --quick                        small: --sizes 2000,20000 --rounds 3 --seconds 5
  --apps next,handlers           what serves POST /api/reports; the first one serves the visibility run
  --out docs/bench               folder for bench.json and bench.svg
  --remark "what else ran"       kept with the results`;

/** The options that the command line asks for; null, after telling how, when it asks for help or for nonsense. */
export function readOptions(args: readonly string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        sizes: { type: "string" },
        rounds: { type: "string" },
        seconds: { type: "string" },
        apps: { type: "string", default: "next,handlers" },
        quick: { type: "boolean", default: false },
        out: { type: "string", default: "docs/bench" },
        remark: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) throw new Error("");
    const { quick } = values;
    return {
      sections: positionals.length === 0 ? SECTIONS : positionals.map(toSection),
      sizes: (values.sizes ?? (quick ? "2000,20000" : "10000,100000,1000000"))
        .split(",")
        .map((text) => wholeNumber("--sizes", text))
        .toSorted((a, b) => a - b),
      rounds: wholeNumber("--rounds", values.rounds ?? (quick ? "3" : "9")),
      seconds: wholeNumber("--seconds", values.seconds ?? (quick ? "5" : "60")),
      apps: values.apps.split(",").map(toApp),
      out: values.out,
      remark: values.remark ?? null,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(reason === "" ? USAGE : `${reason}\n\n${USAGE}`);
    process.exitCode = reason === "" ? 0 : 1;
    return null;
  }
}

function toSection(text: string): Section {
  const section = SECTIONS.find((name) => name === text);
  if (section === undefined) throw new Error(`There is no section "${text}".`);
  return section;
}

function toApp(text: string): AppKind {
  if (text !== "next" && text !== "handlers")
    throw new Error(`--apps knows next and handlers, not "${text}".`);
  return text;
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} must be a whole number above 0, not "${text}".`);
  return Number(text);
}
