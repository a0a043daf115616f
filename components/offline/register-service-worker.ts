import { SYNC_TAG } from "./sync-tag";

/** Installs the service worker, once the page has nothing more urgent to do. Without support nothing happens. */
export async function registerServiceWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/serwist/sw.js", { scope: "/", type: "module" });
}

/** Asks the browser to send waiting reports when the network is back, even if the page is closed by then. */
export async function requestBackgroundSync(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration !== undefined && "sync" in registration) {
    await registration.sync.register(SYNC_TAG).catch(() => undefined);
  }
}
