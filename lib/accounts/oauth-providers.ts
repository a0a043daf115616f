import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { Provider } from "next-auth/providers/index";
import { z } from "zod";
import type { Env } from "@/lib/platform/env";

const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
const githubUser = z.looseObject({ id: z.number(), login: z.string() });

/** GitHub and Google, each only where its id and secret are set. */
export function oauthProviders(env: Env): Provider[] {
  const providers: Provider[] = [];
  if (env.githubId !== null && env.githubSecret !== null) {
    providers.push(github(env.githubId, env.githubSecret));
  }
  if (env.googleId !== null && env.googleSecret !== null) {
    providers.push(GoogleProvider({ clientId: env.googleId, clientSecret: env.googleSecret }));
  }
  return providers;
}

/** GitHub's user answer may hold an unproven address: the list of addresses says which one is proven. */
function github(clientId: string, clientSecret: string): Provider {
  return GitHubProvider({
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ tokens }) {
        const headers = {
          Authorization: `Bearer ${tokens.access_token}`,
          Accept: "application/vnd.github+json",
        };
        const read = async (path: string): Promise<unknown> => {
          const response = await fetch(`https://api.github.com${path}`, {
            headers,
            signal: AbortSignal.timeout(5_000),
          });
          if (!response.ok) throw new Error(`GitHub answered ${response.status} for ${path}`);
          return response.json();
        };
        const [user, emails] = await Promise.all([read("/user"), read("/user/emails")]);
        const proven = githubEmails.parse(emails).find(({ primary, verified }) => primary && verified);
        return {
          ...githubUser.parse(user),
          email: proven?.email,
          email_verified: proven !== undefined,
        };
      },
    },
  });
}
