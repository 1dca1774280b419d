// Dates as sentences have them.

/** The day of a time, in UTC, which is what the server ends links by: 19 February 2027. */
export function dateOf(time: string | Date): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "an unknown day" : new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(date);
}
