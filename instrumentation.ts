/** Next calls this once in each server process, before it takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { notePeerAddresses } = await import("@/lib/http/peer-address");
  notePeerAddresses();
}
