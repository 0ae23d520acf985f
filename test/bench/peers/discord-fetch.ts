/**
 * The adapter answers interactions at https://discord.com/api/v10, whatever `apiUrl` says. Its calls go to
 * `base` instead, by the one function that it calls: a string's beginning is exchanged, nothing else is added.
 */
export function sendDiscordCallsTo(base: string): void {
  const direct = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    direct(typeof input === 'string' ? input.replace(/^https:\/\/discord\.com\/api/, base) : input, init);
}
