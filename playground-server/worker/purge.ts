// What the store forgets, once an hour: the same statements as share.SQL.Purge, which a test holds them to. They go to the
// database from here, since an instance of the app takes more time to start than Cloudflare's free plan gives a cron job.

const day = 24 * 60 * 60;

/** How long an id is known to be gone after it has expired, in seconds. */
const memory = 365 * day;

export async function purge(db: Database, now: Date): Promise<void> {
  const seconds = Math.floor(now.getTime() / 1000);
  const lastWeek = new Date((seconds - 7 * day) * 1000).toISOString().slice(0, "2026-01-01".length);
  for (const [sql, value] of [
    ["UPDATE share SET body = '', verdicts = '[]', token = '', deleted = 1 WHERE expires <= ? AND deleted = 0", seconds],
    ["DELETE FROM share WHERE expires <= ?", seconds - memory],
    ["DELETE FROM day WHERE day < ?", lastWeek],
  ] as const) {
    await db.prepare(sql).bind(value).run();
  }
}
