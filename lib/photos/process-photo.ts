import sharp, { type Sharp } from "sharp";
import { invalid } from "@/lib/http/parse";
import { AppError } from "@/lib/http/problem";
import { decodeHeic } from "./decode-heic";

/** Largest upload, bytes. */
export const PHOTO_MAX_BYTES = 12 * 1024 * 1024;
/** Longest edge of a kept photo, pixels. */
export const PHOTO_EDGE = 1_600;

const MAX_PIXELS = 60_000_000;
const HEIC_TIMEOUT_MS = 15_000;

/** What the bytes are, by their first bytes and not by what the sender says. */
type Format = "jpeg" | "png" | "webp" | "heic";

/**
 * An upload as the photo that is kept: WebP, upright, at most 1,600 pixels long. Only pixels go over: position, camera,
 * time and every other piece of metadata stay behind.
 *
 * @throws AppError `unsupported_media_type` for anything but JPEG, PNG, WebP and HEIC, `invalid` for a broken one
 */
export async function processPhoto(bytes: Uint8Array): Promise<Uint8Array> {
  const format = formatOf(bytes);
  if (format === null) {
    throw new AppError("unsupported_media_type", "Send the photo as JPEG, PNG, WebP or HEIC.");
  }
  try {
    const image = format === "heic" ? await heicImage(bytes) : sharp(bytes, { limitInputPixels: MAX_PIXELS });
    return await image
      .rotate()
      .resize({ width: PHOTO_EDGE, height: PHOTO_EDGE, fit: "inside", withoutEnlargement: true })
      .toColorspace("srgb")
      .webp({ quality: 80 })
      .toBuffer();
  } catch (cause) {
    const error = invalid([{ path: "photo", message: "cannot be read as an image" }]);
    throw new AppError("invalid", error.message, { ...error.details, cause });
  }
}

async function heicImage(bytes: Uint8Array): Promise<Sharp> {
  const limits = { maxPixels: MAX_PIXELS, timeoutMs: HEIC_TIMEOUT_MS };
  const { width, height, pixels } = await decodeHeic(bytes, limits);
  return sharp(pixels, { raw: { width, height, channels: 4 } });
}

const HEIC_BRANDS = new Set(["heic", "heix", "hevc", "hevx", "mif1", "msf1"]);

function formatOf(bytes: Uint8Array): Format | null {
  const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString("latin1");
  if (text(0, 3) === "\xff\xd8\xff") return "jpeg";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  return text(4, 8) === "ftyp" && HEIC_BRANDS.has(text(8, 12)) ? "heic" : null;
}
