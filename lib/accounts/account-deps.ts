import { createBackgroundMailer } from "@/lib/mail/background-mailer";
import { createMailer, type Mailer } from "@/lib/mail/mailer";
import type { Runtime } from "@/lib/platform/runtime";

const mailers = new WeakMap<Runtime, Mailer>();

/** The runtime with a mailer that hands over after the answer, as the account verbs take it. */
export function accountDeps(runtime: Runtime): Runtime & { readonly mailer: Mailer } {
  let mailer = mailers.get(runtime);
  if (mailer === undefined) {
    mailer = createBackgroundMailer(createMailer(runtime.env, runtime.log), runtime.log);
    mailers.set(runtime, mailer);
  }
  return { ...runtime, mailer };
}
