import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { networkOf, toNetwork } from "@/lib/abuse/network";
import { notePeerAddresses, peerAddress } from "@/lib/http/peer-address";

describe("toNetwork", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002::9", "2001:db8:1:2::/64"],
    ["[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
    ["", null],
    ["unknown", null],
    ["203.0.113.256", null],
    ["<script>", null],
  ])("%s is %s", (address, network) => {
    expect(toNetwork(address)).toBe(network);
  });
});

describe("networkOf", () => {
  const request = (forwarded: string) =>
    new Request("http://localhost/", { headers: { "x-forwarded-for": forwarded } });

  test("takes the entry that the trusted proxy added, never the ones the client sent along", () => {
    expect(networkOf(request("198.51.100.1, 203.0.113.7"), { trustProxy: true })).toBe("203.0.113.7");
  });

  test("passes the header over without a trusted proxy", () => {
    expect(networkOf(request("198.51.100.1"), { trustProxy: false })).toBeNull();
  });
});

test("the peer's address is the socket's, and no header of the client can stand for it", async () => {
  notePeerAddresses();
  const seen: (string | null)[] = [];
  const server = createServer((incoming, outgoing) => {
    const headers = new Headers(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    );
    seen.push(peerAddress(new Request("http://localhost/", { headers })));
    outgoing.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const forged = { "x-forwarded-for": "198.51.100.1", "x-peer": "198.51.100.2", "x-real-ip": "198.51.100.3" };
  await (await fetch(`http://127.0.0.1:${port}/`, { headers: forged })).text();
  server.close();
  expect(seen).toEqual(["127.0.0.1"]);
});
