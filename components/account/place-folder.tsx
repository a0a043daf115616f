import Link from "next/link";
import type { SavedFolder, SavedPlace } from "@/lib/accounts/saved-places";
import { ActionButton } from "./action-button";
import { Card } from "./card";

interface PlaceFolderProps {
  readonly folder: SavedFolder;
  /** Names of the folders from the outside in; empty for the places without a folder. */
  readonly trail: readonly string[];
  readonly places: readonly SavedPlace[];
}

/** One folder with its places. */
export function PlaceFolder({ folder, trail, places }: PlaceFolderProps) {
  if (trail.length === 0 && places.length === 0) return null;
  const title = trail.length === 0 ? folder.name : trail.join(" / ");
  return (
    <Card
      title={title}
      actions={
        trail.length > 0 && (
          <ActionButton
            method="DELETE"
            action={`/api/account/places?folder=${encodeURIComponent(folder.path)}`}
            label="Remove folder"
            spoken={`Remove the folder ${title}`}
            variant="danger"
            confirm={{
              title: `Remove ${title}?`,
              text: "The folder goes with all folders and places in it.",
              yes: "Remove all of it",
            }}
          />
        )
      }
    >
      {places.length === 0 ? (
        <p className="text-sm text-ink-soft">No places here.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {places.map((place) => (
            <li key={place.id} className="flex items-center justify-between gap-4 py-3 first:pt-0 last:pb-0">
              <div className="min-w-0">
                <Link
                  href={`/?cell=${place.geohash}`}
                  className="font-medium underline-offset-3 hover:underline"
                >
                  {place.name}
                </Link>{" "}
                <code className="text-[13px] text-ink-faint">{place.geohash}</code>
                {place.note !== "" && <p className="text-sm text-ink-soft">{place.note}</p>}
              </div>
              <ActionButton
                method="DELETE"
                action={`/api/account/places/${place.id}`}
                label="Remove"
                spoken={`Remove ${place.name}`}
                variant="quiet"
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
