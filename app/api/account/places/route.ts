import { z } from "zod";
import { folderPath, listPlaces, removeFolder, savePlace, savePlaceInput } from "@/lib/accounts/saved-places";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { parseQuery } from "@/lib/http/query";
import { readJson } from "@/lib/http/read-json";

export const GET = withAccount("member", async (_request, { runtime, account }) => {
  const { places, folders } = await listPlaces(runtime.sql, account.userId);
  return json({
    places: places.map(({ createdAt, ...rest }) => ({ ...rest, created_at: createdAt })),
    folders,
  });
});

export const POST = withAccount("member", async (request, { runtime, account }) => {
  const input = parse(savePlaceInput, await readJson(request));
  return json(await savePlace(runtime.sql, { userId: account.userId, ...input }), { status: 201 });
});

const folderQuery = z.strictObject({ folder: folderPath });

export const DELETE = withAccount("member", async (request, { runtime, account }) => {
  const { folder } = parseQuery(folderQuery, request);
  return json({ removed: await removeFolder(runtime.sql, account.userId, folder) });
});
