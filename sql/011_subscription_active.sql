-- Whether a subscription opens anything at `at`. The same rule as `subscriptionAccess` in
-- lib/billing/subscription-access.ts; a test compares the two over all statuses and times.
create function subscription_is_active(
  status text, period_start timestamptz, period_end timestamptz, cancel_at_period_end boolean, at timestamptz
) returns boolean language sql immutable parallel safe as $$
  select case
    when status in ('active', 'trialing') then
      period_end is null
      or at < period_end + case when cancel_at_period_end then interval '0' else interval '72 hours' end
    when status = 'past_due' then coalesce(at < period_start + interval '168 hours', false)
    else false
  end
$$;
