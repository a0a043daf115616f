import { Worker } from "node:worker_threads";
import { z } from "zod";

export interface RawImage {
  readonly width: number;
  readonly height: number;
  /** RGBA, four bytes a pixel. */
  readonly pixels: Uint8Array;
}

export interface HeicLimits {
  readonly maxPixels: number;
  readonly timeoutMs: number;
}

const answerSchema = z.object({ width: z.int(), height: z.int(), pixels: z.instanceof(Uint8Array) });

/**
 * Runs in the worker: decoding takes a second or more of pure computation, and a hostile file may take any amount of
 * time or memory. Plain text, because bundlers do not carry worker files along.
 */
const DECODE = `
const { parentPort, workerData } = require("node:worker_threads");
const { all } = require("heic-decode");
(async () => {
  const images = await all({ buffer: workerData.bytes });
  const [image] = images;
  if (image.width * image.height > workerData.maxPixels) throw new Error("too many pixels");
  const { width, height, data } = await image.decode();
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  parentPort.postMessage({ width, height, pixels }, [pixels.buffer]);
})();
`;

/**
 * The first image of a HEIC file, metadata left behind.
 *
 * @throws Error when it is broken, too large or takes too long
 */
export function decodeHeic(bytes: Uint8Array, { maxPixels, timeoutMs }: HeicLimits): Promise<RawImage> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(DECODE, {
      eval: true,
      workerData: { bytes, maxPixels },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      stdout: true,
      stderr: true,
    });
    const timer = setTimeout(() => finish(() => reject(new Error("decoding took too long"))), timeoutMs);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    };
    worker.once("message", (answer) => finish(() => resolve(answerSchema.parse(answer))));
    worker.once("error", (error) => finish(() => reject(error)));
    worker.once("exit", () => finish(() => reject(new Error("the decoder stopped"))));
  });
}
