import type { Metadata } from "next";
import { AccountShell } from "@/components/account/account-shell";
import { Card } from "@/components/account/card";
import { JsonForm } from "@/components/account/json-form";
import { PlaceFolder } from "@/components/account/place-folder";
import { requirePageAccount } from "@/lib/accounts/page-account";
import { listPlaces, type SavedFolder } from "@/lib/accounts/saved-places";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "Saved places" };

export default async function PlacesPage() {
  const account = await requirePageAccount("/account/places");
  const { places, folders } = await listPlaces(getRuntime().sql, account.userId);
  return (
    <AccountShell account={account} title="Saved places">
      <Card
        title="Save a place"
        text="Cells of the map, by their geohash; the score card shows it under the name."
      >
        <div className="max-w-md">
          <JsonForm
            method="POST"
            action="/api/account/places"
            submit="Save"
            fields={[
              { name: "name", label: "Name", required: true, maxLength: 100, placeholder: "Our flat" },
              { name: "geohash", label: "Geohash", required: true, maxLength: 7, placeholder: "9q8yyk" },
              {
                name: "folder",
                label: "Folder",
                as: "path",
                placeholder: "Homes / North side",
                hint: "Optional. A slash makes a folder in a folder.",
              },
              { name: "note", label: "Note", type: "textarea", maxLength: 500 },
            ]}
          />
        </div>
      </Card>
      {places.length === 0 && folders.length === 0 ? (
        <Card>
          <p className="text-sm text-ink-soft">Nothing saved yet.</p>
        </Card>
      ) : (
        [{ path: "", name: "Not in a folder" }, ...folders].map((folder) => (
          <PlaceFolder
            key={folder.path}
            folder={folder}
            trail={trailOf(folder.path, folders)}
            places={places.filter((place) => place.folder === folder.path)}
          />
        ))
      )}
    </AccountShell>
  );
}

/** Names of the folders from the outside in. */
function trailOf(path: string, folders: readonly SavedFolder[]): string[] {
  return folders
    .filter((folder) => path === folder.path || path.startsWith(`${folder.path}.`))
    .toSorted((a, b) => a.path.length - b.path.length)
    .map(({ name }) => name);
}
