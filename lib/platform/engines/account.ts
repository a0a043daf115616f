import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { EngineError, messageOf } from "./engine";

/** How to start a process under the account it should run as. */
export interface Account {
  /** Command words to put in front. */
  readonly prefix: readonly string[];
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

/** The account that we have ourselves. */
const OWN_ACCOUNT: Account = { prefix: [], ids: {} };

const run = promisify(execFile);

/** The account whose files the data directory holds: for root, the directory's owner, so that he can still use it. */
export async function ownerAccount(dataDir: string): Promise<Account> {
  if (process.getuid?.() !== 0) return OWN_ACCOUNT;
  const { uid, gid } = await stat(dataDir);
  return uid === 0 ? OWN_ACCOUNT : { prefix: [], ids: { uid, gid } };
}

/**
 * The account for PostgreSQL, which refuses to run as root. Root gets one that is not root to PostgreSQL: its own
 * files seen through a user namespace, or an unprivileged account of the system. Nobody's files change hands.
 *
 * @param cluster the cluster directory, whether it exists yet or not
 * @throws EngineError when root finds no such account
 */
export async function postgresAccount(dataDir: string, cluster: string, postgres: string): Promise<Account> {
  if (process.getuid?.() !== 0) return OWN_ACCOUNT;
  const reasons: string[] = [];
  for (const { label, account } of await candidates(dataDir, cluster)) {
    try {
      await probe(account, dataDir, postgres);
      return account;
    } catch (error) {
      reasons.push(`${label}: ${messageOf(error).split("\n").slice(0, 2).join(" ")}`);
    }
  }
  throw new EngineError(
    [
      "PostgreSQL does not run as root, and no other account can run it here.",
      ...reasons.map((reason) => `  tried ${reason}`),
      "Start Stratum as a normal user, or put the checkout and STRATUM_DATA_DIR where other accounts can read them, or set DATABASE_URL to a PostgreSQL of your own.",
    ].join("\n"),
  );
}

interface Candidate {
  readonly label: string;
  readonly account: Account;
}

async function candidates(dataDir: string, cluster: string): Promise<Candidate[]> {
  const accounts = await systemAccounts();
  const nobody = accounts.find(({ name }) => name === "nobody") ?? accounts.find(({ uid }) => uid >= 1000);
  const namespaced: Candidate[] =
    nobody === undefined
      ? []
      : [
          {
            label: "a user namespace",
            account: { prefix: ["unshare", "--user", `--map-user=${nobody.uid}`], ids: {} },
          },
        ];
  const clusterOwner = await ownerOf(cluster);
  if (clusterOwner !== null) {
    return clusterOwner.uid === 0 ? namespaced : [dropTo(clusterOwner)];
  }
  const dirOwner = await ownerOf(dataDir);
  const owner = accounts.find(({ uid }) => uid !== 0 && uid === dirOwner?.uid);
  return [
    ...(owner === undefined ? [] : [dropTo(owner)]),
    ...namespaced,
    ...(nobody === undefined ? [] : [dropTo(nobody)]),
  ];
}

function dropTo({ uid, gid }: { uid: number; gid: number }): Candidate {
  return { label: `user id ${uid}`, account: { prefix: [], ids: { uid, gid } } };
}

/** Throws unless the account can run the binary and reach the data directory. */
async function probe(account: Account, dataDir: string, postgres: string): Promise<void> {
  const script = '"$1" --version >/dev/null && test -x "$2"';
  const words = [...account.prefix, "/bin/sh", "-c", script, "sh", postgres, dataDir];
  await run(words[0] as string, words.slice(1), { ...account.ids, cwd: "/", timeout: 10_000 });
}

async function ownerOf(path: string): Promise<{ uid: number; gid: number } | null> {
  const found = await stat(path).catch(() => null);
  return found === null ? null : { uid: found.uid, gid: found.gid };
}

async function systemAccounts(): Promise<{ name: string; uid: number; gid: number }[]> {
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  return passwd
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
