/** Lengths of time in milliseconds, for sums such as `10 * minuteMs`. A day is 24 hours, whatever a calendar's zone does. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
