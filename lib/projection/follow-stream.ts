import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type Shard,
} from "@aws-sdk/client-dynamodb-streams";
import type { Logger } from "pino";
import type { Sql } from "postgres";
import { project } from "./project";
import { changesOf, newestAgeMs } from "./stream-records";

const RECORDS_PER_CALL = 1000;

export interface FollowDeps {
  readonly sql: Sql;
  readonly streams: DynamoDBStreamsClient;
  readonly tableName: string;
  readonly log: Logger;
  readonly now: () => number;
}

/** What one round over the stream's open shards did. */
export interface Round {
  /** Stream records read, replays included. */
  readonly records: number;
  /** True when records were lost before they could be read (older than the stream keeps): a rebuild is needed. */
  readonly gap: boolean;
}

/**
 * Follows a table's stream: each `round()` reads every open shard once and projects what it finds.
 *
 * A shard is read only after its parent is finished, so a report's changes keep their order across shard splits. The
 * position is kept in PostgreSQL, written with each batch; a new follower goes on where the last one stopped.
 */
export class StreamFollower {
  private streamArn: string | null = null;
  private shards: readonly Shard[] = [];
  private shardsReadAt = Number.NEGATIVE_INFINITY;
  private readonly iterators = new Map<string, string>();
  private readonly finished = new Set<string>();

  constructor(private readonly deps: FollowDeps) {}

  async round(): Promise<Round> {
    await this.refreshShards();
    let records = 0;
    let gap = false;
    for (const shard of this.readyShards()) {
      const read = await this.readShard(shard);
      records += read.records;
      gap ||= read.gap;
    }
    return { records, gap };
  }

  private readyShards(): Shard[] {
    const known = new Set(this.shards.map((shard) => shard.ShardId));
    return this.shards.filter(({ ShardId, ParentShardId }) => {
      const parentDone =
        ParentShardId === undefined || !known.has(ParentShardId) || this.finished.has(ParentShardId);
      return ShardId !== undefined && !this.finished.has(ShardId) && parentDone;
    });
  }

  private async readShard(shard: Shard): Promise<Round> {
    const shardId = shard.ShardId ?? "";
    const { iterator, gap } = await this.iteratorOf(shardId);
    if (iterator === null) return { records: 0, gap };
    const { Records: records = [], NextShardIterator: next } = await this.getRecords(shardId, iterator);
    const last = records.at(-1)?.dynamodb?.SequenceNumber;
    if (last !== undefined || next === undefined) {
      const now = this.deps.now();
      const lagMs = newestAgeMs(records, now);
      await project(this.deps.sql, changesOf(records), {
        asOf: now,
        checkpoint: { shardId, sequenceNumber: last ?? "", finished: next === undefined },
        ...(lagMs === undefined ? {} : { lagMs }),
      });
    }
    if (next === undefined) {
      this.finished.add(shardId);
      this.iterators.delete(shardId);
      this.shardsReadAt = Number.NEGATIVE_INFINITY;
    } else {
      this.iterators.set(shardId, next);
    }
    return { records: records.length, gap };
  }

  private async getRecords(shardId: string, iterator: string) {
    try {
      return await this.deps.streams.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: RECORDS_PER_CALL }),
      );
    } catch (error) {
      this.iterators.delete(shardId);
      throw error;
    }
  }

  /** The shard's next iterator: the one at hand, else from the checkpoint, else from the oldest record kept. */
  private async iteratorOf(shardId: string): Promise<{ iterator: string | null; gap: boolean }> {
    const atHand = this.iterators.get(shardId);
    if (atHand !== undefined) return { iterator: atHand, gap: false };
    const [checkpoint] = await this.deps.sql<{ sequenceNumber: string; finished: boolean }[]>`
      select sequence_number, finished from projection_checkpoints where shard_id = ${shardId}`;
    if (checkpoint?.finished) {
      this.finished.add(shardId);
      return { iterator: null, gap: false };
    }
    if (!checkpoint?.sequenceNumber) return { iterator: await this.openShard(shardId, null), gap: false };
    try {
      return { iterator: await this.openShard(shardId, checkpoint.sequenceNumber), gap: false };
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "TrimmedDataAccessException") throw error;
      this.deps.log.warn({ shardId }, "stream records were trimmed before they were read");
      return { iterator: await this.openShard(shardId, null), gap: true };
    }
  }

  private async openShard(shardId: string, after: string | null): Promise<string | null> {
    const { ShardIterator } = await this.deps.streams.send(
      new GetShardIteratorCommand({
        StreamArn: this.streamArn ?? "",
        ShardId: shardId,
        ...(after === null
          ? { ShardIteratorType: "TRIM_HORIZON" }
          : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after }),
      }),
    );
    return ShardIterator ?? null;
  }

  /** Lists the shards every ten seconds, and at once when one was finished (its children follow). */
  private async refreshShards(): Promise<void> {
    const now = this.deps.now();
    if (now - this.shardsReadAt < 10_000) return;
    this.streamArn ??= await this.findStream();
    const shards: Shard[] = [];
    let start: string | undefined;
    do {
      const { StreamDescription } = await this.deps.streams.send(
        new DescribeStreamCommand({
          StreamArn: this.streamArn,
          ...(start === undefined ? {} : { ExclusiveStartShardId: start }),
        }),
      );
      shards.push(...(StreamDescription?.Shards ?? []));
      start = StreamDescription?.LastEvaluatedShardId;
    } while (start !== undefined);
    this.shards = shards;
    this.shardsReadAt = now;
  }

  private async findStream(): Promise<string> {
    const { Streams } = await this.deps.streams.send(
      new ListStreamsCommand({ TableName: this.deps.tableName }),
    );
    const arn = Streams?.at(-1)?.StreamArn;
    if (arn === undefined) throw new Error(`Table ${this.deps.tableName} has no stream`);
    return arn;
  }
}
