import type { Understood } from './understood.ts';

/** Every kind of input that has notations, in the order of the page. Each is read when it is asked for. */
export const understood: readonly (() => Promise<Understood>)[] = [
  async () => (await import('./places.ts')).divisionsUnderstood(),
  async () => (await import('./places.ts')).countries(),
  async () => (await import('./links.ts')).understoodLinks(),
  async () => (await import('./phones.ts')).understoodPhones(),
  async () => (await import('./days.ts')).understoodDays(),
  async () => (await import('./places.ts')).zones(),
  async () => (await import('./amounts.ts')).amounts(),
  async () => (await import('./amounts.ts')).moneyAbroad(),
  async () => (await import('./measures.ts')).weights(),
  async () => (await import('./measures.ts')).sizes(),
  async () => (await import('./states.ts')).understoodStates(),
];
