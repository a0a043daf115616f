import { type Env, readEnv } from "./env";

let current: Env | undefined;

/** The settings of this process, for edges that need a setting but no database client. */
export function currentEnv(): Env {
  current ??= readEnv(process.env);
  return current;
}
