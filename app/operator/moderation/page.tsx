import type { Metadata } from "next";
import Link from "next/link";
import { ActionButton } from "@/components/account/action-button";
import { Badge } from "@/components/account/badge";
import { Card } from "@/components/account/card";
import { DataTable } from "@/components/account/data-table";
import { formatMinute } from "@/components/account/format";
import { ModerationEntry } from "@/components/account/moderation-entry";
import { OperatorShell } from "@/components/account/operator-shell";
import { buttonClasses } from "@/components/ui/button";
import { requirePageOperator } from "@/lib/accounts/page-account";
import { listDecisions } from "@/lib/moderation/list-decisions";
import { listQueue } from "@/lib/moderation/list-queue";
import { toQueueEntry } from "@/lib/moderation/public-queue";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "Moderation" };

interface ModerationPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function OperatorModerationPage({ searchParams }: ModerationPageProps) {
  await requirePageOperator("/operator/moderation");
  const { after } = await searchParams;
  const runtime = getRuntime();
  const [queue, decisions] = await Promise.all([
    listQueue(runtime, { limit: 25, after: typeof after === "string" ? after : null }),
    listDecisions(runtime.sql, { limit: 20, before: null }),
  ]);
  return (
    <OperatorShell
      title="Moderation"
      lead="Notes, messages and photos that were held or flagged. The signal itself is on the map all the while."
    >
      {queue.waiting.length === 0 ? (
        <Card>
          <p className="text-sm text-ink-soft">Nothing waits.</p>
        </Card>
      ) : (
        queue.waiting
          .map(toQueueEntry)
          .map((entry) => <ModerationEntry key={`${entry.report_id} ${entry.message_id}`} entry={entry} />)
      )}
      {queue.after !== null && (
        <Link
          href={`/operator/moderation?after=${encodeURIComponent(queue.after)}`}
          className={buttonClasses("secondary", "medium")}
        >
          Show more
        </Link>
      )}
      <Card title="Latest decisions">
        {decisions.length === 0 ? (
          <p className="text-sm text-ink-soft">None yet.</p>
        ) : (
          <DataTable
            head={["When", "Decision", "Reason", "Report", "Change"]}
            rows={decisions.map((decision) => ({
              key: decision.id,
              cells: [
                formatMinute(decision.decidedAt),
                decision.action.replaceAll("_", " "),
                decision.reason,
                <code key="report" className="text-[13px]">
                  {decision.reportId}
                </code>,
                decision.undoneAt === null ? (
                  <ActionButton
                    key="change"
                    method="POST"
                    action={`/api/moderation/decisions/${decision.id}/undo`}
                    label="Undo"
                    spoken={`Undo ${decision.action} of ${decision.reportId}`}
                  />
                ) : (
                  <Badge key="change">Undone</Badge>
                ),
              ],
            }))}
          />
        )}
      </Card>
    </OperatorShell>
  );
}
