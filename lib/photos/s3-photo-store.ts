import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { PhotoStore } from "./photo-store";

/** Photos as objects `photos/<report id>.webp` of a private bucket; a lifecycle rule of the bucket ends them. */
export function s3PhotoStore(client: S3Client, bucket: string): PhotoStore {
  const target = (reportId: string) => ({ Bucket: bucket, Key: `photos/${reportId}.webp` });
  return {
    async put(reportId, webp) {
      await client.send(new PutObjectCommand({ ...target(reportId), Body: webp, ContentType: "image/webp" }));
    },
    async get(reportId) {
      try {
        const { Body } = await client.send(new GetObjectCommand(target(reportId)));
        return (await Body?.transformToByteArray()) ?? null;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    async delete(reportId) {
      await client.send(new DeleteObjectCommand(target(reportId)));
    },
  };
}
