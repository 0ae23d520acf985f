/** How long the processor worked on `run`, ms: other than the time that went by, it is the same on a busy machine. */
export function workMs(run: () => void): number {
  const begun = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1000;
}
