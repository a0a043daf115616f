import { createHmac } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { type Challenge, createChallenge, randomInt, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { translated } from "@/lib/platform/translated";
import type { AbuseDeps } from "./abuse-deps";
import { dailySalt } from "./daily-salt";
import { tag } from "./tags";

/** Header that brings a solved challenge: base64 of `{challenge, solution}` as JSON. */
export const PROOF_HEADER = "X-Proof-Of-Work";

const LIFETIME_MS = 10 * 60 * 1000;
/** Iterations of one derivation, and how many derivations a solver needs: about 0.2 s on a laptop, 1 s on a phone. */
const COST = 2_000;
const TRIES = { min: 100, max: 300 };

export interface ProofDeps extends AbuseDeps {
  readonly env: { readonly secret: string };
}

/** A new challenge (ALTCHA), valid for ten minutes, for this network and for one use. */
export async function issueChallenge(deps: ProofDeps, network: string): Promise<Challenge> {
  return createChallenge({
    algorithm: "PBKDF2/SHA-256",
    cost: COST,
    counter: randomInt(TRIES.max, TRIES.min),
    deriveKey,
    expiresAt: Math.floor((deps.now() + LIFETIME_MS) / 1000),
    data: { network: await networkTag(deps, network) },
    ...secrets(deps),
  });
}

const proofSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal("PBKDF2/SHA-256"),
      nonce: z.string(),
      salt: z.string(),
      cost: z.literal(COST),
      keyLength: z.literal(32),
      keyPrefix: z.string(),
      expiresAt: z.number(),
      data: z.object({ network: z.string() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/**
 * True when `header` solves a challenge that was made for this network, has not expired and has not been used.
 * Accepting it uses it up, in every process.
 */
export async function acceptProof(deps: ProofDeps, network: string, header: string): Promise<boolean> {
  const proof = decodeProof(header);
  if (proof === null) return false;
  const { parameters, signature } = proof.challenge;
  if (parameters.expiresAt * 1000 <= deps.now()) return false;
  if (!(await networkTags(deps, network)).includes(parameters.data.network)) return false;
  const result = await verifySolution({ ...proof, deriveKey, ...secrets(deps) }).catch(() => null);
  return result?.verified === true && spendProof(deps, signature, parameters.expiresAt);
}

function decodeProof(header: string): z.output<typeof proofSchema> | null {
  try {
    return proofSchema.parse(JSON.parse(Buffer.from(header, "base64").toString("utf8")));
  } catch {
    return null;
  }
}

async function spendProof({ dynamo }: ProofDeps, signature: string, expiresAt: number): Promise<boolean> {
  const command = new PutCommand({
    TableName: dynamo.tables.activity,
    Item: { pk: `proof#${signature}`, sk: "used", expires_at: expiresAt + 60 },
    ConditionExpression: "attribute_not_exists(pk)",
  });
  try {
    await translated(dynamo.documents.send(command));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function networkTag(deps: ProofDeps, network: string, time = deps.now()): Promise<string> {
  return tag(await dailySalt(deps, time), "proof", network);
}

/** Today's tag, and the one of the day in which a challenge that is still valid may have been made. */
function networkTags(deps: ProofDeps, network: string): Promise<string[]> {
  return Promise.all([networkTag(deps, network), networkTag(deps, network, deps.now() - LIFETIME_MS)]);
}

function secrets({ env }: ProofDeps) {
  const derive = (purpose: string): string => createHmac("sha256", env.secret).update(purpose).digest("hex");
  return {
    hmacSignatureSecret: derive("proof-of-work"),
    hmacKeySignatureSecret: derive("proof-of-work-key"),
  };
}
