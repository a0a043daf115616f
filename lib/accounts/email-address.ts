import { z } from "zod";

/** An e-mail address as it is stored: trimmed, NFKC, lower case, at most 254 characters. */
export const emailAddress = z
  .string()
  .max(320, "may have at most 254 characters")
  .transform((text) => text.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email("is not an e-mail address").max(254, "may have at most 254 characters"));
