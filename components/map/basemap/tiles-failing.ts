/** What a map tells about its sources: the events `error` and `sourcedata`, as far as they are used here. */
export interface SourceEvent {
  readonly sourceId?: string;
  /** Set when the event is about one tile. */
  readonly tile?: unknown;
}

export interface SourceEvents {
  on(type: "error" | "sourcedata", listener: (event: SourceEvent) => void): unknown;
  off(type: "error" | "sourcedata", listener: (event: SourceEvent) => void): unknown;
}

export interface TilesFailingOptions {
  /** Ids of the tile server's sources; what happens to others is not watched. */
  readonly sourceIds: readonly string[];
  /** Tiles that must fail before the first one arrives. */
  readonly failures?: number;
  /** How long no tile at all may arrive. */
  readonly patienceMilliseconds?: number;
}

/**
 * Calls `fallback` once when a tile server whose style loaded does not deliver: its source description or several
 * tiles fail, or nothing comes for seconds. After a first tile it never does, since a map already drawn is better than
 * a change of style under the reader's hands. Returns a function that ends the watch.
 */
export function onTilesFailing(
  map: SourceEvents,
  fallback: () => void,
  { sourceIds, failures = 3, patienceMilliseconds = 6_000 }: TilesFailingOptions,
): () => void {
  let failed = 0;
  const isWatched = ({ sourceId }: SourceEvent) => sourceId !== undefined && sourceIds.includes(sourceId);

  const onError = (event: SourceEvent) => {
    if (!isWatched(event)) return;
    failed += event.tile === undefined ? failures : 1;
    if (failed >= failures) giveUp();
  };
  const onData = (event: SourceEvent) => {
    if (isWatched(event) && event.tile !== undefined) stop();
  };
  const giveUp = () => {
    stop();
    fallback();
  };
  const stop = () => {
    clearTimeout(timer);
    map.off("error", onError);
    map.off("sourcedata", onData);
  };

  const timer = setTimeout(giveUp, patienceMilliseconds);
  map.on("error", onError);
  map.on("sourcedata", onData);
  return stop;
}
