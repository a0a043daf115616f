import { join, resolve } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { folderPhotoStore } from "@/lib/photos/folder-photo-store";
import type { PhotoStore } from "@/lib/photos/photo-store";
import { s3PhotoStore } from "@/lib/photos/s3-photo-store";
import { localCredentials } from "./dynamodb";
import type { Env } from "./env";
import type { Runtime } from "./runtime";

const stores = new WeakMap<object, PhotoStore>();

/** The photo store of a runtime: the bucket of STRATUM_PHOTO_BUCKET, else `photos` in the data folder. */
export function photoStore({ env, now }: Pick<Runtime, "env" | "now">): PhotoStore {
  const known = stores.get(env);
  if (known !== undefined) return known;
  const store =
    env.photoBucket === null
      ? folderPhotoStore(join(resolve(env.dataDir), "photos"), now)
      : s3PhotoStore(createS3(env), env.photoBucket);
  stores.set(env, store);
  return store;
}

function createS3({ awsRegion, photoEndpoint }: Pick<Env, "awsRegion" | "photoEndpoint">): S3Client {
  return new S3Client({
    region: awsRegion,
    maxAttempts: 3,
    // Other servers than Amazon's rarely have a host name for each bucket.
    ...(photoEndpoint === null ? {} : { endpoint: photoEndpoint, forcePathStyle: true }),
    ...localCredentials(photoEndpoint),
  });
}
