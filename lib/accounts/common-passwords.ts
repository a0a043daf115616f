/** About 49,000 passwords from leaks, those that attackers try first; read at the first question. */
let list: Promise<ReadonlySet<string>> | undefined;

/** Whether attackers try this password early: it is on the list in whatever case, or with a little added around it. */
export async function isCommonPassword(password: string): Promise<boolean> {
  list ??= readList();
  const common = await list;
  const lower = password.toLowerCase();
  const core = lower.replace(/^[^a-z]+|[^a-z]+$/g, "");
  return common.has(lower) || (core.length * 2 >= lower.length && common.has(core));
}

async function readList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
}
