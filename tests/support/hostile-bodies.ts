import { reportBody } from "./report-api";

/** A body nobody should send, and what the answer must be. */
export interface HostileBody {
  readonly name: string;
  readonly body: BodyInit;
  readonly status: 400 | 413 | 422;
  /** Field that a 422 must name. */
  readonly field: string | null;
}

const FIELDS = ["id", "lat", "lng", "layer", "category", "severity", "note"] as const;

/** JSON values that are wrong for every field but those named. */
const WRONG_VALUES: readonly [json: string, fineFor: readonly string[]][] = [
  ["null", ["note"]],
  ["true", []],
  ["false", []],
  ["0", ["lat", "lng"]],
  ["-1", ["lat", "lng"]],
  ["6", ["lat", "lng"]],
  ["1.5", ["lat", "lng"]],
  ["1e308", []],
  ["-1e308", []],
  ["1e999", []],
  ["-1e999", []],
  ["9007199254740993", []],
  ['""', ["note"]],
  ['"3"', ["note"]],
  ['"NaN"', ["note"]],
  ['"37.7"', ["note"]],
  ['"__proto__"', ["note"]],
  ['"constructor"', ["note"]],
  ['"toString"', ["note"]],
  ['"\' OR 1=1 --"', ["note"]],
  ['"<script>alert(1)</script>"', ["note"]],
  ['"\\u0000"', []],
  ['"\\ud800"', []],
  ['"\\udc00x"', []],
  ['"a\\u202eb"', []],
  ['"a\\u2066b"', []],
  ['"\\u0007"', []],
  ['"\\ufffe"', []],
  [`"${"x".repeat(281)}"`, []],
  [`"${"\\ud83d\\ude00".repeat(281)}"`, []],
  ["[]", []],
  ["[1]", []],
  ['["safety"]', []],
  ["{}", []],
  ['{"$gt":0}', []],
  ['{"toString":1}', []],
  ['{"S":"safety"}', []],
];

/** Well-formed JSON in which one field is wrong. */
function wrongFields(): HostileBody[] {
  return FIELDS.flatMap((field) =>
    WRONG_VALUES.filter(([, fineFor]) => !fineFor.includes(field)).map(
      ([json, _]): HostileBody => ({
        name: `${field} = ${json.slice(0, 40)}`,
        body: withField(field, json),
        status: 422,
        field,
      }),
    ),
  );
}

function missingFields(): HostileBody[] {
  return ["lat", "lng", "layer", "category", "severity"].map((field) => {
    const body: Record<string, unknown> = reportBody();
    delete body[field];
    return { name: `no ${field}`, body: JSON.stringify(body), status: 422, field };
  });
}

function outOfRange(): HostileBody[] {
  const values: [string, readonly string[]][] = [
    ["lat", ["90.0000001", "-90.0000001", "91", "180", "1e2", "-1e17"]],
    ["lng", ["180.0000001", "-180.0000001", "360", "-540", "1e3"]],
    ["severity", ["0.999999", "5.000001", "1e1", "-0", "255"]],
    [
      "id",
      [
        '"00000000-0000-0000-0000-000000000000"',
        '"ffffffff-ffff-ffff-ffff-ffffffffffff"',
        '"6ba7b810-9dad-41d1-80b4-00c04fd430c8"',
        '"01890000-0000-7000-8000-000000000000"',
        '"ffffffff-ffff-7fff-bfff-ffffffffffff"',
        '"0197a000-0000-7000-8000-00000000000g"',
        '"0197a000000070008000000000000000"',
        '"{0197a000-0000-7000-8000-000000000000}"',
        '"0197a000-0000-7000-8000-000000000000\\u0000"',
      ],
    ],
    ["category", ['"noise"', '"new_cafe"', '"Poor_lighting"', '" poor_lighting"', '"poor_lighting\\u0000"']],
  ];
  return values.flatMap(([field, jsons]) =>
    jsons.map(
      (json): HostileBody => ({
        name: `${field} = ${json}`,
        body: withField(field, json),
        status: 422,
        field,
      }),
    ),
  );
}

/** Bodies that are no JSON object, or one that no two readers read alike. */
function badJson(): HostileBody[] {
  const valid = JSON.stringify(reportBody());
  const bodies: [string, BodyInit][] = [
    ["nothing", ""],
    ["a space", " "],
    ["a number", "1"],
    ["a text", '"report"'],
    ["null", "null"],
    ["a list", `[${valid}]`],
    ["a broken end", valid.slice(0, -1)],
    ["two values", valid + valid],
    ["a trailing comma", valid.replace("}", ",}")],
    ["a comment", `/* hi */${valid}`],
    ["single quotes", valid.replaceAll('"', "'")],
    ["XML", "<report/>"],
    ["a form", "lat=1&lng=2"],
    ["NaN", withField("lat", "NaN")],
    ["Infinity", withField("lat", "Infinity")],
    ["-Infinity", withField("lng", "-Infinity")],
    ["a hexadecimal number", withField("severity", "0x3")],
    ["a leading zero", withField("severity", "03")],
    ["a raw line break in a text", withField("note", '"a\nb"')],
    ["a raw NUL in a text", withField("note", '"a\0b"')],
    ["invalid UTF-8", new Uint8Array([...Buffer.from('{"note":"'), 0xc3, 0x28, ...Buffer.from('"}')])],
    [
      "half a UTF-8 character",
      new Uint8Array([...Buffer.from('{"note":"'), 0xf0, 0x9f, ...Buffer.from('"}')]),
    ],
    ["UTF-16", new Uint8Array(Buffer.from(valid, "utf16le"))],
    ["zeros", new Uint8Array(100)],
    ["depth 10,000", `${"[".repeat(8_000)}${"]".repeat(8_000)}`],
    ["deep objects", `${'{"a":'.repeat(2_000)}1${"}".repeat(2_000)}`],
    ["a deep note", withField("note", `${"[".repeat(5_000)}${"]".repeat(5_000)}`)],
    ["__proto__", valid.replace("{", '{"__proto__":{"severity":5},')],
    ["a hidden __proto__", valid.replace("{", '{"\\u005f\\u005fproto__":{},')],
    ["constructor.prototype", valid.replace("{", '{"constructor":{"prototype":{"x":1}},')],
  ];
  const repeated = FIELDS.map((field): [string, string] => [
    `${field} twice`,
    valid.replace("{", `{"${field}":1,`).replace("}", `,"${field}":2}`),
  ]);
  return [...bodies, ...repeated].map(([name, body]) => ({ name, body, status: 400, field: null }));
}

function tooLarge(): HostileBody[] {
  return [16_385, 100_000, 10_000_000].map((bytes) => ({
    name: `${bytes} bytes`,
    body: `{"note":"${"x".repeat(bytes - 11)}"}`,
    status: 413,
    field: null,
  }));
}

function withField(field: string, json: string): string {
  const body: Record<string, unknown> = { ...reportBody(), [field]: "@" };
  return JSON.stringify(body).replace(`"${field}":"@"`, () => `"${field}":${json}`);
}

/** At least 300 bodies, each different. */
export function hostileBodies(): HostileBody[] {
  return [...wrongFields(), ...missingFields(), ...outOfRange(), ...badJson(), ...tooLarge()];
}
