import type { Metadata } from "next";
import { ActionButton } from "@/components/account/action-button";
import { Card } from "@/components/account/card";
import { DataTable } from "@/components/account/data-table";
import { formatDay } from "@/components/account/format";
import { JsonForm } from "@/components/account/json-form";
import { OperatorShell } from "@/components/account/operator-shell";
import { listCityGrants, listOrganizations } from "@/lib/accounts/operator-overview";
import { requirePageOperator } from "@/lib/accounts/page-account";
import { CITIES, findCity } from "@/lib/cities/cities";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "Cities" };

export default async function OperatorCitiesPage() {
  await requirePageOperator("/operator/cities");
  const { sql } = getRuntime();
  const [grants, organizations] = await Promise.all([listCityGrants(sql), listOrganizations(sql)]);
  return (
    <OperatorShell title="Cities" lead="Which organisations see which city's dashboard.">
      <Card title="Open a dashboard">
        <div className="max-w-md">
          <JsonForm
            method="PUT"
            action="/api/operator/city-grants"
            submit="Open it"
            done="The organisation sees the city from now on."
            fields={[
              {
                name: "city_id",
                label: "City",
                type: "select",
                required: true,
                options: CITIES.map(({ id, name }) => ({ value: id, label: name })),
              },
              {
                name: "organization_id",
                label: "Organisation",
                type: "select",
                required: true,
                options: organizations.map(({ id, name, owner }) => ({
                  value: id,
                  label: owner === null ? name : `${name} (${owner})`,
                })),
              },
            ]}
          />
        </div>
      </Card>
      <Card title="Open dashboards">
        {grants.length === 0 ? (
          <p className="text-sm text-ink-soft">None yet.</p>
        ) : (
          <DataTable
            head={["City", "Organisation", "Since", "Change"]}
            rows={grants.map((grant) => ({
              key: `${grant.cityId} ${grant.organizationId}`,
              cells: [
                findCity(grant.cityId)?.name ?? grant.cityId,
                grant.organization,
                formatDay(grant.createdAt),
                <ActionButton
                  key="change"
                  method="DELETE"
                  action="/api/operator/city-grants"
                  body={{ organization_id: grant.organizationId, city_id: grant.cityId }}
                  label="Close"
                  spoken={`Close ${grant.cityId} for ${grant.organization}`}
                  variant="danger"
                />,
              ],
            }))}
          />
        )}
      </Card>
    </OperatorShell>
  );
}
