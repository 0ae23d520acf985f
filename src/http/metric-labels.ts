/** Seconds: from an answer out of memory to the longest that a person is kept waiting. */
export const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How many values one label may take; what comes later is `other`. Far more than commands, paths or outcomes. */
const mostValues = 100;

/** Looks up a metric's child once for each set of labels, of which {@link boundedLabel} lets only so many pass. */
export function once<Child>(find: (...labels: string[]) => Child): (...labels: string[]) => Child {
  const found = new Map<string, Child>();
  return (...labels) => {
    const key = labels.join('\n');
    const known = found.get(key);
    if (known !== undefined) return known;
    const child = find(...labels);
    found.set(key, child);
    return child;
  };
}

/** Passes the first values through and calls every later one `other`, so that a label never grows for ever. */
export function boundedLabel(): (value: string) => string {
  const passed = new Set<string>();
  return (value) => {
    if (passed.has(value)) return value;
    if (passed.size >= mostValues) return 'other';
    passed.add(value);
    return value;
  };
}
