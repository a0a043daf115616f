/**
 * `npm run keys`: API keys, for operators.
 *
 *   npm run keys -- list                                   all keys, their usage this month, their subscription
 *   npm run keys -- create --owner MAIL --plan city        a live key for an owner's organisation
 *   npm run keys -- create --owner MAIL --test
 *   npm run keys -- revoke KEY_ID
 */
import { parseArgs } from "node:util";
import { listKeysText, operatorCreateKey, operatorRevokeKey } from "@/lib/api-keys/operator-keys";
import { runScript } from "@/lib/platform/with-engines";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    owner: { type: "string" },
    name: { type: "string", default: "Made by an operator" },
    plan: { type: "string" },
    test: { type: "boolean", default: false },
  },
});
const [command, id] = positionals;

await runScript(async (runtime) => {
  if (command === "list") {
    console.log(await listKeysText(runtime));
  } else if (command === "create" && values.owner !== undefined) {
    const { owner, name, plan, test } = values;
    const key = await operatorCreateKey(runtime, {
      ownerEmail: owner,
      name,
      plan: plan ?? null,
      mode: test ? "test" : "live",
    });
    console.log(`${key}\n\nThis is the only time the key is shown.`);
  } else if (command === "revoke" && id !== undefined) {
    console.log((await operatorRevokeKey(runtime, id)) ? "Revoked." : "There is no such key.");
  } else {
    console.error(
      "npm run keys -- list | create --owner MAIL [--plan agent|city] [--test] [--name NAME] | revoke KEY_ID",
    );
    process.exitCode = 1;
  }
});
