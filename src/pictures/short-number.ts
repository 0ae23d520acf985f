/** A number of a chart in few characters: `0` to `9999` (or one decimal, `2.5`), then thousands, `12.3k`. */
export function shortNumber(value: number): string {
  const whole = Math.round(value);
  if (whole >= 10_000) return `${oneDecimal(value / 1000)}k`;
  return whole >= 100 ? String(whole) : oneDecimal(value);
}

function oneDecimal(value: number): string {
  return String(value >= 100 ? Math.round(value) : Math.round(value * 10) / 10);
}
